import {useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask} from './ask.ts';
import type {Corridor, Gantry} from './wire.ts';

export type {Corridor, Gantry, Road} from './wire.ts';

/** Whether it is what is looked at: the gantry itself, or a device of it. */
export function isAt({id}: Gantry, at: string | undefined): boolean {
    return at !== undefined && (at === id || at.startsWith(`${id}.`));
}

export function useCorridor(): UseQueryResult<Corridor> {
    return useQuery({queryKey: ['corridor'], queryFn: () => ask<Corridor>('/v1/corridor')});
}
