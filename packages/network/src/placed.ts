import type {Cell, Check, Place} from '@karwan/base';

/** Something read, with the cells of its row: what is wrong with it is said there. */
export interface Placed<T> {
    value: T;
    cells: Readonly<Record<string, Cell>>;
    place: Place;
}

export function valuesOf<T>(items: readonly Placed<T>[]): T[] {
    return items.map(item => item.value);
}

/** Each key once; the second is the fault. Tells which keys there are. */
export function once<T>(
    items: readonly Placed<T>[], what: string, key: (value: T) => string, cell: string,
    check: Check,
): Map<string, Placed<T>> {
    const seen = new Map<string, Placed<T>>();
    for (const item of items) {
        const name = key(item.value);
        const place = item.cells[cell]?.place ?? item.place;
        if (seen.has(name)) check.fault(place, what, `"${name}" twice`, 'it once');
        else seen.set(name, item);
    }
    return seen;
}
