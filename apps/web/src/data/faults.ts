import {
    useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult,
} from '@tanstack/react-query';
import {ask} from './ask.ts';
import type {Fault, Faults} from './wire.ts';

export type {Fault, Faults} from './wire.ts';

/** What a fault is asked for with. */
export interface Wanted {
    kind: string;
    at?: string;
    share?: number;
    offsetMs?: number;
    hours?: number;
}

export function useFaults(): UseQueryResult<Faults> {
    return useQuery({
        queryKey: ['live', 'faults'], queryFn: () => ask<Faults>('/v1/world/faults'), retry: false,
    });
}

/** Switches a fault on, or off by its number. */
export function useSwitch(): UseMutationResult<Fault, Error, Wanted | number> {
    const queries = useQueryClient();
    return useMutation({
        mutationFn: (wanted: Wanted | number) => typeof wanted === 'number'
            ? ask<Fault>(`/v1/world/faults/${wanted}`, {method: 'DELETE'})
            : ask<Fault>('/v1/world/faults', {body: wanted}),
        onSettled: () => queries.invalidateQueries({queryKey: ['live', 'faults']}),
    });
}
