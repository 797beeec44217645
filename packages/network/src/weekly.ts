/** Opening hours of a week: minutes from Monday 00:00, ascending, apart from one another. */
export type Weekly = readonly (readonly [number, number])[];

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
export const DAY_MINUTES = 24 * 60;
export const WEEK_MINUTES = 7 * DAY_MINUTES;
const SPAN = /^((?:Mo|Tu|We|Th|Fr|Sa|Su|[-,])+)\s+(\d{2}):(\d{2})-(\d{2}):(\d{2})$/;

/**
 * `Mo-Sa 08:00-17:00; Su 10:00-14:00`, a small part of OpenStreetMap's opening hours; hours that
 * end before they begin run into the next day. Undefined where the text is none.
 */
export function parseWeekly(text: string): Weekly | undefined {
    const spans: [number, number][] = [];
    for (const part of text.split(';').map(p => p.trim()).filter(p => p !== '')) {
        const found = SPAN.exec(part);
        const days = found && daysOf(found[1]!);
        if (!found || !days) return undefined;
        const [fromHour, fromMinute, toHour, toMinute] = found.slice(2).map(Number) as
            [number, number, number, number];
        if (fromHour > 23 || toHour > 24 || fromMinute > 59 || toMinute > 59) return undefined;
        const from = fromHour * 60 + fromMinute;
        const to = toHour * 60 + toMinute;
        if (to > DAY_MINUTES || from === to) return undefined;
        const length = to > from ? to - from : to + DAY_MINUTES - from;
        for (const day of days) spans.push(...wrapped(day * DAY_MINUTES + from, length));
    }
    return spans.length === 0 ? undefined : merged(spans);
}

// What runs over the week's end goes on at its beginning.
function wrapped(from: number, length: number): [number, number][] {
    const to = from + length;
    return to <= WEEK_MINUTES ? [[from, to]]
        : [[from, WEEK_MINUTES], [0, to - WEEK_MINUTES]];
}

function daysOf(text: string): number[] | undefined {
    const found: number[] = [];
    for (const part of text.split(',')) {
        const [first, last, ...rest] = part.split('-').map(name => DAYS.indexOf(name));
        if (first === undefined || first < 0 || rest.length > 0) return undefined;
        if (last !== undefined && last < 0) return undefined;
        const count = last === undefined ? 1 : ((last - first + 7) % 7) + 1;
        for (let i = 0; i < count; i++) found.push((first + i) % 7);
    }
    return found;
}

function merged(spans: [number, number][]): Weekly {
    const result: [number, number][] = [];
    for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
        const last = result.at(-1);
        if (last && from <= last[1]) last[1] = Math.max(last[1], to);
        else result.push([from, to]);
    }
    return result;
}

/** The two ends of a season, `04-01..11-30`, both included; it may run over the year's end. */
export interface Season {
    first: string;
    last: string;
}

/** Undefined where the text is no season. */
export function parseSeason(text: string): Season | undefined {
    const found = /^(\d{2}-\d{2})\.\.(\d{2}-\d{2})$/.exec(text);
    if (!found) return undefined;
    const [, first, last] = found as unknown as [string, string, string];
    return [first, last].every(isDayOfYear) ? {first, last} : undefined;
}

// 2023 has no 29 February: a season that ends then would end on another day three years of four.
function isDayOfYear(text: string): boolean {
    const atMs = Date.parse(`2023-${text}T00:00:00Z`);
    return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(`2023-${text}`);
}
