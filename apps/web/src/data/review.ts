import {queryOptions, useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask} from './ask.ts';
import type {Case, Queue} from './wire.ts';

export type {Case, Item, Offer, Queue, SeenReading as Said, Wish} from './wire.ts';

// It does not follow the log: a list that moves under one's hand makes one decide the wrong item.
export function useQueue(): UseQueryResult<Queue> {
    return useQuery({
        queryKey: ['review', 'queue'], queryFn: () => ask<Queue>('/v1/review'), retry: false,
    });
}

export function caseOptions(id: string) {
    return queryOptions({
        queryKey: ['review', 'case', id],
        queryFn: () => ask<Case>(`/v1/review/${encodeURIComponent(id)}`), retry: false,
    });
}
