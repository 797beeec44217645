import {
    useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult,
} from '@tanstack/react-query';
import {ask} from './ask.ts';

/** Why a day cannot be closed, as the server says it. */
export interface Refusal {
    answer: 'closed-already' | 'not-over' | 'behind' | 'earlier-day-open' | 'differs';
    message: string;
    earlier?: string;
    digest?: string;
}

/** What stands between a day and its close. */
export interface Standing {
    day: string;
    refusal: Refusal | null;
    waiting: {reason: string; count: number; worth: string}[];
    oldest: {id: string; day: string; reason: string; atMs: number; worth: string} | null;
}

export function useStanding(day: string): UseQueryResult<Standing> {
    return useQuery({
        queryKey: ['live', 'closing', day],
        queryFn: () => ask<Standing>(`/v1/day/${day}/close`),
        placeholderData: before => before?.day === day ? before : undefined,
    });
}

/** Closes a day; where that is refused the error tells why. */
export function useClose(day: string): UseMutationResult<{digest: string}, Error, void> {
    const queries = useQueryClient();
    return useMutation({
        mutationFn: () => ask<{digest: string}>(`/v1/day/${day}/close`, {body: {}}),
        onSettled: () => queries.invalidateQueries({queryKey: ['live']}),
    });
}
