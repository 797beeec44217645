import {ask} from './ask.ts';
import type {Gantry} from './corridor.ts';
import type {Line} from './line.ts';
import type {Seen} from './wire.ts';

export type {Seen} from './wire.ts';

/** A vehicle where it was seen last, and how fast it was until there. */
interface Sighting {
    gantry: Gantry;
    atMs: number;
    metresPerSecond: number;
}

/** Where a vehicle is taken to be. */
export interface Position {
    /** Null where nobody was identified. */
    vehicle: string | null;
    gantry: Gantry;
    metres: number;
}

/** Until a vehicle was seen twice on a road: 90 km/h, assumed. */
const USUAL_METRES_PER_SECOND = 25;
const SLOWEST_METRES_PER_SECOND = 8;
const FASTEST_METRES_PER_SECOND = 45;
/** So long a vehicle that should have reached the next gantry is shown waiting before it. */
const WAITING_MS = 4 * 60_000;
const ASK_EVERY_MS = 500;
/** Clocks are set by one answer and run on by themselves; a larger step is a jump in time. */
const LARGEST_DRIFT_MS = 30_000;

/**
 * Where the vehicles are between their sightings: each goes on from its last gantry at the speed it
 * had before, no further than to the next one. Nothing here is counted; it is a picture.
 */
export class Moving {
    readonly #gantries: readonly Gantry[];
    readonly #vehicles = new Map<string, Sighting>();
    #last = 0;
    #found: {atMs: number; positions: Position[]} = {atMs: NaN, positions: []};
    #clock = {setMs: 0, atMs: 0, speed: 0};

    /** With a moment its clock stands there; without one the first answer sets it. */
    constructor(gantries: readonly Gantry[], thenMs = 0) {
        this.#gantries = gantries;
        this.#clock.setMs = thenMs;
    }

    /** Asks for what was seen since, whenever the line says something, until it is stopped. */
    follow(line: Line): () => void {
        let isStopped = false;
        let isAsking = false;
        let isDue = true;
        const again = (): void => {
            isDue = true;
            if (!isAsking && !isStopped) void askOnce();
        };
        const askOnce = async (): Promise<void> => {
            isAsking = true;
            isDue = false;
            try {
                this.take(await ask<Seen>(`/v1/moving?after=${this.#last}`));
            } catch {
                this.stand();
            }
            setTimeout(() => {
                isAsking = false;
                if (isDue) again();
            }, ASK_EVERY_MS);
        };
        const stopWatching = line.watch(() => {
            if (line.now().state === 'gone') this.stand();
            else again();
        });
        again();
        return () => {
            isStopped = true;
            stopWatching();
        };
    }

    /** Takes an answer of the server over. */
    take({nowMs, speed, last, seen}: Seen, atMs: number = performance.now()): void {
        const drift = Math.abs(this.nowMs(atMs) - nowMs);
        if (drift > LARGEST_DRIFT_MS || speed !== this.#clock.speed) {
            this.#clock = {setMs: nowMs, atMs, speed};
        }
        this.#last = last;
        for (const {id, gantry: nth, atMs: seenMs, vehicle} of seen) {
            const gantry = this.#gantries[nth];
            const name = vehicle ?? `#${id}`;
            const before = this.#vehicles.get(name);
            if (!gantry || (before && before.atMs >= seenMs)) continue;
            this.#vehicles.set(name, {
                gantry, atMs: seenMs, metresPerSecond: speedBetween(before, gantry, seenMs),
            });
        }
    }

    /** The clock stands: nobody says any more what time it is. */
    stand(atMs: number = performance.now()): void {
        this.#clock = {setMs: this.nowMs(atMs), atMs, speed: 0};
    }

    nowMs(atMs: number = performance.now()): number {
        return this.#clock.setMs + (atMs - this.#clock.atMs) * this.#clock.speed;
    }

    /**
     * Where the vehicles are now; those that should have been seen long ago are forgotten. Who asks
     * again for the same moment, as all who draw in a frame do, is given the same answer.
     */
    positions(atMs: number = performance.now()): readonly Position[] {
        if (this.#found.atMs !== atMs) this.#found = {atMs, positions: this.#positionsAt(atMs)};
        return this.#found.positions;
    }

    #positionsAt(atMs: number): Position[] {
        const nowMs = this.nowMs(atMs);
        const found: Position[] = [];
        for (const [name, {gantry, atMs: seenMs, metresPerSecond}] of this.#vehicles) {
            const sign = gantry.toMetres >= gantry.fromMetres ? 1 : -1;
            const left = Math.abs(gantry.toMetres - gantry.metres);
            const driven = Math.max(0, nowMs - seenMs) / 1000 * metresPerSecond;
            if ((driven - left) / metresPerSecond * 1000 > WAITING_MS) {
                this.#vehicles.delete(name);
                continue;
            }
            found.push({
                vehicle: name.startsWith('#') ? null : name, gantry,
                metres: gantry.metres + sign * Math.min(driven, left),
            });
        }
        return found;
    }
}

function speedBetween(before: Sighting | undefined, gantry: Gantry, seenMs: number): number {
    const isOnward = before?.gantry.road === gantry.road
        && before.gantry.direction === gantry.direction;
    if (!isOnward) return USUAL_METRES_PER_SECOND;
    const speed = Math.abs(gantry.metres - before.gantry.metres) / (seenMs - before.atMs) * 1000;
    return Math.min(Math.max(speed, SLOWEST_METRES_PER_SECOND), FASTEST_METRES_PER_SECOND);
}
