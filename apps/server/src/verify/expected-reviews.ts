import {
    decidedStates, doubtItem, doubts, whoseDecisions, type Doubt, type Identified,
    type Identity, type ReviewDecision, type ReviewItem, type Setting,
} from '@karwan/tolling';
import type {ReviewRow} from '../thread/load-derived.ts';
import {reviewRow} from '../thread/rows.ts';

/** What people decided, by passage and by item; of several the last one counts. */
export class Decisions {
    /** Those that say whose a passage was. */
    readonly byPassage: ReadonlyMap<number, ReviewDecision>;
    readonly #byItem: ReadonlyMap<string, ReviewDecision>;
    readonly #items = new Map<number, Set<string>>();

    constructor(decisions: readonly ReviewDecision[]) {
        const inOrder = [...decisions].sort((a, b) => a.seq - b.seq);
        this.byPassage = whoseDecisions(inOrder);
        this.#byItem = new Map(inOrder.map(decision => [decision.item, decision]));
        for (const {passage, item} of inOrder) {
            const items = this.#items.get(passage);
            if (items) items.add(item);
            else this.#items.set(passage, new Set([item]));
        }
    }

    /** True where somebody decided about this item. */
    isDecided(item: string): boolean {
        return this.#byItem.has(item);
    }

    /** What a decided item's row says about its decision; undefined where nobody decided. */
    decidedIn(item: string): Pick<ReviewRow, 'state' | 'decided_by' | 'assigned'> | undefined {
        const decision = this.#byItem.get(item);
        return decision && {
            state: decidedStates[decision.decision],
            decided_by: decision.seq,
            assigned: decision.vehicle ?? null,
        };
    }

    /** The item as a row, with what was decided about it. */
    rowOf(item: ReviewItem): ReviewRow {
        return {...reviewRow(item, 0), ...this.decidedIn(item.id)};
    }

    /** The items of a passage about which something was decided. */
    itemsOf(passage: number): Iterable<string> {
        return this.#items.get(passage) ?? [];
    }
}

/** A row that must be there, or that may be and then has to be so. */
export interface ExpectedReview {
    row: ReviewRow;
    isOptional: boolean;
}

/**
 * The items of a passage's own doubt. `undecided` is whose it would be had nobody decided. An item
 * that was decided stays when later facts settle its doubt, and only the log's order told whether
 * it had been opened before: such a one may be there.
 */
export function doubtRows(
    passage: Identified, undecided: () => Identity, decisions: Decisions, setting: Setting,
): ExpectedReview[] {
    const now = doubtItem(passage, setting);
    const rows = now ? [{row: decisions.rowOf(now), isOptional: false}] : [];
    for (const id of decisions.itemsOf(passage.id)) {
        const reason = id.slice(id.indexOf(':') + 1);
        if (id === now?.id || !(reason in doubts)) continue;
        const identity = undecided();
        const doubt = reason as Doubt;
        const vehicle = doubts[doubt].holdsBack ? undefined : passage.plate;
        const item = doubtItem({...passage, ...identity, doubt, vehicle}, setting)!;
        rows.push({row: decisions.rowOf(item), isOptional: identity.doubt !== doubt});
    }
    return rows;
}
