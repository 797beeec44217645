import {statuses, type Check, type Place, type Row} from '@karwan/base';
import type {Origin} from './scheme.ts';

/** Something read, with where it and each part of it stands: what is wrong is said there. */
export interface Placed<T, K extends string> {
    value: T;
    place: Place;
    cells: Readonly<Record<K, {place: Place}>>;
}

/** Where a row of a table comes from. */
export function originOf(
    row: Row<'status' | 'source' | 'source_date' | 'note'>, place: Place, check: Check,
): Origin {
    return {
        place,
        source: check.text(row.source, 'source'),
        sourceDate: check.text(row.source_date, 'source_date'),
        status: check.oneOf(row.status, 'status', statuses),
        note: row.note.text,
    };
}

/** Each key once; the second is the fault. */
export function once<T, K extends string>(
    items: readonly Placed<T, K>[], what: string, key: (value: T) => string, cell: K, check: Check,
): void {
    const seen = new Set<string>();
    for (const {value, cells} of items) {
        const name = key(value);
        if (seen.has(name)) check.fault(cells[cell].place, what, `"${name}" twice`, 'it once');
        seen.add(name);
    }
}
