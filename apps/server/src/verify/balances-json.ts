import type {Balances} from './balances.ts';

/** Balances as JSON: money as decimal strings of minor units. The day's name stands beside. */
export function balancesAsJson({detections, passages, charges}: Balances): object {
    return JSON.parse(JSON.stringify({detections, passages, charges},
        (_, value: unknown) => typeof value === 'bigint' ? value.toString() : value)) as object;
}
