import {createReadStream, readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {createGunzip} from 'node:zlib';
import {linesOf} from '../thread-03/cut-halves.ts';

const INTERVAL_MS = 300_000;

/** A day of single vehicles, counted from its own file of passages. */
export interface DayCounted {
    passages: number;
    trips: number;
    vehicles: number;
    /** Of the vehicles: those that make two trips or more. */
    twice: number;
    /** By interval, gantries and kind, as `0 01F0017N 01F0005N 31`. */
    pairs: ReadonlyMap<string, number>;
    /** How many trips pass so many gantries; the last holds all longer ones. */
    lengths: readonly number[];
}

export const LONGEST = 24;

/** Reads `trips.csv.gz`: trip, vehicle, kind, gantry, milliseconds after the day's start. */
export async function dayCounted(file: string): Promise<DayCounted> {
    const pairs = new Map<string, number>();
    const last = new Map<number, string>();
    const passed = new Map<number, number>();
    const tripsOf = new Map<number, number>();
    let passages = -1;
    let beforeMs = -Infinity;
    for await (const line of createInterface(createReadStream(file).pipe(createGunzip()))) {
        if (++passages === 0) continue;
        const [trip, vehicle, kind, gantry, at] = line.split(',');
        const [of, atMs] = [Number(trip), Number(at)];
        if (atMs < beforeMs) throw new Error(`line ${passages + 1} goes back in time`);
        beforeMs = atMs;
        const before = last.get(of);
        last.set(of, gantry!);
        passed.set(of, (passed.get(of) ?? 0) + 1);
        if (before === undefined) {
            tripsOf.set(Number(vehicle), (tripsOf.get(Number(vehicle)) ?? 0) + 1);
            continue;
        }
        const key = `${Math.floor(atMs / INTERVAL_MS)} ${before} ${gantry} ${kind}`;
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
    }
    const lengths = new Array<number>(LONGEST + 1).fill(0);
    for (const count of passed.values()) lengths[Math.min(LONGEST, count)]!++;
    const twice = [...tripsOf.values()].filter(count => count > 1).length;
    return {
        passages, trips: passed.size, vehicles: tripsOf.size, twice, pairs, lengths,
    };
}

/** The published volumes by the same names; rows without a vehicle left out. */
export function publishedPairs(file: string): Map<string, number> {
    const pairs = new Map<string, number>();
    for (const line of linesOf(file)) {
        const [instant, first, second, kind, , count] = line.trimEnd().split(',');
        const [hour, minute] = instant!.slice(-5).split(':').map(Number);
        if (Number(count) === 0) continue;
        const key = `${(hour! * 60 + minute!) / 5} ${first} ${second} ${kind}`;
        pairs.set(key, (pairs.get(key) ?? 0) + Number(count));
    }
    return pairs;
}

/** How many keys do not have the same count in both. */
export function differing(
    a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>,
): number {
    const keys = new Set([...a.keys(), ...b.keys()]);
    return [...keys].filter(key => a.get(key) !== b.get(key)).length;
}

/** Gantries passed by each surveyed trip: M06A lists them in its last column. */
export function surveyedLengths(file: string): number[] {
    return readFileSync(file, 'utf8').trimEnd().split('\n')
        .map(line => line.split(',')[7]!.split(';').length);
}
