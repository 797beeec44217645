import {keepPreviousData, useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask, Refused} from './ask.ts';
import type {Status} from './day.ts';

/** A place of the network. */
export interface NetworkPlace {
    id: string;
    name: string;
    kind: string;
    country: string;
    partOf: string | null;
    lat: number;
    lon: number;
}

/** What the record has on when something is shut; days of its own zone. */
export interface OpeningTold {
    id: string;
    rule: 'shut' | 'hours' | 'season' | 'slow';
    firstDay: string | null;
    lastDay: string | null;
    /** The last day on which somebody said that it was still so. */
    knownTo: string | null;
    open: string;
    from: string | null;
    to: string | null;
    source: string;
    status: Status;
    date: string;
}

export interface Crossing {
    id: string;
    name: string;
    countries: readonly [string, string];
    modes: readonly string[];
    lat?: number;
    lon?: number;
    openings: readonly OpeningTold[];
}

/** Lines that are not open yet and may count as open. */
export interface Project {
    id: string;
    lines: readonly string[];
    mode: string;
    states: readonly string[];
    from: string;
    to: string;
    km: number;
    source: string;
    status: Status;
}

/** Kilometres by how well their lengths are known. */
export interface KnownKm {
    mode: string;
    country: string;
    links: number;
    km: number;
    byStatus: Readonly<Record<Status, number>>;
    readKm: number;
}

export interface NetworkTold {
    id: string;
    name: string;
    version: string;
    currency: string;
    commodities: readonly {id: string; name: string}[];
    vehicles: readonly {id: string; mode: string}[];
    places: readonly NetworkPlace[];
    crossings: readonly Crossing[];
    projects: readonly Project[];
    known: {rows: readonly KnownKm[]; all: KnownKm};
}

/** Hours: null is never. */
export interface Hours {
    p10: number | null;
    p50: number | null;
    p90: number | null;
}

export interface MoneyRange {
    low: string;
    median: string;
    high: string;
}

export interface Origin {
    what: string;
    status: Status;
    source: string;
    date: string;
    file: string;
    line: number;
}

export interface Observed {
    what: string;
    year: number;
    value: number;
    side: string | null;
    direction: string;
    source: string;
}

export interface Leg {
    kind: 'link' | 'border' | 'gauge' | 'port' | 'terminal';
    id: string;
    from: string;
    fromName: string;
    to: string;
    toName: string;
    mode: string;
    toMode: string;
    gaugeMm: number | null;
    toGaugeMm: number | null;
    line: string | null;
    lengthKm: number;
    hours: Hours;
    waitHours: number;
    arrives: string | null;
    money: MoneyRange;
    lossPermille: number;
    origins: readonly Origin[];
    observed: readonly Observed[];
}

export interface Way {
    lengthKm: number;
    hours: Hours;
    waitHours: number;
    money: MoneyRange;
    lossPermille: number;
    crossings: readonly string[];
    modes: readonly string[];
    weakest: Status;
    legs: readonly Leg[];
    /** Of who would take it. */
    share: number;
}

/** What closures did to who leaves on a day. */
export interface Verdict {
    kind: 'unhindered' | 'waits' | 'turns' | 'gives-up' | 'no-way';
    waits: readonly {at: string; from: string; hours: number}[];
    insteadOf: readonly string[];
    taken: readonly string[];
}

export interface RouteTold {
    version: string;
    currency: string;
    dated: boolean;
    verdict?: Verdict;
    routes: readonly Way[];
}

export interface CrossingsOn {
    day: string;
    shut: readonly {id: string; isPartly: boolean; because: readonly OpeningTold[]}[];
}

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
