import type {KeyboardEvent} from 'react';

type Table = HTMLTableElement | null;

/** The figure of the table that has the focus. */
export function focusedIn(table: Table): HTMLElement | undefined {
    const focused = document.activeElement;
    return focused instanceof HTMLElement && table?.contains(focused)
        && focused.dataset['column'] !== undefined ? focused : undefined;
}

/** The first figure of a row gets the focus. */
export function focusRow(table: Table, row: number): HTMLElement | undefined {
    const first = figuresOf(table, row).find(each => each.dataset['column'] !== '0')
        ?? figuresOf(table, row)[0];
    first?.focus();
    return first;
}

/** Arrow keys walk along a row as the page lies, from the right in Urdu, and from row to row. */
export function walk(event: KeyboardEvent, table: Table): void {
    const from = focusedIn(table);
    if (!from) return;
    const row = Number(from.dataset['row']);
    const ahead = document.documentElement.dir === 'rtl' ? -1 : 1;
    const across = {ArrowRight: ahead, ArrowLeft: -ahead}[event.key];
    const down = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (across === undefined && down === undefined) return;
    event.preventDefault();
    if (across !== undefined) {
        const own = figuresOf(table, row);
        own[own.indexOf(from) + across]?.focus();
        return;
    }
    const below = figuresOf(table, row + down!);
    const column = Number(from.dataset['column']);
    // The column may be empty there: the figure before it is the nearest.
    (below.findLast(each => Number(each.dataset['column']) <= column) ?? below[0])?.focus();
}

function figuresOf(table: Table, row: number): HTMLElement[] {
    return [...table?.querySelectorAll<HTMLElement>(`[data-row="${row}"]`) ?? []];
}
