import {parseInstant, type Zone} from '@karwan/base';
import {timeText} from '../door/told-value.ts';
import type {Manner} from './mapping.ts';
import {Unreadable} from './unreadable.ts';

const WRITTEN = /^(\S+?)(?:T| +)(\d{1,2}):(\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?$/;
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

/**
 * Reads times that are written in this manner as instants with their offset. A time that the zone's
 * clocks never showed, or showed twice, is refused by name: what it meant cannot be known.
 */
export function timeReader(
    manners: readonly Manner[], zone: Zone,
): (text: string) => string | Unreadable {
    const isLocal = manners.some(manner => manner.startsWith('local'));
    return text => {
        const [, day, hour, rest, offset] = WRITTEN.exec(text) ?? [];
        const local = day === undefined ? undefined
            : `${isoDay(day, manners)}T${hour!.padStart(2, '0')}:${rest!.replace(',', '.')}`;
        const localMs = local === undefined ? undefined : parseInstant(`${local}Z`);
        if (localMs === undefined) return new Unreadable(timeText(text), example(manners), '/at');
        // An offset says more than the zone's clocks do.
        if (offset !== undefined || !isLocal) return `${local}${offset ?? ''}`;
        return shownAt(text, localMs, manners, zone);
    };
}

function isoDay(day: string, manners: readonly Manner[]): string {
    const [, first, second, year] = DAY_FIRST.exec(day) ?? [];
    if (first === undefined) return day;
    const two = (part: string): string => part.padStart(2, '0');
    if (manners.includes('dmy')) return `${year}-${two(second!)}-${two(first)}`;
    return manners.includes('mdy') ? `${year}-${two(first)}-${two(second!)}` : day;
}

function shownAt(
    text: string, localMs: number, manners: readonly Manner[], zone: Zone,
): string | Unreadable {
    const instants = zone.instantsMs(localMs).map(atMs => new Date(atMs).toISOString());
    const [earlier, later] = instants;
    if (earlier === undefined) {
        return new Unreadable(`"${text}", which no clock in ${zone.name} showed: they were put `
            + 'forward over it', 'a time that was shown, or one with its offset', '/at');
    }
    if (later === undefined || manners.includes('local-earlier')) return earlier;
    if (manners.includes('local-later')) return later;
    return new Unreadable(
        `"${text}", which the clocks in ${zone.name} showed twice, at ${earlier} and ${later}`,
        'an offset, or @local-earlier or @local-later in the place of @local', '/at');
}

function example(manners: readonly Manner[]): string {
    const day = manners.includes('dmy') ? '31-12-2025'
        : manners.includes('mdy') ? '12/31/2025' : '2025-12-31';
    const offset = manners.some(manner => manner.startsWith('local')) ? '' : '+05:00';
    return `a time such as ${day} 08:15:02${offset}`;
}
