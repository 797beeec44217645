import {clusterKeyOf, clustersFrom, type Claim, type Identified} from '@karwan/tolling';
import type {Span} from './spans.ts';

/** Time at a place is remembered in whole slots, each known wholly or not at all. */
const SLOT_MS = 2 ** 17;

/** So many claims are remembered in each of two generations. */
const REMEMBERED = 60_000;

/** What was claimed and fused at one place within one slot of time. */
interface Slot {
    /** By cluster key: only these can concern each other. */
    claims: Map<string, Claim[]>;
    passages: Map<number, Identified>;
}

type Slots = Map<string, Map<number, Slot>>;

/**
 * Claims and passages as the log and the tables hold them, of the places and times that the last
 * batches touched. Two generations, of which the older is dropped whole: bounded, and what is
 * busy stays.
 */
export class PlaceMemory {
    #young: Slots = new Map();
    #old: Slots = new Map();
    #size = 0;

    /** Whole slots that these spans touch and that are not known, each once. */
    missing(spans: Iterable<Span>): Span[] {
        const asked: Span[] = [];
        const isAsked = new Map<string, Set<number>>();
        for (const {of, fromMs, toMs} of spans) {
            for (let nth = slotOf(fromMs); nth <= slotOf(toMs); nth++) {
                if (this.#find(of, nth)) continue;
                let own = isAsked.get(of);
                if (!own) isAsked.set(of, own = new Set());
                if (own.has(nth)) continue;
                own.add(nth);
                asked.push({of, fromMs: nth * SLOT_MS, toMs: (nth + 1) * SLOT_MS - 1});
            }
        }
        return asked;
    }

    /** True where every slot that the span touches is known. */
    knows(of: string, fromMs: number, toMs: number): boolean {
        for (let nth = slotOf(fromMs); nth <= slotOf(toMs); nth++) {
            if (!this.#find(of, nth)) return false;
        }
        return true;
    }

    /** Learns what there is in some missing slots: all that the log and the tables hold. */
    learn(
        slots: readonly Span[], claims: Iterable<Claim>, passages: Iterable<Identified>,
    ): void {
        for (const {of, fromMs} of slots) {
            this.#keep(of, slotOf(fromMs), {claims: new Map(), passages: new Map()});
        }
        for (const claim of claims) this.add(claim);
        for (const passage of passages) this.put(passage);
    }

    /** A claim that the log holds; its slot must be known. */
    add(claim: Claim): void {
        const {claims} = this.#get(claim.point, claim.atMs);
        const key = clusterKeyOf(claim);
        const known = claims.get(key);
        if (known) known.push(claim);
        else claims.set(key, [claim]);
        this.#size++;
    }

    /**
     * The cluster that holds a claim, in the order of time, as far as it is known: claims of one
     * key, each at most `samePassageMs` after the one before.
     */
    clusterOf(claim: Claim, samePassageMs: number): Claim[] {
        const key = clusterKeyOf(claim);
        let [fromMs, toMs] = [claim.atMs - samePassageMs, claim.atMs + samePassageMs];
        for (;;) {
            const claims = this.#claimsOf(key, claim.point, fromMs, toMs);
            if (claims.length === 1) return [claim];
            const cluster = clustersFrom(claims, samePassageMs)
                .find(each => each.includes(claim))!;
            const [firstMs, lastMs] = [cluster[0]!.atMs, cluster.at(-1)!.atMs];
            const isInside = slotOf(firstMs - samePassageMs) >= slotOf(fromMs)
                && slotOf(lastMs + samePassageMs) <= slotOf(toMs);
            if (isInside) return cluster;
            [fromMs, toMs] = [firstMs - samePassageMs, lastMs + samePassageMs];
        }
    }

    /** All claims at a place in this time, or a little around it. */
    claimsAt(point: string, fromMs: number, toMs: number): Claim[] {
        const found: Claim[] = [];
        for (let nth = slotOf(fromMs); nth <= slotOf(toMs); nth++) {
            for (const claims of this.#find(point, nth)?.claims.values() ?? []) {
                found.push(...claims);
            }
        }
        return found;
    }

    // Of whole slots; those that are not known hold none.
    #claimsOf(key: string, point: string, fromMs: number, toMs: number): Claim[] {
        const [first, last] = [slotOf(fromMs), slotOf(toMs)];
        if (first === last) return this.#find(point, first)?.claims.get(key) ?? [];
        const found: Claim[] = [];
        for (let nth = first; nth <= last; nth++) {
            const claims = this.#find(point, nth)?.claims.get(key);
            if (claims) found.push(...claims);
        }
        return found;
    }

    /** The passage of this id at a place, where it lies within this time. */
    passage(id: number, point: string, fromMs: number, toMs: number): Identified | undefined {
        for (let nth = slotOf(fromMs); nth <= slotOf(toMs); nth++) {
            const passage = this.#find(point, nth)?.passages.get(id);
            if (passage) return passage;
        }
        return undefined;
    }

    /** A passage as it is stored now; where its slot is not known it need not be. */
    put(passage: Identified): void {
        this.#find(passage.point, slotOf(passage.atMs))?.passages.set(passage.id, passage);
    }

    /** A passage that is no longer stored. */
    drop({id, point, atMs}: Identified): void {
        this.#find(point, slotOf(atMs))?.passages.delete(id);
    }

    #get(point: string, atMs: number): Slot {
        const slot = this.#find(point, slotOf(atMs));
        if (!slot) throw new Error(`${point} at ${atMs} is asked for before it was loaded`);
        return slot;
    }

    #find(point: string, nth: number): Slot | undefined {
        const young = this.#young.get(point)?.get(nth);
        if (young) return young;
        const old = this.#old.get(point)?.get(nth);
        if (old) this.#keep(point, nth, old);
        return old;
    }

    #keep(point: string, nth: number, slot: Slot): void {
        let own = this.#young.get(point);
        if (!own) this.#young.set(point, own = new Map());
        own.set(nth, slot);
    }

    /** True where the next rest forgets something. */
    get isFull(): boolean {
        return this.#size > REMEMBERED;
    }

    /** Between two batches, when nothing is asked for: forgets what is too much. */
    rest(): void {
        if (!this.isFull) return;
        this.#size = 0;
        this.#old = this.#young;
        this.#young = new Map();
    }
}

function slotOf(atMs: number): number {
    return Math.floor(atMs / SLOT_MS);
}
