import {useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask} from './ask.ts';
import type {Day} from './wire.ts';

export type {Charge, Day, Status, Term} from './wire.ts';

/**
 * The figures of a day; where none is named of today, or of the last day that has any. With a past
 * moment those of its day until then.
 */
export function useDay(
    day: string | undefined, thenMs?: number,
): UseQueryResult<Day> {
    return useQuery({
        queryKey: thenMs === undefined ? ['live', 'day', day] : ['past', 'day', thenMs],
        queryFn: () => ask<Day>(`/v1/day${thenMs === undefined
            ? day === undefined ? '' : `?day=${day}` : `?past=${thenMs}`}`),
        placeholderData: before => before,
    });
}
