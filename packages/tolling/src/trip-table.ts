import {LONGEST_PAUSE_MS, type Boundaries, type Stop, type TripRule} from './trip.ts';
import {CONTEXTS, contextOf} from './trip-context.ts';
import {isSameEntry, SURE_OF_ENTRY} from './trip-entry.ts';
import {bandOf, keysFromClosest, textOf} from './trip-model.ts';
import type {TripModel, TripRow} from './trip-model.ts';
import {Places} from './trip-places.ts';
import type {PlaceOrder} from './trip-places.ts';
import {isBeforeItsEntry, putInSequence} from './trip-sequence.ts';
import type {Convention, SameStop, SequencedStops, StopColumns} from './trip-sequence.ts';

/** A row with few steps of its own leans on the row above it as if by this many more. */
const BORROWED_STEPS = 20;

/** Cuts by a learned table, in the physical order of the road. */
export function tableRule(model: TripModel, order: PlaceOrder): TripRule {
    const table = new TripTable(model, new Places(order), 'physical');
    return {
        inOrder(stops) {
            const columns = columnsOf(stops, table.places);
            const rows = Uint32Array.from(stops.keys());
            table.putInSequence({rows, columns}, 0, rows.length);
            return [...rows];
        },
        boundaries(stops) {
            const answers = {
                begins: new Uint8Array(stops.length), sure: new Float64Array(stops.length),
            };
            table.decide(columnsOf(stops, table.places), 0, stops.length, answers);
            return answers;
        },
        reasons(stops) {
            const columns = columnsOf(stops, table.places);
            return stops.slice(1).map((_, i) => table.reasonAt(columns, i + 1, 0, stops.length));
        },
    };
}

export function columnsOf(stops: readonly Stop[], places: Places): StopColumns {
    return {
        atMs: Float64Array.from(stops, stop => stop.atMs),
        post: Uint16Array.from(stops, stop => places.postOf(stop)),
    };
}

/** A table made ready to decide over columns, one vehicle's run of rows at a time. */
export class TripTable {
    readonly places: Places;
    readonly #model: TripModel;
    readonly #convention: Convention;
    readonly #rows: ReadonlyMap<string, number>;
    /** Upper edges of the bands of gap divided by threshold. */
    readonly bands: Float64Array;
    /** By row of the model: the threshold, and how sure each band is, NaN while nobody asked. */
    readonly #afterMs: Float64Array;
    readonly #sure: Float64Array;
    /** By pair of posts and context: 1 + the row that speaks for it, 0 while nobody has asked. */
    readonly #rowOf: Int32Array;

    constructor(model: TripModel, places: Places, convention: Convention) {
        this.places = places;
        this.#model = model;
        this.#convention = convention;
        this.#rows = new Map(model.rows.map((row, index) => [textOf(row), index]));
        this.bands = Float64Array.from(model.bands);
        const longestMs = convention === 'physical' ? LONGEST_PAUSE_MS : NEVER_MS;
        this.#afterMs = Float64Array.from(
            model.rows, row => Math.min(afterMsOf(row), longestMs));
        this.#sure = new Float64Array(model.rows.length * (model.bands.length + 1)).fill(NaN);
        this.#rowOf = new Int32Array(places.postCount ** 2 * CONTEXTS.length);
    }

    putInSequence(
        stops: SequencedStops, from: number, to: number, sameStop?: SameStop,
    ): void {
        putInSequence(stops, from, to, this.places, this.#convention, sameStop);
    }

    /** Decides for rows `from..to`, one vehicle's in sequence, and writes into the answers. */
    decide(columns: StopColumns, from: number, to: number, answers: Boundaries): void {
        this.decideSome(columns, {from, to}, from, to, answers);
    }

    /** Decides for rows `first..last` alone of a run, as `decide` does for all of them. */
    decideSome(
        columns: StopColumns, {from, to}: {from: number; to: number},
        first: number, last: number, {begins, sure}: Boundaries,
    ): void {
        for (let at = first; at < last; at++) {
            if (at === from) {
                begins[at] = 1;
                sure[at] = 1;
                continue;
            }
            if (this.places.isEntry(columns.post[at]!)) {
                // The operators we know begin a trip at every record; on the road it was one entry.
                const isSecond = this.#convention === 'physical'
                    && isSameEntry(columns, at, this.places);
                begins[at] = isSecond ? 0 : 1;
                sure[at] = SURE_OF_ENTRY;
                continue;
            }
            if (this.#convention === 'operator'
                && isBeforeItsEntry(columns, at, to, this.places)) {
                begins[at] = 0;
                sure[at] = SURE_OF_ENTRY;
                continue;
            }
            const gapMs = Math.max(0, columns.atMs[at]! - columns.atMs[at - 1]!);
            const row = this.#rowFor(columns, at, from, to);
            const afterMs = this.#afterMs[row]!;
            begins[at] = gapMs >= afterMs ? 1 : 0;
            const band = bandOf(gapMs, afterMs, this.bands);
            sure[at] = this.#sure[row * (this.bands.length + 1) + band]!;
        }
    }

    get rowCount(): number {
        return this.#afterMs.length;
    }

    /**
     * What decides a step between two posts in a context (its place in CONTEXTS): the row, its
     * threshold, and how sure each band around that is.
     */
    ruleOf(
        before: number, here: number, context: number,
    ): {row: number; afterMs: number; sure: Float64Array} {
        const row = this.#closestRow(before, here, context);
        const width = this.bands.length + 1;
        const sure = this.#sure.subarray(row * width, (row + 1) * width);
        return {row, afterMs: this.#afterMs[row]!, sure};
    }

    /** The row that decided the step to `at`, as a sentence. */
    reasonAt(columns: StopColumns, at: number, from: number, to: number): string {
        const {places} = this;
        const [before, here] = [columns.post[at - 1]!, columns.post[at]!];
        const step = `${places.placeOf(before)} to ${places.placeOf(here)}`;
        const gapSeconds = Math.round((columns.atMs[at]! - columns.atMs[at - 1]!) / 1000);
        if (places.isEntry(here)) return `${step}: who comes on begins a trip`;
        const row = this.#model.rows[this.#rowFor(columns, at, from, to)]!;
        const threshold = row.newTripAfterSeconds === null
            ? 'never a new trip' : `a new trip from ${row.newTripAfterSeconds} s on`;
        return `${step}: ${gapSeconds} s, and ${threshold} `
            + `(${row.seen} such steps learned from, ${row.wrong} against it)`;
    }

    #rowFor(columns: StopColumns, at: number, from: number, to: number): number {
        const {post} = columns;
        const context = contextOf(columns, at, from, to, this.places);
        const pair = post[at - 1]! * this.places.postCount + post[at]!;
        const slot = pair * CONTEXTS.length + context;
        const known = this.#rowOf[slot]!;
        if (known > 0) return known - 1;
        const row = this.#closestRow(post[at - 1]!, post[at]!, context);
        this.#rowOf[slot] = row + 1;
        return row;
    }

    #closestRow(from: number, to: number, context: number): number {
        const {places} = this;
        const key = {
            from: places.kindOf(from), fromPlace: places.placeOf(from),
            to: places.kindOf(to), toPlace: places.placeOf(to), context: CONTEXTS[context]!,
        };
        for (const closest of keysFromClosest(key)) {
            const row = this.#rows.get(textOf(closest));
            if (row === undefined) continue;
            makeSure(row, this.#model, this.#rows, this.#sure);
            return row;
        }
        throw new Error('the trip table has no row that speaks for any step');
    }
}

/** Never is a threshold above any gap, so that all its steps lie in the lowest band. */
function afterMsOf({newTripAfterSeconds: seconds}: TripRow): number {
    return seconds === null ? NEVER_MS : seconds * 1000;
}

const NEVER_MS = Number.MAX_VALUE;

// A band's error rate leans on that of the same band one row up, and that on the next, so that a
// step seen three times is no surer than steps of its kind.
function makeSure(
    index: number, model: TripModel, rows: ReadonlyMap<string, number>, sure: Float64Array,
): void {
    const bandCount = model.bands.length + 1;
    if (!Number.isNaN(sure[index * bandCount]!)) return;
    const row = model.rows[index]!;
    const above = rowAbove(row, index, rows);
    if (above !== undefined) makeSure(above, model, rows, sure);
    for (let band = 0; band < bandCount; band++) {
        const counts = row.byBand[band]!;
        const borrowed = above === undefined ? 0.5 : 1 - sure[above * bandCount + band]!;
        const rate = (counts[1] + BORROWED_STEPS * borrowed) / (counts[0] + BORROWED_STEPS);
        sure[index * bandCount + band] = 1 - rate;
    }
}

function rowAbove(
    row: TripRow, index: number, rows: ReadonlyMap<string, number>,
): number | undefined {
    for (const key of keysFromClosest(row)) {
        const above = rows.get(textOf(key));
        if (above !== undefined && above !== index) return above;
    }
    return undefined;
}
