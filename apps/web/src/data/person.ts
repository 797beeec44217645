import {useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask, Refused} from './ask.ts';
import type {Person} from './wire.ts';

export type {Person} from './wire.ts';

/** Who is signed in; null where nobody is. */
export function usePerson(): UseQueryResult<Person | null> {
    return useQuery({
        queryKey: ['person'],
        queryFn: () => ask<Person>('/v1/session').catch((error: unknown) => {
            if (error instanceof Refused && error.status === 401) return null;
            throw error;
        }),
    });
}
