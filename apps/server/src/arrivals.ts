import type {Plate, Token} from '@karwan/journey';
import type {Judged, ReadingRow, Refused} from './door.ts';

/** A refusal with where in the request or file it arose. */
export interface RefusedRow {
    nth: number;
    refusal: Refused<string>;
    place: string;
}

/**
 * What arrived together, in its order. Readings and refusals have a place in the log, counted by
 * `nth` from 0; heartbeats have none.
 */
export class Arrivals {
    /** Who brought it: `site:…` or `file:…`. */
    readonly source: string;
    /** The clock of the receipt. */
    readonly nowMs: number;
    /** Places that these arrivals take in the log. */
    count = 0;
    readonly readings: {nth: number; place: string; row: ReadingRow}[] = [];
    readonly refused: RefusedRow[] = [];
    /** The latest heartbeat of each device. */
    readonly heartbeats = new Map<string, number>();
    readonly plates = new Map<Token, Plate>();

    constructor(source: string, nowMs: number) {
        this.source = source;
        this.nowMs = nowMs;
    }

    /** Adds what the door made of one value; `place` says where in the request or file it stood. */
    add(judged: Judged, place: string): void {
        if (judged.kind === 'refused') {
            this.refused.push({nth: this.count++, refusal: judged, place});
        } else if (judged.kind === 'reading') {
            const {row, plate} = judged;
            this.readings.push({nth: this.count++, place, row});
            if (plate) this.plates.set(row.plate!, plate);
        } else {
            const {device, deviceMs} = judged;
            const last = this.heartbeats.get(device) ?? -Infinity;
            if (deviceMs > last) this.heartbeats.set(device, deviceMs);
        }
    }
}
