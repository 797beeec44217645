import type {Corridor} from '../data/corridor.ts';

/** Where the roads lie in the strip, all to one scale. */
export interface Layout {
    width: number;
    height: number;
    rows: ReadonlyMap<string, {y: number; directions: readonly string[]}>;
    x(metres: number): number;
}

const ROW = 34;
const NAME_WIDTH = 56;
const LENGTH_WIDTH = 84;

/** A row for each road; the longest takes the whole width. */
export function layoutOf({roads}: Corridor, width: number): Layout {
    const longest = Math.max(1, ...roads.map(road => road.lengthMetres));
    const scale = Math.max(0, width - NAME_WIDTH - LENGTH_WIDTH) / longest;
    return {
        width, height: roads.length * ROW + 10,
        rows: new Map(roads.map(({id, directions}, nth) =>
            [id, {y: 5 + ROW / 2 + nth * ROW, directions}])),
        x: metres => NAME_WIDTH + metres * scale,
    };
}
