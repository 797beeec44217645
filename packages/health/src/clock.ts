import type {Triple} from './brackets.ts';
import {
    BLOCK, canJudge, close, effectOf, newView, see, shiftOf, vehiclesOf, type ClockView,
} from './clock-view.ts';

/**
 * Whether a gantry's clock is off, from nothing but the times of vehicles that passed it and two
 * neighbours. What a vehicle took to the gantry is a usual share of what it took beside it; how far
 * off that is, in the middle of a block of vehicles, moves by as much as the clock does. Of the
 * views of a gantry the one that varies least is taken.
 */

/** So much better, in squared deviations, another gantry's fault must explain what is seen. */
const PLAINLY = 9;
/** Stamped on upload, both in one moment: nothing is said of the drive. */
const STAMPED_TOGETHER_MS = 2_000;
/** The form of what is stored; what was stored in another is learned anew. */
const FORM = 2;

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
    form: number;
    views: ClockView[];
}

/** Watches the clocks of gantries. */
export class Clocks {
    readonly #views = new Map<string, ClockView>();

    constructor(state?: ClockState) {
        if (state?.form !== FORM) return;
        for (const view of state.views) this.#views.set(keyOf(view), view);
    }

    get state(): ClockState {
        return {form: FORM, views: [...this.#views.values()]};
    }

    /** Takes a vehicle's times at three neighbours; a verdict on each clock whose block is full. */
    take({before, at, after, beforeMs, atMs, afterMs}: Triple): ClockVerdict[] {
        const [to, from] = [atMs - beforeMs, afterMs - atMs];
        if (to <= STAMPED_TOGETHER_MS || from <= STAMPED_TOGETHER_MS) return [];
        const between = this.#view({gantry: at, from: 'between', first: before, second: after},
            atMs);
        const behind = this.#view({gantry: after, from: 'behind', first: at, second: before},
            afterMs);
        const ahead = this.#view({gantry: before, from: 'before', first: at, second: after},
            beforeMs);
        const full = [
            see(between, to, to + from, atMs) && between,
            see(behind, from, to, afterMs) && behind,
            see(ahead, to, from, beforeMs) && ahead,
        ].filter(view => view !== false);
        return full.flatMap(view => {
            const verdict = this.#judge(view, atMs);
            close(view);
            return verdict ?? [];
        });
    }

    /** Whether so much is known of a gantry's clock that it would be called off. */
    isJudged(gantry: number, nowMs: number): boolean {
        const view = this.#best(gantry);
        return view !== undefined && canJudge(view, nowMs);
    }

    /** How far a gantry's clock is off by its best view, where there is one. */
    find(gantry: number): {offsetMs: number; plusMinusMs: number; vehicles: number} | undefined {
        const view = this.#best(gantry);
        if (!view) return undefined;
        const vehicles = vehiclesOf(view) || BLOCK;
        return {
            offsetMs: Math.round(effectOf(view, gantry) * shiftOf(view)),
            plusMinusMs: Math.round(1.96 * view.blocks!.spreadMs * Math.sqrt(BLOCK / vehicles)),
            vehicles,
        };
    }

    #view(place: Pick<ClockView, 'gantry' | 'from' | 'first' | 'second'>, atMs: number): ClockView {
        const key = keyOf(place);
        let view = this.#views.get(key);
        if (!view) this.#views.set(key, view = newView(place, atMs));
        return view;
    }

    // A full block is held against its history; then the one cause is sought that explains best
    // what it and its neighbours show.
    #judge(view: ClockView, nowMs: number): ClockVerdict | undefined {
        const {gantry} = view;
        if (this.#best(gantry) !== view || !canJudge(view, nowMs)) return undefined;
        if (Math.abs(shiftOf(view)) <= view.blocks!.limitMs) return {gantry, off: undefined};
        const beside = [view.gantry, view.first, view.second];
        const near = [...new Set(beside)].flatMap(each => this.#best(each) ?? [])
            .filter(each => vehiclesOf(each) > 0);
        const own = fitted(near, gantry)!;
        // A neighbour's fault is told when the neighbour's own block is full; whose it is must be
        // plain, for one view alone is explained by any of its three gantries.
        const isOthers = beside.some(other =>
            (fitted(near, other)?.left ?? Infinity) < own.left - PLAINLY);
        if (isOthers) return undefined;
        return {
            gantry,
            off: {
                vehicles: vehiclesOf(view), fromMs: view.blockFromMs,
                offsetMs: Math.round(effectOf(view, gantry) * shiftOf(view)),
                plusMinusMs: Math.round(1.96 * view.blocks!.spreadMs),
            },
        };
    }

    // Of the views with a history the one that shows the least offset.
    #best(gantry: number): ClockView | undefined {
        let best: ClockView | undefined;
        for (const view of this.#views.values()) {
            if (view.gantry !== gantry || !view.blocks) continue;
            if (!best || view.blocks.limitMs < best.blocks!.limitMs) best = view;
        }
        return best;
    }
}

function keyOf(
    {gantry, from, first, second}: Pick<ClockView, 'gantry' | 'from' | 'first' | 'second'>,
): string {
    return `${gantry} ${from} ${first} ${second}`;
}

// One gantry's offset by least squares over several views, and what it leaves unexplained.
function fitted(
    views: readonly ClockView[], gantry: number,
): {offsetMs: number; left: number} | undefined {
    let [up, down] = [0, 0];
    const seen = views.map(view => ({
        shift: shiftOf(view), effect: effectOf(view, gantry),
        weight: vehiclesOf(view) / BLOCK / view.blocks!.spreadMs ** 2,
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
