import {groupedBy} from '@karwan/base';
import {partOf} from './mode-gauge.ts';
import type {Handover, Link, Mode, Network} from './network.ts';

/**
 * Where a consignment is: at this place, on this mode and gauge. What changes mode or gauge is an
 * arc of its own, so a gauge change cannot be driven through.
 */
export interface State {
    /** A place; of a border, the link that it lies on. */
    place: string;
    mode: Mode;
    /** 0 where the mode has none. */
    gaugeMm: number;
    isBorder: boolean;
}

/** What a consignment goes through from one state to another. */
export type Arc =
    | {kind: 'link'; link: Link; from: string; to: string}
    | {kind: 'border'; link: Link; handovers: readonly Handover[]; from: string; to: string}
    | {kind: 'handover'; handover: Handover; from: string; to: string};

/**
 * A network as flat arrays: the arcs out of state `s` are `firstOut[s]` up to `firstOut[s + 1]`.
 * What a tool needs to explain an arc stands in `arcs`, in the same order.
 */
export interface Graph {
    network: Network;
    states: readonly State[];
    arcs: readonly Arc[];
    firstOut: Int32Array;
    tail: Int32Array;
    head: Int32Array;
    /** The states of each place. */
    statesOf: ReadonlyMap<string, readonly number[]>;
}

/** The graph of a network, with all its links, open or not. */
export function graphOf(network: Network): Graph {
    const drawing = new Drawing();
    const borders = groupedBy(network.handovers.filter(h => h.kind === 'border'), borderKey);
    const countryOf = new Map(network.places.map(place => [place.id, place.country]));
    for (const link of network.links) {
        const ways = link.isOneWay ? [[link.from, link.to]] : [
            [link.from, link.to], [link.to, link.from]];
        for (const [from, to] of ways as [string, string][]) {
            const handovers = link.crossing === undefined ? undefined : borders.get(borderKey({
                of: link.crossing, mode: link.mode,
                from: countryOf.get(from)!, to: countryOf.get(to)!,
            }));
            for (const gaugeMm of link.gaugesMm.length > 0 ? link.gaugesMm : [0]) {
                drawing.link(link, from, to, gaugeMm, handovers);
            }
        }
    }
    for (const handover of network.handovers) {
        if (handover.kind !== 'border') drawing.handover(handover);
    }
    return drawing.graph(network);
}

function borderKey({of, mode, from, to}: {
    of: string; mode: Mode | undefined; from: string; to: string;
}): string {
    return `${of} ${mode} ${from} ${to}`;
}

class Drawing {
    readonly #states: State[] = [];
    readonly #numbers = new Map<string, number>();
    readonly #statesOf = new Map<string, number[]>();
    readonly #arcs: {tail: number; head: number; arc: Arc}[] = [];

    /** A link in one direction; a border on it comes first, so that it is waited for before it. */
    link(
        link: Link, from: string, to: string, gaugeMm: number,
        handovers: readonly Handover[] | undefined,
    ): void {
        const {mode} = link;
        let tail = this.#state({place: from, mode, gaugeMm, isBorder: false});
        const head = this.#state({place: to, mode, gaugeMm, isBorder: false});
        if (handovers) {
            const border = this.#state(
                {place: `${link.id} ${from}`, mode, gaugeMm, isBorder: true});
            this.#arc(tail, border, {kind: 'border', link, handovers, from, to});
            tail = border;
        }
        this.#arc(tail, head, {kind: 'link', link, from, to});
    }

    handover(handover: Handover): void {
        const {kind, of, from, to} = handover;
        const side = (text: string) => kind === 'gauge'
            ? {mode: 'rail', gaugeMm: Number(text)} : partOf(text)!;
        const tails = this.#statesAt(of, side(from));
        const heads = this.#statesAt(of, side(to));
        const arc = {kind: 'handover', handover, from: of, to: of} as const;
        for (const tail of tails) {
            for (const head of heads) {
                if (tail === head) continue;
                this.#arc(tail, head, arc);
                if (!handover.isOneWay) this.#arc(head, tail, arc);
            }
        }
    }

    // A railway whose gauge is not named is whichever lies there.
    #statesAt(place: string, {mode, gaugeMm}: {mode: string; gaugeMm: number | undefined}) {
        if (gaugeMm !== undefined || mode !== 'rail') {
            return [this.#state(
                {place, mode: mode as Mode, gaugeMm: gaugeMm ?? 0, isBorder: false})];
        }
        return (this.#statesOf.get(place) ?? []).filter(s => this.#states[s]!.mode === 'rail');
    }

    #state(state: State): number {
        const key = `${state.place} ${state.mode} ${state.gaugeMm}`;
        let number = this.#numbers.get(key);
        if (number === undefined) {
            number = this.#states.push(state) - 1;
            this.#numbers.set(key, number);
            if (!state.isBorder) {
                this.#statesOf.set(state.place, [
                    ...this.#statesOf.get(state.place) ?? [], number]);
            }
        }
        return number;
    }

    #arc(tail: number, head: number, arc: Arc): void {
        this.#arcs.push({tail, head, arc});
    }

    graph(network: Network): Graph {
        const sorted = this.#arcs.toSorted((a, b) => a.tail - b.tail);
        const tail = Int32Array.from(sorted, a => a.tail);
        return {
            network, states: this.#states, arcs: sorted.map(a => a.arc),
            firstOut: firstOutOf(tail, this.#states.length), tail,
            head: Int32Array.from(sorted, a => a.head),
            statesOf: this.#statesOf,
        };
    }
}

/** Where the arcs of each state begin, from their tails in ascending order. */
export function firstOutOf(tail: Int32Array, stateCount: number): Int32Array {
    const firstOut = new Int32Array(stateCount + 1);
    for (const state of tail) firstOut[state + 1]!++;
    for (let state = 0; state < stateCount; state++) firstOut[state + 1]! += firstOut[state]!;
    return firstOut;
}
