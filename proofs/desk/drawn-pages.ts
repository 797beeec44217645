import {chanceFrom} from '@karwan/base';

/** So many of these pages, drawn by seed, in the order in which they stand. */
export function drawnPages<Path extends string>(
    pages: readonly Path[], count: number, seed: number,
): Path[] {
    const chance = chanceFrom(seed);
    const left = [...pages];
    while (left.length > count) left.splice(chance.below(left.length), 1);
    return left;
}
