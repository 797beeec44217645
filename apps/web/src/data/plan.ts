import {
    keepPreviousData, useQuery, useQueryClient, type UseQueryResult,
} from '@tanstack/react-query';
import {ask, Refused} from './ask.ts';
import type {Status} from './day.ts';

export type EditKind = 'open' | 'shut' | 'build' | 'reprice' | 'restore';

/** An edit as the server tells it; null is what its kind does not take. */
export interface EditTold {
    kind: EditKind;
    of: string;
    days: number | null;
    mode: string | null;
    factor: number | null;
    to: string | null;
    capital: string | null;
    first: number | null;
    years: number | null;
    owner: string | null;
    text: string;
    at: string;
}

/** A scenario of the corridor; `from` is what it builds on. */
export interface ScenarioTold {
    id: string;
    name: string;
    from: string | null;
    day: string;
    seed: number;
    yaml: string;
    own: readonly EditTold[];
    inherited: readonly EditTold[];
}

export type LonLat = readonly [lon: number, lat: number];

/** All that a scenario can be made of. */
export interface PlanTold {
    version: string;
    scenarios: readonly ScenarioTold[];
    vocabulary: {
        names: Readonly<Record<EditKind, readonly string[]>>;
        ways: Readonly<Record<string, readonly string[]>>;
        shutForDays: readonly string[];
        modes: readonly string[];
        firstYear: number;
        lastYear: number;
    };
    inputs: readonly {id: string; value: number; unit: string; status: Status}[];
    frame: {unit: string; firstYear: number; years: number; rate: number; draws: number};
    lines: Readonly<Record<string, readonly (readonly [LonLat, LonLat])[]>>;
}

/** What is asked to be compared. */
export interface PlanAsked {
    without: string;
    with?: string;
    yaml?: string;
    draws?: number;
}

export interface RunTold {
    id: string;
    state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
    before: number;
    done: number;
    draws: number;
    seconds: number;
    message: string | null;
}

/** A fault of a scenario, with where it stands in its text. */
export interface PlanFault {
    file: string;
    line: number;
    column: number;
    what: string;
    found: string;
    expected: string;
}

/** A question that can be run, or what is wrong with it. */
export type CheckTold =
    | {id: string; edits: readonly string[]; seed: number; draws: number; run: RunTold | null}
    | {faults: readonly PlanFault[]; message: string};

export interface Share {
    of: string;
    worth: number;
}

export interface EffectTold {
    id: string;
    party: string;
    country: string;
    unit: string;
    worth: number;
    values: readonly number[];
    counts: readonly string[];
    status: Status;
}

export interface InputTold {
    id: string;
    low: number;
    value: number;
    high: number;
    unit: string;
    status: Status;
    source: string;
    date: string;
    at: string;
    atLow: number;
    atHigh: number;
    switching: readonly number[];
    switchesWithin: boolean;
}

export interface ClaimTold {
    what: string;
    figure: string;
    year: number;
    commitment: string | null;
    low: number | null;
    value: number | null;
    high: number | null;
    unit: string;
    source: string;
    date: string;
    note: string;
    line: number;
    ours: number | null;
    difference: number | null;
    isWithin: boolean | null;
}

export interface FigureTold {
    id: string;
    unit: string;
    without: number | null;
    with: number | null;
}

/** What a comparison comes to: what `karwan plan compare --json` prints. */
export interface ComparisonTold {
    without: {id: string; name: string};
    with: {id: string; name: string; edits: readonly {text: string; at: string}[]};
    unit: string;
    firstYear: number;
    years: number;
    rate: number;
    baseYear: string;
    netPresentValue: number;
    atOtherRates: readonly {rate: number; netPresentValue: number}[];
    internalRates: readonly number[];
    benefitCostRatio: number | null;
    draws: number;
    spread: {p10: number; p50: number; p90: number; mean: number; shareBelowZero: number} | null;
    assumed: {share: number; error: number; draws: number} | null;
    fan: readonly {year: number; p10: number; p50: number; p90: number}[];
    byParty: readonly Share[];
    byCountry: readonly Share[];
    byEdit: readonly {edit: string; worth: number}[];
    effects: readonly EffectTold[];
    carbonTonnes: number;
    inputs: readonly InputTold[];
    claims: readonly ClaimTold[];
    figures: readonly FigureTold[];
    models: {rounds: number; isStable: boolean; tolerance: number; limit: number};
}

const PROGRESS_MS = 400;

/** What scenarios there are; null where this corridor has none. */
export function usePlan(): UseQueryResult<PlanTold | null> {
    return useQuery({
        queryKey: ['plan'], staleTime: Infinity,
        queryFn: () => ask<PlanTold>('/v1/plan').catch((error: unknown) => {
            if (error instanceof Refused && error.status === 404) return null;
            throw error;
        }),
    });
}

/** Whether something can be compared, what it is called, and whether it has been. */
export function useCheck(asked: PlanAsked | undefined): UseQueryResult<CheckTold> {
    return useQuery({
        queryKey: ['plan-check', asked], enabled: asked !== undefined, staleTime: 0,
        placeholderData: keepPreviousData, queryFn: () => checked(asked!),
    });
}

// A scenario with faults is an answer like another: its faults stand beside its text.
async function checked(asked: PlanAsked): Promise<CheckTold> {
    const response = await fetch('/v1/plan/check', {
        method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(asked),
    });
    const answer = await response.json() as CheckTold & {message?: string; found?: string};
    if (response.ok) return answer;
    if (response.status === 422) {
        return {faults: 'faults' in answer ? answer.faults : [], message: answer.message ?? ''};
    }
    throw new Refused(response.status, answer.message ?? answer.found ?? String(response.status));
}

/** How far a run is, asked again until it has ended; null where none is known. */
export function useRun(id: string | undefined): UseQueryResult<RunTold | null> {
    return useQuery({
        queryKey: ['plan-run', id], enabled: id !== undefined, retry: true, retryDelay: 2_000,
        queryFn: () => ask<RunTold>(`/v1/plan/runs/${id}`).catch((error: unknown) => {
            if (error instanceof Refused && error.status === 404) return null;
            throw error;
        }),
        refetchInterval: ({state: {data}}) =>
            data?.state === 'waiting' || data?.state === 'running' ? PROGRESS_MS : false,
    });
}

/** What came out of a run; the same id has the same bytes for good. */
export function useComparison(id: string | undefined): UseQueryResult<ComparisonTold> {
    return useQuery({
        queryKey: ['comparison', id], enabled: id !== undefined, staleTime: Infinity,
        queryFn: () => ask<ComparisonTold>(`/v1/plan/runs/${id}/comparison`),
    });
}

/** Starts and cancels; what the server says of the run stands on the page at once. */
export function useRuns(): {
    start(asked: PlanAsked): Promise<RunTold>; cancel(id: string): Promise<RunTold>;
} {
    const queries = useQueryClient();
    const told = async (run: RunTold): Promise<RunTold> => {
        queries.setQueryData(['plan-run', run.id], run);
        await queries.invalidateQueries({queryKey: ['plan-check']});
        return run;
    };
    return {
        start: async asked => told(await ask<RunTold>('/v1/plan/runs', {body: asked})),
        cancel: async id => told(await ask<RunTold>(`/v1/plan/runs/${id}`, {method: 'DELETE'})),
    };
}
