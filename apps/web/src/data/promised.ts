import {useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask, Refused} from './ask.ts';
import type {Status} from './day.ts';

export const COLUMNS = ['promised', 'planned', 'simulated', 'measured'] as const;
export type Column = (typeof COLUMNS)[number];

/** What a figure was made of that stands in no file. */
export type Made =
    | {
        kind: 'scenario'; scenario: string; name: string; figure: string; year: number;
        draws: number; seed: number; digest: string; atMs: number;
    }
    | {
        kind: 'journeys'; figure: string; counted: number; of: number; firstDay: string;
        lastDay: string; from: readonly string[];
    };

/** A figure with its evidence; left out where it was said in words alone. */
export interface Told {
    id: string;
    figure?: {value: number; low: number; high: number};
    due: string;
    party: string;
    date: string;
    source: string;
    status: Status;
    note: string;
    at: string;
    made: Made | null;
}

/** One indicator of one project. */
export interface PromisedRow extends Record<Column, readonly Told[]> {
    project: string;
    indicator: string;
    name: string;
    unit: string;
    aspect: string;
    countsAsMeasured: string;
    isMeasured: boolean;
    /** Where figures disagree: the rule that picks the one a scenario takes. */
    choice: {rule: string; why: string; chosen: string | null} | null;
}

export interface Names {
    en: string;
    ur?: string;
    ru?: string;
}

export interface Pledge {
    id: string;
    names: Names;
    projects: readonly string[];
}

export type PlanStanding =
    | {state: 'kept'; atMs: number; draws: number; seed: number; digest: string}
    | {state: 'running'; done: number; of: number}
    | {state: 'failed'; message: string}
    | {state: 'none'};

export interface PromisedTold {
    corridor: string;
    name: string;
    version: string;
    pledges: readonly Pledge[];
    projects: readonly {id: string; names: Names; status: string; description: string}[];
    aspects: readonly Names[];
    rows: readonly PromisedRow[];
    plan: PlanStanding;
    journeys: {
        origin: 'world' | 'readings' | 'unknown'; from: readonly string[];
        firstDay: string; lastDay: string; passages: number;
    } | null;
}

const SOON_MS = 1_500;
const LATER_MS = 60_000;

/** The table; null where no agreements lie beside the corridor. Scenarios may be under way. */
export function usePromised(): UseQueryResult<PromisedTold | null> {
    return useQuery({
        queryKey: ['promised'], staleTime: LATER_MS,
        refetchInterval: ({state: {data}}) =>
            data?.plan.state === 'running' ? SOON_MS : LATER_MS,
        queryFn: () => ask<PromisedTold>('/v1/promised').catch((error: unknown) => {
            if (error instanceof Refused && error.status === 404) return null;
            throw error;
        }),
    });
}
