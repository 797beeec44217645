import {compareText} from '@karwan/base';
import type {Due, Identified, Journey, ReviewItem, Scheme} from '@karwan/tolling';
import type {DueRow, PassageRow, ReviewRow, TripRow} from './load-derived.ts';

/** A passage as the row it is stored as. */
export function passageRow(passage: Identified): PassageRow {
    return {
        id: passage.id, kind: passage.kind, point: passage.point, lane: passage.lane,
        at_ms: passage.atMs, tag: passage.tag ?? null, plate: passage.plate ?? null,
        confidence: passage.confidence ?? null, measured_class: passage.measuredClass ?? null,
        detections: passage.detections, readings: [...passage.readings],
        vehicle: passage.vehicle ?? null, identified_by: passage.by, basis: [...passage.basis],
    };
}

/** True where a passage says what the stored one says; what was in doubt stands elsewhere. */
export function isSamePassage(a: Identified, b: Identified | undefined): boolean {
    return b !== undefined && a.id === b.id && a.kind === b.kind && a.point === b.point
        && a.lane === b.lane && a.atMs === b.atMs && a.tag === b.tag && a.plate === b.plate
        && a.confidence === b.confidence && a.measuredClass === b.measuredClass
        && a.detections === b.detections && a.vehicle === b.vehicle && a.by === b.by
        && isSameList(a.readings, b.readings) && isSameList(a.basis, b.basis);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
    return a.length === b.length && a.every((value, i) => value === b[i]);
}

export function tripRow(journey: Journey): TripRow {
    return {
        id: journey.id, vehicle: journey.vehicle, from_ms: journey.fromMs, to_ms: journey.toMs,
        sure: Math.fround(journey.sure), passages: journey.passages.map(passage => passage.id),
        path: journey.path, inferred: journey.inferred,
    };
}

export function dueRow(due: Due, scheme: Scheme, decidedSeq: number): DueRow {
    const {window} = due;
    return {
        window: window.id, trip: window.trip, vehicle: due.vehicle, road: window.road,
        day: due.day, from_ms: window.fromMs, to_ms: window.toMs,
        entry: window.entry, exit: window.exit, tolled_metres: due.tolledMetres,
        class: due.class.class, class_by: due.class.by, state: due.state, tariff: due.tariff,
        toll_minor: `${due.tollMinor}`, surcharge: due.surcharge ?? null,
        surcharge_when: due.surchargeWhen ?? null, surcharge_minor: `${due.surchargeMinor}`,
        amount_minor: `${due.amountMinor}`, payer: due.payer, status: due.status,
        passages: window.passages.map(passage => passage.id), inferred: [...window.inferred],
        basis: due.basis.length === 0 ? [] : [...new Set(due.basis)].sort((a, b) => a - b),
        scheme: scheme.digest, decided_seq: decidedSeq,
    };
}

export function reviewRow(item: ReviewItem, openedSeq: number): ReviewRow {
    return {
        id: item.id, passage: item.passage, reason: item.reason, holds_back: item.holdsBack,
        vehicle: item.vehicle ?? null, tag: item.tag ?? null, plate: item.plate ?? null,
        day: item.day, worth_minor: `${item.worthMinor}`, state: 'open', decided_by: null,
        assigned: null, opened_seq: openedSeq,
    };
}

// Which place in the log a row was decided or opened at is no part of what it says.
const PLACES = new Set(['decided_seq', 'opened_seq']);

/** What must be written and what must go, so that the stored rows become these. */
export function changesOf<Row extends object, Key extends string | number>(
    now: readonly Row[], before: readonly Row[], key: (row: Row) => Key,
): {put: Row[]; drop: Row[]} {
    const byKey = (a: Row, b: Row) => compareKeys(key(a), key(b));
    if (before.length === 0) return {put: now.toSorted(byKey), drop: []};
    const old = new Map(before.map(row => [key(row), row]));
    const put = now.filter(row => {
        const earlier = old.get(key(row));
        if (earlier) old.delete(key(row));
        return !earlier || !isSameRow(row, earlier);
    });
    return {put: put.sort(byKey), drop: [...old.values()].sort(byKey)};
}

function compareKeys(a: string | number, b: string | number): number {
    return typeof a === 'number' && typeof b === 'number' ? a - b : compareText(`${a}`, `${b}`);
}

function isSameRow<Row extends object>(a: Row, b: Row): boolean {
    for (const name of Object.keys(a) as Array<keyof Row & string>) {
        const [x, y] = [a[name], b[name]];
        if (x === y || PLACES.has(name)) continue;
        if (!Array.isArray(x) || !Array.isArray(y) || !isSameList(x, y)) return false;
    }
    return true;
}
