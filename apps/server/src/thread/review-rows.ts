import {groupedBy} from '@karwan/base';
import {
    decidedStates, doubtItem, doubts, identityOf, type Doubt, type Identified,
    type ReviewDecision, type ReviewItem, type Setting,
} from '@karwan/tolling';
import type {Connection} from '../sql.ts';
import type {DecisionMemory} from './decision-memory.ts';
import type {ReviewRow} from './load-derived.ts';
import type {News} from './news.ts';
import type {PlacesChanged} from './places.ts';
import {changesOf, reviewRow} from './rows.ts';

/** Review items as they are now and as they were. */
export interface ReviewsChanged {
    now: readonly ReviewItem[];
    before: readonly ReviewRow[];
}

/** What must be stored of the items that places and vehicles open, and what goes. */
export async function reviewChanges(
    client: Connection, memory: DecisionMemory, news: News, places: PlacesChanged,
    vehicles: ReviewsChanged, setting: Setting,
): Promise<{put: ReviewRow[]; drop: ReviewRow[]}> {
    const isDecided = new Set(news.decisions.map(decision => decision.item));
    // An item that a trip opened is decided although nothing of the trip has changed.
    const others = places.reviews.filter(row => !(row.reason in doubts) && isDecided.has(row.id));
    const before = new Map([...others, ...vehicles.before, ...doubtsBefore(places)]
        .map(row => [row.id, row]));
    const inDoubt = places.now.filter(({doubt, by}) => doubt !== undefined || by === 'review');
    const passages = new Set([
        ...inDoubt.map(passage => passage.id),
        ...[...vehicles.now, ...before.values()].map(({passage}) => passage)]);
    const decisions = await memory.about(client, () => [...passages], news);
    const now = [...doubtsNow(places, decisions, setting), ...vehicles.now];
    return changesOf(
        rowsFrom(now, before, decisions, news.toSeq), [...before.values()], row => row.id);
}

// An item that was decided stays, also when its doubt is settled since.
function rowsFrom(
    now: readonly ReviewItem[], before: ReadonlyMap<string, ReviewRow>,
    decisions: readonly ReviewDecision[], seq: number,
): ReviewRow[] {
    const rows = new Map(now.map(item =>
        [item.id, reviewRow(item, before.get(item.id)?.opened_seq ?? seq)]));
    for (const decision of decisions) {
        const row = rows.get(decision.item) ?? before.get(decision.item);
        if (row) rows.set(row.id, {...row, ...decidedBy(decision)});
    }
    return [...rows.values()];
}

function decidedBy({decision, seq, vehicle}: ReviewDecision): Partial<ReviewRow> {
    return {
        state: decidedStates[decision],
        decided_by: seq,
        assigned: vehicle ?? null,
    };
}

function doubtsBefore({reviews}: PlacesChanged): ReviewRow[] {
    return reviews.filter(row => row.reason in doubts);
}

/** The items that places open, and those that were decided, told by what is known now. */
function doubtsNow(
    places: PlacesChanged, decisions: readonly ReviewDecision[], setting: Setting,
): ReviewItem[] {
    const isDecided = new Set(decisions.map(decision => decision.item));
    const stored = groupedBy(
        doubtsBefore(places).filter(row => isDecided.has(row.id)), row => row.passage);
    return places.now.flatMap(passage => {
        const item = openedBy(passage, places, setting);
        const isOpen = item && (passage.by !== 'review' || isDecided.has(item.id));
        const settled = (stored.get(passage.id) ?? []).filter(row => row.id !== item?.id)
            .map(row => settledItem(passage, row.reason as Doubt, setting));
        return isOpen ? [item, ...settled] : settled;
    });
}

// Whose it is by a person's word it is no longer in doubt: what would it be without?
function openedBy(
    passage: Identified, {register}: PlacesChanged, setting: Setting,
): ReviewItem | undefined {
    const undecided = passage.by === 'review'
        ? {...passage, ...identityOf(passage, register, setting.scheme.rules)} : passage;
    return doubtItem(undecided, setting);
}

function settledItem(passage: Identified, doubt: Doubt, setting: Setting): ReviewItem {
    const vehicle = doubts[doubt].holdsBack ? undefined : passage.plate;
    return doubtItem({...passage, doubt, vehicle}, setting)!;
}
