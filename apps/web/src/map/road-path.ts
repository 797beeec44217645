import type {Corridor} from '../data/corridor.ts';
import {mercator, type Spot} from './mercator.ts';

/** A road as straight pieces between its interchanges on the Mercator square. */
export interface RoadPath {
    metres: Float64Array;
    x: Float64Array;
    y: Float64Array;
    /** The direction in which chainage grows. */
    first: string;
}

/** The roads whose interchanges have a place; of others nothing can be drawn. */
export function roadPaths({roads}: Corridor): ReadonlyMap<string, RoadPath> {
    const paths = new Map<string, RoadPath>();
    for (const {id, interchanges, directions} of roads) {
        const placed = interchanges.filter(each => each.lat !== null && each.lon !== null)
            .toSorted((a, b) => a.metres - b.metres);
        if (placed.length < 2) continue;
        const spots = placed.map(({lon, lat}) => mercator(lon!, lat!));
        paths.set(id, {
            metres: Float64Array.from(placed, each => each.metres),
            x: Float64Array.from(spots, ([x]) => x), y: Float64Array.from(spots, ([, y]) => y),
            first: directions[0]!,
        });
    }
    return paths;
}

/** A place along a road, with the unit vector along it towards growing chainage. */
export interface Along {
    at: Spot;
    towards: Spot;
}

/** Where a chainage lies; what is beyond the ends lies at the end. */
export function alongRoad({metres, x, y}: RoadPath, at: number): Along {
    let piece = 1;
    while (piece < metres.length - 1 && metres[piece]! < at) piece++;
    const [from, to] = [metres[piece - 1]!, metres[piece]!];
    const part = Math.min(1, Math.max(0, to === from ? 0 : (at - from) / (to - from)));
    const dx = x[piece]! - x[piece - 1]!;
    const dy = y[piece]! - y[piece - 1]!;
    const length = Math.hypot(dx, dy) || 1;
    return {
        at: [x[piece - 1]! + dx * part, y[piece - 1]! + dy * part],
        towards: [dx / length, dy / length],
    };
}
