import type {Reached} from './standing-tree.ts';
import type {Gate} from './structure.ts';
import type {Way} from './ways.ts';
import {widened} from './widened.ts';

/** A list of ways, flat, used again and again: the stretches of each, and what they cost. */
export class WayList {
    length = 0;
    cost: Float64Array = new Float64Array(64);
    time: Float64Array = new Float64Array(64);
    toll: Float64Array = new Float64Array(64);
    gate = new Int32Array(64);
    isByHomeRail = new Uint8Array(64);
    /** Three of each way; undefined where it has fewer. */
    readonly parts: (Reached | undefined)[] = [];

    /** Adds a way over a gate, or by one stretch with `gate` -1; none where nothing leads. */
    add(gate: number, one: Reached | undefined, over?: Reached, two?: Reached): void {
        if (!one) return;
        if (this.length === this.cost.length) this.#widen();
        const at = this.length++;
        this.gate[at] = gate;
        this.cost[at] = over && two ? one.cost + over.cost + two.cost : one.cost;
        this.time[at] = over && two ? one.time + over.time + two.time : one.time;
        this.toll[at] = over && two ? one.toll + over.toll + two.toll : one.toll;
        const homeKm = one.homeRailKm + (over?.homeRailKm ?? 0) + (two?.homeRailKm ?? 0);
        this.isByHomeRail[at] = Number(homeKm > 0);
        this.parts[3 * at] = one;
        this.parts[3 * at + 1] = over;
        this.parts[3 * at + 2] = two;
    }

    /** Of those from a place on, keeps the ways of which a stretch is such. */
    keepFrom(start: number, isSuch: (features: Float64Array) => boolean): void {
        const {length} = this;
        this.length = start;
        for (let at = start; at < length; at++) {
            const [one, over, two] = this.parts.slice(3 * at, 3 * at + 3);
            const isKept = [one, over, two].some(part => part && isSuch(part.features));
            if (isKept) this.add(this.gate[at]!, one, over, two);
        }
    }

    /** A way by itself, by the gates of its structure. */
    wayAt(at: number, gates: readonly Gate[]): Way {
        const gate = this.gate[at]!;
        return {
            cost: this.cost[at]!, time: this.time[at]!, toll: this.toll[at]!,
            gate: gate < 0 ? undefined : gates[gate],
            isByHomeRail: this.isByHomeRail[at] === 1,
            parts: this.parts.slice(3 * at, 3 * at + 3).filter(part => part !== undefined)
                .map(({features}) => features),
        };
    }

    #widen(): void {
        [this.cost, this.time, this.toll] =
            [widened(this.cost), widened(this.time), widened(this.toll)];
        [this.gate, this.isByHomeRail] = [widened(this.gate), widened(this.isByHomeRail)];
    }
}
