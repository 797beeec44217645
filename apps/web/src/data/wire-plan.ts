// Made by `npm run wire` from the server's OpenAPI document. Do not edit: a test compares them.

import type {Status} from './wire-shared.ts';

export type {Status} from './wire-shared.ts';

/** a question that can be run */
export interface CheckTold {
    id: string; edits: string[]; seed: number; draws: number; run: RunTold | null;
}

export interface ClaimTold {
    what: string; figure: string; year: number; commitment: string | null; low: number | null;
    value: number | null; high: number | null; unit: string; source: string; date: string;
    note: string; line: number; ours: number | null; difference: number | null;
    isWithin: boolean | null;
}

export interface ComparedFigure {
    id: string; unit: string; without: number | null; with: number | null;
}

/** what `karwan plan compare --json` prints */
export interface ComparisonTold {
    corridor: string; without: {id: string; name: string};
    with: {id: string; name: string; edits: {text: string; at: string}[]}; unit: string;
    firstYear: number; years: number; rate: number; baseYear: string; ratesFrom: string;
    netPresentValue: number; atOtherRates: {rate: number; netPresentValue: number}[];
    internalRates: number[]; benefitCostRatio: number | null; draws: number;
    spread: {
        p10: number; p50: number; p90: number; mean: number; shareBelowZero: number;
    } | null;
    assumed: {share: number; error: number; draws: number} | null;
    fan: {year: number; p10: number; p50: number; p90: number}[]; byParty: ShareOfWorth[];
    byCountry: ShareOfWorth[]; byEdit: {edit: string; worth: number}[]; effects: EffectTold[];
    carbonTonnes: number; inputs: InputTold[];
    together: {
        inputs: string[]; rankCorrelation: number; status: Status; source: string; date: string;
        at: string;
    }[];
    claims: ClaimTold[]; figures: ComparedFigure[];
    models: {rounds: number; isStable: boolean; tolerance: number; limit: number};
}

export type EditKind = 'open' | 'shut' | 'build' | 'reprice' | 'restore';

/** null is what its kind does not take */
export interface EditTold {
    kind: EditKind; of: string; days: number | null; mode: string | null; factor: number | null;
    to: string | null; capital: string | null; first: number | null; years: number | null;
    owner: string | null; text: string; at: string;
}

export interface EffectTold {
    id: string; party: string; country: string; unit: string; worth: number; values: number[];
    counts: string[]; status: Status;
}

export interface InputTold {
    id: string; low: number; value: number; high: number; unit: string; status: Status;
    source: string; date: string; at: string; atLow: number; atHigh: number; switching: number[];
    switchesWithin: boolean;
}

/** degrees east, degrees north */
export type LonLat = [number, number];

/** a fault of a scenario, with where it stands in its text */
export interface PlanFault {
    file: string; line: number; column: number; what: string; found: string; expected: string;
}

export interface PlanFaults {
    error: string; message: string; faults?: PlanFault[];
}

/** all that a scenario can be made of */
export interface PlanTold {
    version: string; scenarios: ScenarioTold[];
    vocabulary: {
        names: {
            open: string[]; shut: string[]; build: string[]; reprice: string[]; restore: string[];
        };
        ways: {[more: string]: string[]}; shutForDays: string[]; modes: string[]; inputs: string[];
        demands: string[]; firstYear: number; lastYear: number;
    };
    inputs: {
        id: string; low: number; value: number; high: number; unit: string; status: Status;
        source: string;
    }[];
    frame: {
        unit: string; firstYear: number; years: number; rate: number; draws: number;
    };
    lines: {[more: string]: [LonLat, LonLat][]};
}

/** how far a comparison is */
export interface RunTold {
    id: string; state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'; before: number;
    done: number; draws: number; seconds: number; message: string | null;
}

/** a scenario of the corridor; `from` is what it builds on */
export interface ScenarioTold {
    id: string; name: string; from: string | null; day: string; seed: number; yaml: string;
    own: EditTold[]; inherited: EditTold[];
}

export interface ShareOfWorth {
    of: string; worth: number;
}
