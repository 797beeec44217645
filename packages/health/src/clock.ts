import type {Triple} from './brackets.ts';

/**
 * Whether a gantry's clock is off, from nothing but the times of vehicles that passed it and two
 * neighbours. What a vehicle took to the gantry is a usual share of what it took beside it; the
 * median of how far off that is, over a block of vehicles, moves by as much as the clock does.
 * Neighbours lie before and behind, or both to one side: the view that varies least is taken.
 */
const VIEWS = ['between', 'behind', 'before'] as const;
type View = (typeof VIEWS)[number];

/** Vehicles of a block. */
export const BLOCK = 500;
/** A view says something when so many vehicles of its block are there. */
const LEAST = 100;
/** The usual share is that of the first so many. */
const TO_LEARN = 500;
/** Blocks that are remembered, and those that must be before one is judged. */
const HISTORY = 80;
const LEAST_HISTORY = 8;
/** Traffic differs by the hour, so a day must have been seen before a block is called off. */
const LEAST_HISTORY_MS = 86_400_000;
/** A block further from its history than so many of its deviations is off: 0.3 % of normal ones. */
const FAR = 3;
/** So much better, in squared deviations, another gantry's fault must explain what is seen. */
const PLAINLY = 9;
/** And further than 19 of 20 blocks that were seen, by this factor. */
const BEYOND_SEEN = 1.75;
/** Hours differ by traffic: nothing closer is called off. */
const LEAST_OFF_MS = 1_500;

/** One way to see a gantry's clock: plain data, so that it can be stored. */
interface Watch {
    gantry: number;
    view: View;
    /** The two gantries beside it. */
    first: number;
    second: number;
    /** Shares while they are learned. */
    toLearn: number[];
    usual: number | undefined;
    residualsMs: number[];
    /** Medians of whole blocks, the latest last. */
    blocksMs: number[];
    sinceMs: number;
}

/** A clock that is off, and how far by the block that shows it. */
export interface ClockOff {
    offsetMs: number;
    /** Half the width of the 95 % interval, from how much its blocks varied. */
    plusMinusMs: number;
    vehicles: number;
    fromMs: number;
}

/** What a block said of a gantry's clock; `off` is undefined where it is right. */
export interface ClockVerdict {
    gantry: number;
    off: ClockOff | undefined;
}

/** What is kept of all clocks. */
export interface ClockState {
    watches: Watch[];
    blockFromMs: Record<string, number>;
}

/** Watches the clocks of gantries. */
export class Clocks {
    readonly #watches = new Map<string, Watch>();
    readonly #fromMs: Map<string, number>;

    constructor(state?: ClockState) {
        for (const watch of state?.watches ?? []) this.#watches.set(keyOf(watch), watch);
        this.#fromMs = new Map(Object.entries(state?.blockFromMs ?? {}));
    }

    get state(): ClockState {
        return {
            watches: [...this.#watches.values()], blockFromMs: Object.fromEntries(this.#fromMs)};
    }

    /** Takes a vehicle's times at three neighbours; a verdict on each clock whose block is full. */
    take({before, at, after, beforeMs, atMs, afterMs}: Triple): ClockVerdict[] {
        const [to, from] = [atMs - beforeMs, afterMs - atMs];
        // Stamped on upload, both in one moment: it says nothing of the drive.
        if (to <= 2_000 || from <= 2_000) return [];
        const full = [
            this.#add(at, 'between', before, after, to, to + from, atMs),
            this.#add(after, 'behind', at, before, from, to, afterMs),
            this.#add(before, 'before', at, after, to, from, beforeMs),
        ].filter(watch => watch !== undefined);
        return full.flatMap(watch => {
            const verdict = this.#judge(watch, atMs);
            this.#close(watch);
            return verdict ?? [];
        });
    }

    /** How far a gantry's clock is off by its best view, where there is one. */
    find(gantry: number): {offsetMs: number; plusMinusMs: number; vehicles: number} | undefined {
        const watch = this.#best(gantry);
        if (!watch) return undefined;
        const vehicles = watch.residualsMs.length;
        const latest = vehicles >= LEAST ? median(watch.residualsMs) : watch.blocksMs.at(-1)!;
        const sign = watch.view === 'before' ? -1 : 1;
        return {
            offsetMs: Math.round(sign * (latest - median(watch.blocksMs))),
            plusMinusMs: Math.round(1.96 * spreadOf(watch)
                * Math.sqrt(BLOCK / Math.min(BLOCK, vehicles >= LEAST ? vehicles : BLOCK))),
            vehicles: vehicles >= LEAST ? vehicles : BLOCK,
        };
    }

    // The watch, where its block is full now.
    #add(
        gantry: number, view: View, first: number, second: number, tookMs: number, besideMs: number,
        atMs: number,
    ): Watch | undefined {
        const key = keyOf({gantry, view, first, second});
        let watch = this.#watches.get(key);
        if (!watch) {
            watch = {
                gantry, view, first, second, toLearn: [], usual: undefined, residualsMs: [],
                blocksMs: [], sinceMs: atMs,
            };
            this.#watches.set(key, watch);
        }
        if (watch.usual === undefined) {
            watch.toLearn.push(tookMs / besideMs);
            if (watch.toLearn.length < TO_LEARN) return undefined;
            watch.usual = median(watch.toLearn);
            watch.toLearn = [];
            return undefined;
        }
        if (watch.residualsMs.length === 0) this.#fromMs.set(key, atMs);
        watch.residualsMs.push(Math.round(tookMs - watch.usual * besideMs));
        return watch.residualsMs.length >= BLOCK ? watch : undefined;
    }

    // A full block is held against its history; then the one cause is sought that explains best
    // what it and its neighbours show.
    #judge(watch: Watch, nowMs: number): ClockVerdict | undefined {
        const {gantry} = watch;
        if (this.#best(gantry) !== watch || nowMs - watch.sinceMs < LEAST_HISTORY_MS) {
            return undefined;
        }
        const limit = limitOf(watch);
        if (Math.abs(shiftOf(watch)) <= limit) return {gantry, off: undefined};
        const beside = [watch.gantry, watch.first, watch.second];
        const near = [...new Set(beside)].flatMap(gantry => this.#best(gantry) ?? [])
            .filter(each => each === watch || each.residualsMs.length >= LEAST);
        const own = fitted(near, gantry)!;
        // A neighbour's fault is told when the neighbour's own block is full; whose it is must be
        // plain, for one view alone is explained by any of its three gantries.
        const isOthers = beside.some(other =>
            (fitted(near, other)?.left ?? Infinity) < own.left - PLAINLY);
        if (isOthers) return undefined;
        return {
            gantry,
            off: {
                vehicles: watch.residualsMs.length, fromMs: this.#fromMs.get(keyOf(watch))!,
                offsetMs: Math.round(effect(watch, gantry) * shiftOf(watch)),
                plusMinusMs: Math.round(1.96 * spreadOf(watch)),
            },
        };
    }

    #close(watch: Watch): void {
        watch.blocksMs.push(median(watch.residualsMs));
        if (watch.blocksMs.length > HISTORY) watch.blocksMs.shift();
        watch.residualsMs = [];
    }

    // Of the views with a history the one whose blocks vary least.
    #best(gantry: number): Watch | undefined {
        let best: Watch | undefined;
        for (const watch of this.#watches.values()) {
            if (watch.gantry !== gantry || watch.blocksMs.length < LEAST_HISTORY) continue;
            if (!best || spreadOf(watch) < spreadOf(best)) best = watch;
        }
        return best;
    }
}

function keyOf({gantry, view, first, second}: Pick<Watch, 'gantry' | 'view' | 'first' | 'second'>,
): string {
    return `${gantry} ${view} ${first} ${second}`;
}

// Beyond what is normal and beyond what was seen: a daily jam moves blocks too, and every day.
function limitOf(watch: Watch): number {
    const middle = median(watch.blocksMs);
    const apart = watch.blocksMs.map(each => Math.abs(each - middle)).sort((a, b) => a - b);
    const seen = apart[Math.floor(apart.length * 0.95)]!;
    return Math.max(LEAST_OFF_MS, FAR * spreadOf(watch), BEYOND_SEEN * seen);
}

function shiftOf({residualsMs, blocksMs}: Watch): number {
    return median(residualsMs) - median(blocksMs);
}

/** How much a view moves when a gantry's clock does by one. */
function effect({gantry, view, first, second, usual = 0}: Watch, moved: number): number {
    const [own, nearer, further] = {
        between: [1, usual - 1, -usual],
        behind: [1, -1 - usual, usual],
        before: [-1, 1 + usual, -usual],
    }[view] as [number, number, number];
    return moved === gantry ? own : moved === first ? nearer : moved === second ? further : 0;
}

// One gantry's offset by least squares over several views, and what it leaves unexplained.
function fitted(
    watches: readonly Watch[], gantry: number,
): {offsetMs: number; left: number} | undefined {
    let [up, down] = [0, 0];
    const seen = watches.map(watch => ({
        shift: shiftOf(watch), effect: effect(watch, gantry),
        weight: watch.residualsMs.length / BLOCK / spreadOf(watch) ** 2,
    }));
    for (const each of seen) {
        up += each.weight * each.effect * each.shift;
        down += each.weight * each.effect ** 2;
    }
    if (down === 0) return undefined;
    const offsetMs = up / down;
    const left = seen.reduce((sum, each) =>
        sum + each.weight * (each.shift - each.effect * offsetMs) ** 2, 0);
    return {offsetMs, left};
}

// Robust deviation of the blocks, from their absolute deviations.
function spreadOf({blocksMs}: Watch): number {
    const middle = median(blocksMs);
    return Math.max(200, 1.4826 * median(blocksMs.map(each => Math.abs(each - middle))));
}

function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[sorted.length >> 1]!;
}
