import type {ReviewReason} from '@karwan/tolling';
import {textArray} from '../array-literal.ts';
import {rowsOf, type Connection} from '../sql.ts';
import type {ReviewRow} from '../thread/load-derived.ts';

/** A review item as it is stored. */
export type Item = ReviewRow & {reason: ReviewReason};

const ITEM = `id, passage, reason, holds_back, vehicle, tag, plate, day, worth_minor::text, state,
    decided_by, assigned, opened_seq`;

const itemsOfDay = {
    name: 'review-items',
    text: `select ${ITEM} from review
            where day = coalesce($1, day) and (state = 'open') = $2
            order by review.worth_minor desc, day, passage, reason limit $3`,
};

const countOfDay = {
    name: 'review-count',
    text: `select reason, count(*) as count, sum(worth_minor)::text as worth_minor
             from review where day = coalesce($1, day) and (state = 'open') = $2 group by reason
            order by reason`,
};

/** Which items are meant: of one day or of all, those that wait or those that were decided. */
export interface Asked {
    day: string | undefined;
    isOpen: boolean;
}

/** So many items, those that are worth most first. */
export function listItems(
    connection: Connection, {day, isOpen}: Asked, most: number,
): Promise<Item[]> {
    return rowsOf(connection, itemsOfDay, [day ?? null, isOpen, most]);
}

/** How many items there are of each reason, and what they are worth together. */
export interface ItemCount {
    reason: ReviewReason;
    count: number;
    worth_minor: string;
}

/** All items by reason. */
export function countItems(connection: Connection, {day, isOpen}: Asked): Promise<ItemCount[]> {
    return rowsOf(connection, countOfDay, [day ?? null, isOpen]);
}

const itemsById = {
    name: 'review-items-by-id', text: `select ${ITEM} from review where id = any($1::text[])`,
};

/** The item of this id. */
export async function findItem(connection: Connection, id: string): Promise<Item | undefined> {
    return (await rowsOf<Item>(connection, itemsById, [textArray([id])]))[0];
}

/** A decision as the log holds it. */
export interface Decided {
    fact: string;
    item: string;
    decision: string;
    token: string | null;
    reason: string;
    class: string | null;
    receivedMs: number;
}

const decisionsOfItems = {
    name: 'review-decisions',
    text: `select split_part(f.id, '#', 1) as fact, f.body->>'item' as item,
                  f.body->>'decision' as decision, f.body->>'token' as token,
                  f.body->>'reason' as reason, c.body->>'class' as class,
                  f.received_ms as "receivedMs"
             from unnest($1::text[]) as asked (id)
             join fact f on f.kind = 'review' and f.body->>'item' = asked.id
                  and split_part(f.body->>'item', ':', 1) = split_part(asked.id, ':', 1)
             left join fact c on c.id = split_part(f.id, '#', 1) || '#class'
            order by f.seq`,
};

/** Everything that was ever decided about these items, in the order of the log. */
export function decisionsOf(connection: Connection, items: readonly string[]): Promise<Decided[]> {
    return rowsOf(connection, decisionsOfItems, [textArray(items)]);
}

const tripOfPassage = {
    name: 'review-trip',
    text: `select t.id, t.vehicle, t.from_ms as "fromMs", t.to_ms as "toMs"
             from passage p join trip t on t.vehicle = p.vehicle
                  and p.at_ms between t.from_ms and t.to_ms and p.id = any(t.passages)
            where p.id = $1`,
};

/** The trip that a passage belongs to now. */
export interface TripOf {
    id: number;
    vehicle: string;
    fromMs: number;
    toMs: number;
}

/** Undefined where the passage is nobody's. */
export async function findTripOf(
    connection: Connection, passage: number,
): Promise<TripOf | undefined> {
    return (await rowsOf<TripOf>(connection, tripOfPassage, [passage]))[0];
}
