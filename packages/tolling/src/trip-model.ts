import {STOP_KINDS} from './trip.ts';
import type {StopKind} from './trip.ts';
import {CONTEXTS} from './trip-context.ts';
import type {Context} from './trip-context.ts';
import type {Edge} from './trip-edges.ts';
import type {PlaceOrder} from './trip-places.ts';

/**
 * What an operator reads: for a step from one stop to the next, the gap from which on a new trip
 * begins. A row that leaves something open speaks for every step that no closer row speaks for.
 */
export interface TripRow {
    from: StopKind | 'any';
    fromPlace: string | 'any';
    to: StopKind | 'any';
    toPlace: string | 'any';
    context: Context | 'any';
    /** A gap of this many seconds or more is a new trip: 0 is always, null is never. */
    newTripAfterSeconds: number | null;
    /** How many such steps were seen in the past, and in how many of them a new trip began. */
    seen: number;
    newTrips: number;
    /**
     * How many of them a table learned from other vehicles got wrong, and how these lie around
     * the threshold: seen and wrong for each band of `TripModel.bands`.
     */
    wrong: number;
    byBand: readonly (readonly [seen: number, wrong: number])[];
}

/** A readable rule for cutting a road's stops into trips; it names places and no vehicle. */
export interface TripModel {
    format: typeof TRIP_MODEL_FORMAT;
    learnedFrom: 'given trips' | 'readings alone';
    carriageways: PlaceOrder;
    /** Upper edges of the bands of gap divided by threshold; the last band has no edge. */
    bands: readonly number[];
    rows: readonly TripRow[];
    /** Gantries that a trip likely passed unseen before its first or after its last. */
    edges?: readonly Edge[];
}

export const TRIP_MODEL_FORMAT = 'karwan-trip-table-1';

/** Gap over threshold: far below, near below, near above, far above. */
export const BANDS = [1 / 64, 1 / 16, 1 / 4, 0.5, 0.7, 0.85, 1, 1.2, 1.4, 2, 4, 16] as const;

/** Where a gap lies around a threshold, as a number from 0 (far below) to `bands.length`. */
export function bandOf(gap: number, threshold: number, bands: ArrayLike<number>): number {
    const ratio = threshold > 0 ? gap / threshold : Infinity;
    let band = 0;
    while (band < bands.length && ratio >= bands[band]!) band++;
    return band;
}

/** One line a row, so that two tables can be compared line by line. */
export function printTripModel(model: TripModel): string {
    const {rows, edges, ...head} = model;
    const lines = (all: readonly object[]) => all.map(row => JSON.stringify(row)).join(',\n');
    const beside = edges ? ` "edges": [\n${lines(edges)}\n ],\n` : '';
    return `${JSON.stringify(head, null, 1).slice(0, -2)},\n${beside}`
        + ` "rows": [\n${lines(rows)}\n]}\n`;
}

/** The names that make a row's key; none of them holds a line's end. */
export type RowKey = Pick<TripRow, 'from' | 'fromPlace' | 'to' | 'toPlace' | 'context'>;

export function textOf({from, fromPlace, to, toPlace, context}: RowKey): string {
    return `${from}\n${fromPlace}\n${to}\n${toPlace}\n${context}`;
}

/** From the closest row that may speak for a step to the one that speaks for every step. */
export function keysFromClosest({from, fromPlace, to, toPlace, context}: RowKey): RowKey[] {
    // Field by field: to copy objects and change a field takes many times as long.
    return [
        {from, fromPlace, to, toPlace, context},
        {from, fromPlace, to, toPlace, context: 'any'},
        {from, fromPlace: 'any', to, toPlace, context: 'any'},
        {from, fromPlace: 'any', to, toPlace: 'any', context: 'any'},
        ANY,
    ];
}

const ANY: RowKey = {from: 'any', fromPlace: 'any', to: 'any', toPlace: 'any', context: 'any'};

/** Reads a table that may have been edited by hand; throws an error that says what is wrong. */
export function parseTripModel(text: string, name: string): TripModel {
    const model = parseJson(text, name) as TripModel;
    if (model?.format !== TRIP_MODEL_FORMAT) {
        throw new Error(`${name}: expected a trip table of format ${TRIP_MODEL_FORMAT}`);
    }
    const isWhole = Array.isArray(model.carriageways) && Array.isArray(model.bands)
        && Array.isArray(model.rows);
    if (!isWhole) throw new Error(`${name}: expected carriageways, bands and rows`);
    const places = new Set(model.carriageways.flat());
    const edgeFault = edgesFault(model.edges, places);
    if (edgeFault) throw new Error(`${name}: ${edgeFault}`);
    model.rows.forEach((row, index) => {
        const fault = faultOf(row, places, model.bands.length + 1);
        if (fault) throw new Error(`${name}: row ${index + 1}: ${fault}`);
    });
    if (!model.rows.some(row => row.from === 'any')) {
        throw new Error(`${name}: expected a last row that speaks for any step`);
    }
    return model;
}

function parseJson(text: string, name: string): unknown {
    try {
        return JSON.parse(text);
    } catch (error) {
        throw new Error(`${name}: not JSON: ${(error as Error).message}`, {cause: error});
    }
}

function edgesFault(
    edges: TripModel['edges'], places: ReadonlySet<string>,
): string | undefined {
    if (edges === undefined) return undefined;
    if (!Array.isArray(edges)) return 'expected edges as a list';
    for (const [index, {gantry, missed, side, trips, expected, chance}] of edges.entries()) {
        const name = `edge ${index + 1}`;
        for (const place of [gantry, missed]) {
            if (!places.has(place)) return `${name}: place ${place} is on no carriageway`;
        }
        if (side !== 'before' && side !== 'after') return `${name}: found side ${side}`;
        const areShares = expected >= 0 && expected <= trips && chance >= 0 && chance <= 1;
        if (!areShares) return `${name}: expected of its trips at most all, and a chance to 1`;
    }
    return undefined;
}

// Plain loops: a table has thousands of rows, and a process often reads but one.
function faultOf(row: TripRow, places: ReadonlySet<string>, bandCount: number): string | undefined {
    return kindFault(row.from) ?? kindFault(row.to)
        ?? placeFault(row.fromPlace, places) ?? placeFault(row.toPlace, places)
        ?? contextFault(row.context) ?? gapFault(row.newTripAfterSeconds)
        ?? bandFault(row.byBand, bandCount);
}

const KINDS: readonly string[] = ['any', ...STOP_KINDS];
const ALL_CONTEXTS: readonly string[] = ['any', ...CONTEXTS];

function kindFault(kind: string): string | undefined {
    return KINDS.includes(kind)
        ? undefined : `found kind ${kind}, expected one of ${KINDS.join(', ')}`;
}

function placeFault(place: string, places: ReadonlySet<string>): string | undefined {
    return place === 'any' || places.has(place)
        ? undefined : `place ${place} is on no carriageway`;
}

function contextFault(context: string): string | undefined {
    return ALL_CONTEXTS.includes(context)
        ? undefined : `found context ${context}, expected one of ${ALL_CONTEXTS.join(', ')}`;
}

function gapFault(after: number | null): string | undefined {
    return after === null || (Number.isFinite(after) && after >= 0)
        ? undefined : `newTripAfterSeconds: found ${after}, expected seconds from 0 up, or null`;
}

function bandFault(byBand: TripRow['byBand'], bandCount: number): string | undefined {
    let areCounts = Array.isArray(byBand) && byBand.length === bandCount;
    for (let band = 0; areCounts && band < bandCount; band++) {
        const pair = byBand[band]!;
        areCounts = pair[0] >= 0 && pair[1] >= 0 && pair[1] <= pair[0];
    }
    return areCounts ? undefined : `byBand: expected ${bandCount} pairs of seen and wrong`;
}
