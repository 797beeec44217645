import type {Cell, Check, Place} from '@karwan/base';

/** Something read, with the cells of its row: what is wrong with it is said there. */
export interface Placed<T> {
    value: T;
    cells: Readonly<Record<string, Cell>>;
    place: Place;
}

/** The ids of these; the second of one that stands twice is a fault. */
export function idsOf<T extends {id: string}>(
    items: readonly Placed<T>[], what: string, check: Check,
): ReadonlySet<string> {
    const seen = new Set<string>();
    for (const {value, cells, place} of items) {
        if (seen.has(value.id)) {
            check.fault(cells['id']?.place ?? place, what, `"${value.id}" twice`, 'it once');
        }
        seen.add(value.id);
    }
    return seen;
}

/** The words of a cell with `;` between them, each a cell. */
export function wordCells(cell: Cell): Cell[] {
    return cell.text.split(';').map(word => word.trim()).filter(word => word !== '')
        .map(text => ({...cell, text}));
}
