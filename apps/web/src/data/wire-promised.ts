// Made by `npm run wire` from the server's OpenAPI document. Do not edit: a test compares them.

import type {Status} from './wire-shared.ts';

export type {Status} from './wire-shared.ts';

/** what a figure was made of that stands in no file */
export type Made =
    | {
        kind: 'scenario'; scenario: string; name: string; figure: string; year: number;
        draws: number; seed: number; digest: string; atMs: number;
    }
    | {
        kind: 'journeys'; figure: string; counted: number; of: number; firstDay: string;
        lastDay: string; from: string[];
    };

/** in each language that has it */
export interface Names {
    en: string; ur?: string; ru?: string;
}

/** the figures of scenarios: the first who asks has them reckoned */
export type PlanStanding =
    | {
        state: 'kept'; atMs: number; draws: number; seed: number; digest: string;
    }
    | {state: 'running'; done: number; of: number}
    | {state: 'failed'; message: string}
    | {state: 'none'};

export interface Pledge {
    id: string; names: Names; projects: string[];
}

/** one indicator of one project */
export interface PromisedRow {
    project: string; indicator: string; name: string; unit: string; aspect: string;
    countsAsMeasured: string; promised: Told[]; planned: Told[]; simulated: Told[];
    measured: Told[]; isMeasured: boolean;
    choice: {rule: string; why: string; chosen: string | null} | null;
}

export interface PromisedTold {
    corridor: string; name: string; version: string; pledges: Pledge[];
    projects: {id: string; names: Names; status: string; description: string}[]; aspects: Names[];
    rows: PromisedRow[]; plan: PlanStanding;
    journeys: {
        origin: 'world' | 'readings' | 'unknown'; from: string[]; firstDay: string; lastDay: string;
        passages: number;
    } | null;
}

/** a figure with its evidence */
export interface Told {
    id: string; figure?: {value: number; low: number; high: number}; due: string; party: string;
    date: string; source: string; status: Status; note: string; at: string; made: Made | null;
}
