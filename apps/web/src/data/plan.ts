import {
    keepPreviousData, useQuery, useQueryClient, type UseQueryResult,
} from '@tanstack/react-query';
import {ask, Refused} from './ask.ts';
import type {
    CheckTold as Sound, ComparisonTold, PlanFaults, PlanTold, RunTold,
} from './wire-plan.ts';

export type {
    ClaimTold, ComparedFigure, ComparisonTold, EditKind, EditTold, EffectTold, InputTold, PlanTold,
    RunTold, ScenarioTold, ShareOfWorth,
} from './wire-plan.ts';

/** What is asked to be compared. */
export interface PlanAsked {
    without: string;
    with?: string;
    yaml?: string;
    draws?: number;
}

/** A question that can be run, or what is wrong with it. */
export type CheckTold = Sound | Required<Omit<PlanFaults, 'error'>>;

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
