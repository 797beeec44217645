import {keepPreviousData, useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask, Refused} from './ask.ts';
import type {CrossingsOn, NetworkTold, RouteTold} from './wire-network.ts';

export type * from './wire-network.ts';

/** The network of this corridor; null where it has none. It changes with its files only. */
export function useNetwork(): UseQueryResult<NetworkTold | null> {
    return useQuery({
        queryKey: ['network'], staleTime: Infinity,
        queryFn: () => ask<NetworkTold>('/v1/network').catch((error: unknown) => {
            if (error instanceof Refused && error.status === 404) return null;
            throw error;
        }),
    });
}

/** The ways of a question as its query says it; the last answer stays until the next is there. */
export function useRoute(query: string | undefined): UseQueryResult<RouteTold> {
    return useQuery({
        queryKey: ['route', query], staleTime: Infinity, enabled: query !== undefined,
        queryFn: () => ask<RouteTold>(`/v1/network/route?${query}`),
        placeholderData: keepPreviousData, retry: false,
    });
}

/** What the record has shut on a day. */
export function useCrossingsOn(day: string | undefined): UseQueryResult<CrossingsOn> {
    return useQuery({
        queryKey: ['crossings', day], staleTime: Infinity, enabled: day !== undefined,
        queryFn: () => ask<CrossingsOn>(`/v1/network/crossings?day=${day}`),
        placeholderData: keepPreviousData,
    });
}
