import {
    doubtItem, doubts, type Identified, type ReviewDecision, type ReviewItem, type Setting,
} from '@karwan/tolling';
import type {ReviewRow} from './load.ts';
import type {PlacesChanged} from './places.ts';
import {changesOf, reviewRow} from './rows.ts';

/** Items as they are to be stored and those that go: what was decided stays, with who decided. */
export function reviewChanges(
    now: readonly ReviewItem[], before: readonly ReviewRow[],
    decisions: readonly ReviewDecision[], seq: number,
): {put: ReviewRow[]; drop: ReviewRow[]} {
    const old = new Map(before.map(row => [row.id, row]));
    const rows = new Map(now.map(item => {
        const row = reviewRow(item, seq);
        const earlier = old.get(item.id);
        return [item.id, earlier ? {...row, ...decisionIn(earlier)} : row];
    }));
    // An item whose doubt a decision has settled is no longer derived, and must not be forgotten.
    for (const row of before) {
        if (row.state !== 'open' && !rows.has(row.id)) rows.set(row.id, row);
    }
    for (const decision of decisions) {
        const row = rows.get(decision.item) ?? old.get(decision.item);
        if (row) rows.set(row.id, {...row, ...decisionOf(decision)});
    }
    return changesOf([...rows.values()], before, row => row.id);
}

function decisionIn({state, decided_by, assigned, opened_seq}: ReviewRow): Partial<ReviewRow> {
    return {state, decided_by, assigned, opened_seq};
}

function decisionOf({decision, seq, vehicle}: ReviewDecision): Partial<ReviewRow> {
    return {
        state: decision === 'assign' ? 'assigned' : 'written-off',
        decided_by: seq,
        assigned: vehicle ?? null,
    };
}

/** Items that places open: one for each passage whose vehicle is in doubt. */
export function doubtsIn(
    places: PlacesChanged, setting: Setting,
): {now: ReviewItem[]; before: ReviewRow[]} {
    return {
        now: places.now.flatMap((passage: Identified) => doubtItem(passage, setting) ?? []),
        before: places.reviews.filter(row => row.reason in doubts),
    };
}
