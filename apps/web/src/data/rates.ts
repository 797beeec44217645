import {keepPreviousData, useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask} from './ask.ts';
import type {Rates} from './wire.ts';

export type {Rates} from './wire.ts';

/** Asked for less often than the counters: a step lasts minutes. */
const ASK_EVERY_MS = 10_000;

export function useRates(thenMs: number | undefined): UseQueryResult<Rates> {
    const isLive = thenMs === undefined;
    return useQuery({
        queryKey: ['rates', thenMs],
        queryFn: () => ask<Rates>(`/v1/rates${isLive ? '' : `?past=${thenMs}`}`),
        refetchInterval: isLive && ASK_EVERY_MS, placeholderData: keepPreviousData,
    });
}

/** Passages a minute of some gantries together, step by step. */
export function perMinute({stepMs, counts}: Rates, gantries: readonly number[]): number[] {
    const steps = counts[0]?.length ?? 0;
    return Array.from({length: steps}, (_, step) => gantries.reduce(
        (sum, nth) => sum + (counts[nth]?.[step] ?? 0), 0) / (stepMs / 60_000));
}
