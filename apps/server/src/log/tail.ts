import type {ReadingRow} from '../thread/load.ts';
import type {PlacedReading} from './layout.ts';

/** A stretch of the log, after `fromSeq` up to `toSeq`, with all readings that it holds. */
export interface LogStretch {
    fromSeq: number;
    toSeq: number;
    readings: readonly ReadingRow[];
}

/** Readings as the log holds them now, without those that repeat an earlier one. */
export function storedReadings(
    placed: readonly PlacedReading[], repeated: ReadonlySet<number>, firstSeq: number,
): ReadingRow[] {
    return placed.filter(({nth}) => !repeated.has(nth)).map(({nth, row}) => ({
        seq: firstSeq + nth, device: row.device, point: row.point, lane: row.lane,
        device_ms: row.deviceMs, received_ms: row.receivedMs, at_ms: row.deviceMs,
        tag: row.tag ?? null, plate: row.plate ?? null,
        confidence: row.confidence === undefined ? null : asReal(row.confidence),
        class: row.class ?? null,
    }));
}

/** A number as it comes back from a column of 32-bit floats: the shortest text that names it. */
function asReal(value: number): number {
    const stored = Math.fround(value);
    for (let digits = 6; digits < 9; digits++) {
        const short = Number(stored.toPrecision(digits));
        if (Math.fround(short) === stored) return short;
    }
    return Number(stored.toPrecision(9));
}

/** So many readings wait at most for whoever works off the log; more are read in their turn. */
const MOST_WAITING = 20_000;

/** What was appended last by this process, so that it need not be read from the database again. */
export class LogTail {
    #stretches: LogStretch[] = [];
    #count = 0;

    /** What was appended, once it is committed. */
    add(stretch: LogStretch): void {
        if (this.#count + stretch.readings.length > MOST_WAITING) return;
        this.#stretches.push(stretch);
        this.#count += stretch.readings.length;
    }

    /** All readings of a stretch in their order; undefined where some were appended elsewhere. */
    take(fromSeq: number, toSeq: number): ReadingRow[] | undefined {
        this.#forget(fromSeq);
        const found: ReadingRow[] = [];
        let at = fromSeq;
        for (const stretch of this.#stretches) {
            if (at >= toSeq || stretch.fromSeq > at) break;
            for (const row of stretch.readings) {
                if (row.seq > at && row.seq <= toSeq) found.push(row);
            }
            at = stretch.toSeq;
        }
        return at >= toSeq ? found : undefined;
    }

    #forget(upToSeq: number): void {
        this.#stretches = this.#stretches.filter(({toSeq}) => toSeq > upToSeq);
        this.#count = this.#stretches.reduce((sum, {readings}) => sum + readings.length, 0);
    }
}
