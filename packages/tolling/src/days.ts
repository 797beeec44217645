import {foundText, type Cell, type Check} from '@karwan/base';

/** Kinds of day, in the order of their bits: the week, and a holiday wherever in it it falls. */
export const dayKinds = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'] as const;

/** Some kinds of day, a bit for each. */
export type Days = number;

export const ALL_DAYS: Days = 0xff;
const HOLIDAY = 7;
const SUNDAY = 6;
/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 3;

/** `mon-fri`, `sat holiday`: words or spans with blanks between; undefined where it is none. */
export function parseDays(text: string): Days | undefined {
    let days = 0;
    for (const part of text.split(' ')) {
        const words = part.split('-');
        const [from, to] = [kindOf(words[0]!), kindOf(words.at(-1)!)];
        if (from === undefined || to === undefined || words.length > 2) return undefined;
        const isSpan = words.length === 2;
        if (isSpan && (from >= to || to > SUNDAY)) return undefined;
        for (let kind = from; kind <= to; kind++) days |= 1 << kind;
    }
    return days;
}

function kindOf(word: string): number | undefined {
    const kind = dayKinds.findIndex(each => each === word);
    return kind < 0 ? undefined : kind;
}

/** The kinds of day that a cell names; every day where it is empty. */
export function readDays(cell: Cell, hasHolidays: boolean, check: Check): Days | undefined {
    const days = check.optional(cell, ({text}) => parseDays(text));
    if (cell.text !== '' && days === undefined) {
        check.fault(cell.place, 'days', foundText(cell.text),
            'days such as mon-fri, sat, sun or "sat-sun holiday", or nothing for every day');
    } else if (days !== undefined && days >> HOLIDAY === 1 && !hasHolidays) {
        check.fault(cell.place, 'days', foundText(cell.text),
            'holidays in corridor.yaml, a list of days such as [2026-01-01]');
    }
    return days;
}

/** `mon-fri holiday`: the shortest way to write them. */
export function daysText(days: Days): string {
    const spans: string[] = [];
    for (let from = 0; from <= SUNDAY; from++) {
        if ((days >> from & 1) === 0) continue;
        let to = from;
        while (to < SUNDAY && (days >> to + 1 & 1) === 1) to++;
        spans.push(from === to ? dayKinds[from]! : `${dayKinds[from]}-${dayKinds[to]}`);
        from = to;
    }
    return [...spans, ...days >> HOLIDAY === 1 ? ['holiday'] : []].join(' ');
}

/** Every kind of day that there is in a scheme with holidays or without. */
export function daysOf(hasHolidays: boolean): Days {
    return hasHolidays ? ALL_DAYS : ALL_DAYS & ~(1 << HOLIDAY);
}

/** True where a local day, counted from 1970, is one of these; a holiday is no weekday. */
export function isOneOf(
    days: Days | undefined, localDay: number, holidays: ReadonlySet<number> | undefined,
): boolean {
    if (days === undefined) return true;
    const kind = holidays?.has(localDay) ? HOLIDAY
        : ((localDay + FIRST_WEEKDAY) % 7 + 7) % 7;
    return (days >> kind & 1) === 1;
}
