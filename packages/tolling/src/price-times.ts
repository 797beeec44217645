import {ALL_DAYS, dayKinds, daysText, type Days} from './days.ts';
import {cutsOf, hoursText, isWithin, type Hours} from './hours.ts';
import type {Validity} from './scheme.ts';

/** When a row of prices counts: its local days, which of them, and the hours of those. */
export interface Timed extends Validity {
    days: Days | undefined;
    hours: Hours | undefined;
}

/** A part of the week's days on which the very same rows count. */
interface DayGroup<T> {
    days: Days;
    rows: readonly T[];
}

/** Stretches of time within which no row begins or ends, with those that count; none is empty. */
export function slicesOf<T extends Validity>(rows: readonly T[]): (Validity & {rows: T[]})[] {
    const bounds = [...new Set(rows.flatMap(row => [row.validFromMs, row.validToMs]))]
        .sort((a, b) => a - b);
    return bounds.slice(0, -1).flatMap((validFromMs, nth) => {
        const active = rows.filter(row =>
            row.validFromMs <= validFromMs && validFromMs < row.validToMs);
        return active.length === 0 ? []
            : [{validFromMs, validToMs: bounds[nth + 1]!, rows: active}];
    });
}

/** The kinds of day, joined where the same rows count. */
export function dayGroupsOf<T extends Timed>(rows: readonly T[], all: Days): DayGroup<T>[] {
    const groups = new Map<string, DayGroup<T>>();
    for (let kind = 0; kind < dayKinds.length; kind++) {
        const bit = 1 << kind;
        if ((all & bit) === 0) continue;
        const marks = rows.map(row => ((row.days ?? ALL_DAYS) & bit) === 0 ? '0' : '1');
        const key = marks.join('');
        const known = groups.get(key);
        groups.set(key, known ? {...known, days: known.days | bit}
            : {days: bit, rows: rows.filter((_, nth) => marks[nth] === '1')});
    }
    return [...groups.values()];
}

/** One piece of time in which every gantry has one row, and how that time is written. */
export interface Piece<T> extends Timed {
    text: string;
    rows: readonly T[];
}

/**
 * The pieces that rows with times of their own make together: each gantry may cut its days and
 * hours where it likes. A piece is written as its rows are, where they are all alike.
 */
export function piecesOf<T extends Timed & {daysText: string; hoursText: string}>(
    rows: readonly T[], all: Days,
): Piece<T>[] {
    const pieces = new Map<string, Piece<T>>();
    const nth = new Map(rows.map((row, i) => [row, i]));
    for (const slice of slicesOf(rows)) {
        for (const group of dayGroupsOf(slice.rows, all)) {
            for (const hours of cutsOf(group.rows.map(row => row.hours))) {
                const {validFromMs, validToMs} = slice;
                const own = group.rows.filter(row =>
                    hours === undefined || isWithin(row.hours, hours.fromMinute));
                if (own.length === 0) continue;
                const text = textOf(own, group.days, hours, all);
                const key = `${text}/${own.map(row => nth.get(row)).join(' ')}`;
                const before = pieces.get(key);
                if (before) before.validToMs = validToMs;
                else pieces.set(key, {
                    validFromMs, validToMs, hours, text, rows: own,
                    days: group.days === all ? undefined : group.days,
                });
            }
        }
    }
    return [...pieces.values()];
}

function textOf(
    rows: readonly {days: Days | undefined; daysText: string; hoursText: string}[], days: Days,
    hours: Hours | undefined, all: Days,
): string {
    const [first, ...others] = rows;
    const isAlike = others.every(row =>
        row.daysText === first!.daysText && row.hoursText === first!.hoursText);
    const isWhole = ((first!.days ?? ALL_DAYS) & all) === days;
    return isAlike && isWhole ? timeText(first!.daysText, first!.hoursText)
        : timeText(days === all ? '' : daysText(days), hours ? hoursText(hours) : '');
}

/** `mon-fri 06:30-10:00`; empty where it is always. */
export function timeText(days: string, hours: string): string {
    return [days, hours].filter(text => text !== '').join(' ');
}
