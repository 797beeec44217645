import {queryOptions, useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask} from './ask.ts';

/** What waits for a person. */
export interface Item {
    id: string;
    passage: number;
    reason: string;
    day: string;
    worth: string;
    holdsBack: boolean;
    state: string;
}

export interface Queue {
    currency: string;
    items: Item[];
    counts: {reason: string; count: number; worth: string}[];
}

/** Where a vehicle was seen around the time. */
export interface Neighbour {
    passage: number;
    point: string;
    at: string;
    by: string;
    class: string | null;
}

/** A decision that lies near, with what speaks for it. */
export interface Offer {
    as: 'accept' | 'assign' | 'reclass';
    token: string | null;
    class: string | null;
    from: 'plate' | 'tag' | 'gap' | 'beside' | 'declared' | 'measured';
    sure: number | null;
    offMs: number | null;
    registered: {tag: string; class: string; exemption: string} | null;
    neighbours: Neighbour[];
}

/** What one device said. */
export interface Said {
    seq: number;
    device: string;
    kind: string;
    at: string;
    lane: number;
    tag: string | null;
    plate: string | null;
    isUnreadable: boolean;
    confidence: number | null;
    class: string | null;
}

/** An item with all that speaks for one decision or the other. */
export interface Case {
    item: Item;
    passage: {
        id: number; point: string; lane: number; at: string; vehicle: string | null; by: string;
        readings: Said[];
    } | null;
    trip: number | null;
    offers: Offer[];
    decisions: {fact: string; decision: string; token: string | null; reason: string}[];
    choices: string[];
    /** Plates by their tokens, as far as the decision needs them; the server traced each. */
    plates: Readonly<Record<string, string>>;
}

/** What somebody wants to decide. */
export interface Wish {
    as: string;
    to?: string;
    class?: string;
    reason: string;
}

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
