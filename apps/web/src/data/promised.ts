import {useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask, Refused} from './ask.ts';
import type {PromisedTold} from './wire-promised.ts';

export type {
    Made, Names, Pledge, PromisedRow, PromisedTold, Told,
} from './wire-promised.ts';

export const COLUMNS = ['promised', 'planned', 'simulated', 'measured'] as const;
export type Column = (typeof COLUMNS)[number];

const SOON_MS = 1_500;
const LATER_MS = 60_000;

/** The table; null where no agreements lie beside the corridor. Scenarios may be under way. */
export function usePromised(): UseQueryResult<PromisedTold | null> {
    return useQuery({
        queryKey: ['promised'], staleTime: LATER_MS,
        refetchInterval: ({state: {data}}) =>
            data?.plan.state === 'running' ? SOON_MS : LATER_MS,
        queryFn: () => ask<PromisedTold>('/v1/promised').catch((error: unknown) => {
            if (error instanceof Refused && error.status === 404) return null;
            throw error;
        }),
    });
}
