/** The items under their key, keys and items in the order in which they come. */
export function groupedBy<T, K>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
    const groups = new Map<K, T[]>();
    for (const item of items) {
        const name = key(item);
        const group = groups.get(name);
        if (group) group.push(item);
        else groups.set(name, [item]);
    }
    return groups;
}
