import {
    useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult,
} from '@tanstack/react-query';
import {ask} from './ask.ts';
import type {Closed, Standing} from './wire.ts';

export type {Refusal, Standing} from './wire.ts';

export function useStanding(day: string): UseQueryResult<Standing> {
    return useQuery({
        queryKey: ['live', 'closing', day],
        queryFn: () => ask<Standing>(`/v1/day/${day}/close`),
        placeholderData: before => before?.day === day ? before : undefined,
    });
}

/** Closes a day; where that is refused the error tells why. */
export function useClose(day: string): UseMutationResult<Closed, Error, void> {
    const queries = useQueryClient();
    return useMutation({
        mutationFn: () => ask<Closed>(`/v1/day/${day}/close`, {body: {}}),
        onSettled: () => queries.invalidateQueries({queryKey: ['live']}),
    });
}
