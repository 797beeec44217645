import {readFileSync} from 'node:fs';
import {Check, readTable} from '@karwan/base';
import type {Mode} from '@karwan/network';

/** Ten pairs of the corridor, each by the sets of modes that may serve it. */
export interface Pair {
    id: string;
    from: string;
    to: string;
    modes: readonly (readonly Mode[])[];
}

const ROAD: readonly Mode[] = ['road'];
const RAIL: readonly Mode[] = ['rail', 'ferry'];
const BOTH: readonly Mode[] = ['road', 'rail', 'ferry'];
const EVERY = [ROAD, RAIL, BOTH];

export const pairs: readonly Pair[] = [
    {id: 'karachi-tashkent', from: 'pk-karachi', to: 'uz-tashkent', modes: EVERY},
    {id: 'karachi-almaty', from: 'pk-karachi', to: 'kz-almaty', modes: EVERY},
    {id: 'karachi-astana', from: 'pk-karachi', to: 'kz-astana', modes: EVERY},
    {id: 'islamabad-kabul', from: 'pk-islamabad', to: 'af-kabul', modes: EVERY},
    {id: 'karachi-kabul', from: 'pk-karachi', to: 'af-kabul', modes: EVERY},
    {id: 'gwadar-termez', from: 'pk-gwadar', to: 'uz-termez', modes: EVERY},
    {id: 'peshawar-tashkent', from: 'pk-peshawar', to: 'uz-tashkent', modes: EVERY},
    {id: 'islamabad-kashgar', from: 'pk-islamabad', to: 'cn-kashgar', modes: EVERY},
    {id: 'islamabad-istanbul', from: 'pk-islamabad', to: 'tr-istanbul', modes: [RAIL]},
    {id: 'lahore-moscow', from: 'pk-lahore', to: 'ru-moscow', modes: [RAIL]},
];

/** A figure that somebody printed for a pair. */
export interface Published {
    pair: string;
    what: 'km' | 'hours' | 'money';
    low: number;
    high: number;
    isRounded: boolean;
    modes: readonly Mode[];
    /** Places that the publisher's route passes. */
    route: readonly string[];
    /** Where the figure is for another stretch than the pair; else empty. */
    from: string;
    to: string;
    source: string;
    date: string;
    note: string;
}

const COLUMNS = [
    'pair', 'what', 'low', 'high', 'rounded', 'modes', 'route', 'from', 'to', 'source',
    'source_date', 'note',
] as const;

export function publishedFrom(file: string): Published[] {
    const check = new Check();
    const rows = readTable(file, readFileSync(file, 'utf8'), COLUMNS, [], check);
    const published = rows.map(row => ({
        pair: check.oneOf(row.pair, 'pair', pairs.map(({id}) => id)),
        what: check.oneOf(row.what, 'what', ['km', 'hours', 'money'] as const),
        low: check.number(row.low, 'low', 0, 1e6), high: check.number(row.high, 'high', 0, 1e6),
        isRounded: row.rounded.text === 'yes',
        modes: row.modes.text.split(';') as Mode[],
        route: row.route.text.split(';').filter(Boolean),
        from: row.from.text, to: row.to.text,
        source: row.source.text, date: row.source_date.text, note: row.note.text,
    }));
    check.refuseIfFaulty();
    return published;
}
