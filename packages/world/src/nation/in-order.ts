/** The indices of these whole numbers from the least on, the earlier index first of equals. */
export function inOrder(values: ArrayLike<number>, indices?: Uint32Array): Uint32Array {
    const count = indices?.length ?? values.length;
    // A number and an index side by side in 53 bits sort without a comparator, ten times as fast.
    const keys = new Float64Array(count);
    for (let nth = 0; nth < count; nth++) {
        keys[nth] = (values[indices?.[nth] ?? nth]! + OFFSET) * PLACES + nth;
    }
    keys.sort();
    return Uint32Array.from(keys, key => {
        const nth = key % PLACES;
        return indices?.[nth] ?? nth;
    });
}

/** Values from -2^26 on, and fewer than 2^25 of them. */
const OFFSET = 2 ** 26;
const PLACES = 2 ** 25;

/** The indices of each group, in their order, one group behind the other. */
export function inGroups(
    group: ArrayLike<number>, groups: number,
): {start: Uint32Array; indices: Uint32Array} {
    const start = new Uint32Array(groups + 1);
    for (let i = 0; i < group.length; i++) start[group[i]! + 1]!++;
    for (let g = 0; g < groups; g++) start[g + 1]! += start[g]!;
    const next = start.slice();
    const indices = new Uint32Array(group.length);
    for (let i = 0; i < group.length; i++) indices[next[group[i]!]!++] = i;
    return {start, indices};
}
