import type {Cell, Check, Zone} from '@karwan/base';

/** A part of every local day, in minutes since midnight; over midnight where it ends earlier. */
export interface Hours {
    fromMinute: number;
    toMinute: number;
}

const DAY_MINUTES = 1440;
const FORM = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** `06:30-10:00`; undefined where it is no part of a day. */
export function parseHours(text: string): Hours | undefined {
    const parts = FORM.exec(text);
    if (!parts) return undefined;
    const fromMinute = Number(parts[1]) * 60 + Number(parts[2]);
    const toMinute = parts[3] === undefined
        ? DAY_MINUTES : Number(parts[3]) * 60 + Number(parts[4]);
    return fromMinute === toMinute ? undefined : {fromMinute, toMinute};
}

/** The hours that a cell names; all of the day where it is empty. */
export function readHours(cell: Cell, check: Check): Hours | undefined {
    const hours = check.optional(cell, ({text}) => parseHours(text));
    if (cell.text !== '' && !hours) {
        check.fault(cell.place, 'hours', `"${cell.text}"`,
            'hours of the day such as 06:30-10:00, or nothing for all of it');
    }
    return hours;
}

/** True where a minute of the day is one of these; without hours every minute is. */
export function isWithin(hours: Hours | undefined, minute: number): boolean {
    if (!hours) return true;
    const {fromMinute, toMinute} = hours;
    return fromMinute < toMinute ? fromMinute <= minute && minute < toMinute
        : fromMinute <= minute || minute < toMinute;
}

/**
 * The parts of the day between the places at which some of these begin or end, the last of them
 * over midnight; one of undefined where none does.
 */
export function cutsOf(all: readonly (Hours | undefined)[]): (Hours | undefined)[] {
    const cuts = [...new Set(all.flatMap(hours =>
        hours ? [hours.fromMinute, hours.toMinute % DAY_MINUTES] : []))].sort((a, b) => a - b);
    if (cuts.length < 2) return [undefined];
    return cuts.map((fromMinute, nth) => {
        const toMinute = cuts[nth + 1] ?? cuts[0]!;
        return {fromMinute, toMinute: toMinute === 0 ? DAY_MINUTES : toMinute};
    });
}

/** `06:30-10:00`. */
export function hoursText({fromMinute, toMinute}: Hours): string {
    return `${clockText(fromMinute)}-${clockText(toMinute)}`;
}

/** The minute of the local day. */
export function minuteOf(atMs: number, zone: Zone): number {
    return Math.floor((atMs + zone.offsetMs(atMs)) / 60_000 % DAY_MINUTES);
}

/** The first stretch of the day that so many of these cover, as `10:00 to 16:00`. */
export function stretchCovered(
    all: readonly (Hours | undefined)[], isSo: (times: number) => boolean,
): string | undefined {
    const covered = (minute: number): boolean =>
        isSo(all.filter(hours => isWithin(hours, minute)).length);
    let from = 0;
    while (from < DAY_MINUTES && !covered(from)) from++;
    if (from === DAY_MINUTES) return undefined;
    let to = from;
    while (to < DAY_MINUTES && covered(to)) to++;
    return `${clockText(from)} to ${clockText(to)}`;
}

function clockText(minute: number): string {
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
