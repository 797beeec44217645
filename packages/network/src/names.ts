import {foundText, type Cell, type Check} from '@karwan/base';
import type {NetworkRows} from './network-rows.ts';

/** The ids of a network, each with what it names. */
export interface Names {
    countries: ReadonlyMap<string, NetworkRows['countries'][number]>;
    places: ReadonlyMap<string, NetworkRows['places'][number]>;
    links: ReadonlyMap<string, NetworkRows['links'][number]>;
    crossings: ReadonlyMap<string, NetworkRows['crossings'][number]>;
    handovers: ReadonlyMap<string, NetworkRows['handovers'][number]>;
    vehicles: ReadonlyMap<string, NetworkRows['vehicles'][number]>;
}

/** The cell must name one of these, where it names anything. */
export function mustName(
    cell: Cell, what: string, known: {has(id: string): boolean}, expected: string, check: Check,
): boolean {
    if (cell.text === '' || known.has(cell.text)) return true;
    check.fault(cell.place, what, foundText(cell.text), expected);
    return false;
}

/** Modes that end in ports, where whoever crosses them meets the other country. */
export function isAtSea(mode: string): boolean {
    return mode === 'sea' || mode === 'ferry';
}
