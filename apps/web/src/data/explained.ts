import {
    useMutation, useQuery, type UseMutationResult, type UseQueryResult,
} from '@tanstack/react-query';
import {ask} from './ask.ts';
import type {Currency} from './day.ts';

/** What one device said in a passage. */
export interface SeenReading {
    seq: number;
    kind: string;
    tag?: string;
    plate?: string;
    isUnreadable?: boolean;
    confidence?: number;
    class?: string;
}

export interface SeenPassage {
    at: string;
    point: string;
    by: string;
    readings: SeenReading[];
}

/** A charge with every ground for it, in the order of the thread. */
export interface ChargeExplained {
    about: 'charge';
    charge: {
        window: string; day: string; vehicle: string; state: string; payer: string; amount: string;
        currency: Currency; trip: {id: number}; passages: SeenPassage[];
        transfers: {id: string; debit: string; credit: string; amount: string; at: string}[];
    };
    head: string;
    grounds: {label: string; lines: string[]}[];
}

export interface TripTold {
    id: number;
    vehicle: string;
    day: string;
    from: string;
    to: string;
    sure: number;
    path: string[];
    inferred: string[];
    charges: {
        window: string; entry: string; exit: string; class: string; state: string;
        surchargeWhen: string | null; amount: string;
    }[];
}

export interface TripExplained {
    about: 'trip';
    trip: TripTold;
}

export interface TokenExplained {
    about: 'token';
    token: {
        token: string;
        vehicles: string[];
        facts: {
            id: string; kind: string; about: string; says: string; validFrom: string; place: number;
        }[];
        wallets: {account: string; balance: string}[];
        trips: TripTold[];
        hasMore: boolean;
    };
}

/** A tag that was read and is registered nowhere: where its passages went. */
export interface UnregisteredExplained {
    about: 'unregistered';
    tag: {
        token: string; seen: number; inReview: number; unidentified: number;
        vehicles: {vehicle: string; passages: number}[];
    };
}

export type Explained = ChargeExplained | TripExplained | TokenExplained | UnregisteredExplained;

/** What a charge or a trip rests on; its name may stand in an address. */
export function useExplained(what: string | undefined): UseQueryResult<Explained> {
    return useQuery({
        queryKey: ['live', 'explained', what], enabled: what !== undefined, retry: false,
        queryFn: () => ask<Explained>('/v1/explain', {body: {what}}),
    });
}

/** What somebody asks about; a plate for a reason, which is kept with their name. */
export interface Question {
    what: string;
    reason?: string;
}

/** The same for what must not come to stand in an address: a tag, a plate, a vehicle. */
export function useExplain(): UseMutationResult<Explained, Error, Question> {
    return useMutation({
        mutationFn: (question: Question) => ask<Explained>('/v1/explain', {body: question}),
    });
}

/** Whether a text is a plate with its jurisdiction, as the server reads it. */
export function isPlate(text: string): boolean {
    return /^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?[ :/]+\S/.test(text) && !/^(tag|plate):/.test(text);
}
