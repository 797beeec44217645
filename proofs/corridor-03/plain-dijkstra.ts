/** An arc of a graph in a list, nothing else of ours. */
export interface PlainArc {
    tail: number;
    head: number;
    cost: number;
}

/**
 * What the cheapest way from some states costs (Dijkstra 1959), with a list for each state and a
 * walk over all open states for the next: no heap, no early end.
 */
export function plainDijkstra(
    states: number, arcs: readonly PlainArc[], sources: readonly number[],
): number[] {
    const out: PlainArc[][] = Array.from({length: states}, () => []);
    for (const arc of arcs) out[arc.tail]!.push(arc);
    const best = new Array<number>(states).fill(Infinity);
    const open = new Set(sources);
    for (const source of sources) best[source] = 0;
    while (open.size > 0) {
        let next = -1;
        for (const state of open) if (next < 0 || best[state]! < best[next]!) next = state;
        open.delete(next);
        for (const {head, cost} of out[next]!) {
            const through = best[next]! + cost;
            if (through >= best[head]!) continue;
            best[head] = through;
            open.add(head);
        }
    }
    return best;
}
