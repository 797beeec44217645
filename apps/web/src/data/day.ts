import {useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask} from './ask.ts';

export type Status = 'measured' | 'published' | 'estimated' | 'assumed';

/** A count with its money, a decimal string. */
export interface Term {
    count: number;
    money: string;
}

export interface Currency {
    code: string;
}

/** A charge as the day's list shows it. */
export interface Charge {
    window: string;
    vehicle: string;
    road: string;
    entry: string;
    exit: string;
    class: string;
    state: string;
    surcharge_when: string | null;
    payer: string;
    status: Status;
    at: string;
    amount: string;
}

type PassageTerm = 'charged' | 'exempt' | 'inReview' | 'writtenOff';
type ChargeTerm = 'charges' | 'paid' | 'open' | 'noticed' | 'disputed' | 'lost' | 'difference';

/** The figures of a day, as they were when the log was worked off to `cursor`. */
export interface Day {
    day: string;
    isClosed: boolean;
    scheme: {version: string; digest: string};
    corridor: {id: string; name: string; currency: Currency; zone: string};
    balances: {
        detections: {
            detections: number; identified: number; unidentifiable: number; false: number;
            difference: number;
        };
        passages: Record<PassageTerm, Term> & {
            passages: number; inferred: number; stations: number; undetected: number;
            difference: number;
        };
        charges: Record<ChargeTerm, Term>;
    };
    vehiclesCharged: number;
    hours: number[];
    shares: {
        byStatus: Record<Status, string>;
        byLength: Record<Status, string>;
        lengthsMove: string;
        sites: number;
        sitesUnsure: number;
    };
    charges: Charge[];
    days: {day: string; isClosed: boolean}[];
    cursor: number;
    head: number;
    now: string;
    today: string;
    simulatedSpeed: number | null;
}

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
