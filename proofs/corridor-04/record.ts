import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {tableOf} from '../corridor-07/table.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Offsets of the borders' zones, which keep no summer time: hours before UTC. */
const OFFSET_HOURS: Readonly<Record<string, number>> = {
    PK: 5, AF: 4.5, UZ: 5, TJ: 5, TM: 5, KG: 6, KZ: 5, IR: 3.5, CN: 8, IN: 5.5,
};

/** A closure of a crossing as the files record it, in UTC milliseconds. */
export interface Closure {
    of: string;
    fromMs: number;
    toMs: number;
    from: string;
    to: string;
}

/** The dated closures of crossings, read from the files by lines of its own. */
export function closuresIn(folder: string): Closure[] {
    const read = (file: string): Record<string, string>[] => {
        const {header, rows} = tableOf(file, readFileSync(join(folder, file), 'utf8'));
        return rows.map(({cells}) =>
            Object.fromEntries(header.map((column, i) => [column, cells[i] ?? ''])));
    };
    const first = new Map(read('crossings.csv').map(row =>
        [row['id']!, row['countries']!.split(';')[0]!]));
    return read('openings.csv').filter(row => row['rule'] === 'shut' && first.has(row['of']!))
        .map(row => {
            const offsetMs = (OFFSET_HOURS[first.get(row['of']!)!] ?? 0) * HOUR_MS;
            const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) - offsetMs;
            return {
                of: row['of']!, fromMs: day(row['first_day']!),
                toMs: row['last_day'] === '' ? Infinity : day(row['last_day']!) + DAY_MS,
                from: row['from'] ?? '', to: row['to'] ?? '',
            };
        });
}
