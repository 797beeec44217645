// Made by `npm run wire` from the server's OpenAPI document. Do not edit: a test compares them.

import type {Status} from './wire-shared.ts';

export type {Status} from './wire-shared.ts';

/** instants; with a departure */
export interface Arrives {
    p10: string | null; p50: string | null; p90: string | null;
}

/** what was shut, and who says so */
export interface Because {
    opening: string; of: string; rule: string; firstDay: string | null; lastDay: string | null;
    knownTo: string | null; open: string; source: string; status: Status; date: string;
}

export interface Crossing {
    id: string; name: string; countries: [string, string]; modes: string[]; lat?: number;
    lon?: number; openings: OpeningTold[];
}

/** what the record has shut on a day */
export interface CrossingsOn {
    network: string; version: string; day: string;
    shut: {id: string; isPartly: boolean; because: OpeningTold[]}[];
}

export interface Feature {
    type: 'Feature'; id?: string | number;
    properties: {[more: string]: string | number | boolean | null};
    geometry: {type: string; coordinates: unknown};
}

export interface FigureTold {
    value: number; low: number | null; high: number | null; status: Status; source: string;
    date: string;
}

/** what lies below the roads, with where it is from */
export interface Ground {
    type: 'FeatureCollection'; source: string; features: Feature[]; [more: string]: unknown;
}

/** hours; null is never */
export interface Hours {
    p10: number | null; p50: number | null; p90: number | null;
}

/** kilometres by how well their lengths are known */
export interface KnownKm {
    mode: string; country: string; links: number; km: number;
    byStatus: {measured: number; published: number; estimated: number; assumed: number};
    readKm: number;
}

/** last known shut on a day, counted as shut since */
export interface LastKnown {
    of: string; knownTo: string; source: string;
}

export interface Leg {
    kind: 'link' | 'border' | 'gauge' | 'port' | 'terminal'; id: string; from: string;
    fromName: string; to: string; toName: string; mode: string; toMode: string;
    gaugeMm: number | null; toGaugeMm: number | null; line: string | null; lengthKm: number;
    hours: Hours; waitHours: number; arrives: string | null; money: MoneyRange;
    lossPermille: number; origins: Origin[]; observed: Observed[];
}

export interface MoneyRange {
    low: string; median: string; high: string;
}

export interface NetworkPlace {
    id: string; name: string; kind: string; country: string; partOf: string | null; lat: number;
    lon: number; status: Status; source: string;
}

export interface NetworkTold {
    id: string; name: string; version: string; currency: string; licences: unknown[];
    commodities: {id: string; name: string}[]; vehicles: {id: string; name: string; mode: string}[];
    places: NetworkPlace[]; crossings: Crossing[]; projects: Project[];
    known: {rows: KnownKm[]; all: KnownKm};
}

export interface Observed {
    what: string; year: number; value: number; side: string | null; direction: string;
    source: string;
}

/** what the record has on when something is shut */
export interface OpeningTold {
    id: string; rule: 'shut' | 'hours' | 'season' | 'slow'; firstDay: string | null;
    lastDay: string | null; knownTo: string | null; open: string; from: string | null;
    to: string | null; source: string; status: Status; date: string;
}

export interface Origin {
    what: string; status: Status; source: string; date: string; file: string; line: number;
}

/** lines that are not open yet and may count as open */
export interface Project {
    id: string; lines: string[]; mode: string; states: string[]; from: string; to: string;
    km: number; source: string; status: Status;
}

export interface RouteTold {
    network: string; version: string; currency: string; dated: boolean; depart?: string;
    fromZone?: string; toZone?: string; verdict?: Verdict; values: Values; routes: Way[];
    unusedOpened: Unused[]; lastKnown: LastKnown[]; warnings: string[];
}

/** counts as open and lies on no way told; where it ends */
export interface Unused {
    id: string; from: string; to: string; km: number;
}

/** what goods and hours are worth, by which ways are compared */
export interface Values {
    commodity: string; name: string; tonnes: number; goods: FigureTold; hour: FigureTold;
    spreadHour: FigureTold;
}

/** what closures did to who leaves on a day */
export interface Verdict {
    kind: 'unhindered' | 'waits' | 'turns' | 'gives-up' | 'too-late' | 'no-way';
    waits: {at: string; from: string; hours: number; because: Because[]}[]; insteadOf: string[];
    taken: string[]; because: Because[]; free: {lengthKm: number; hours: number} | null;
}

export interface Way {
    lengthKm: number; hours: Hours; waitHours: number; money: MoneyRange; lossPermille: number;
    cost: string; crossings: string[]; modes: string[]; weakest: Status; legs: Leg[]; share: number;
    arrives?: Arrives;
}
