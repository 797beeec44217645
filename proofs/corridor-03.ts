import {join} from 'node:path';
import {chanceFrom} from '@karwan/base';
import {
    cheapestOf, pathTo, Router, tableOf, treeFault, treesOf, type Graph,
} from '@karwan/network';
import {networkFrom} from '../apps/server/src/network-files.ts';
import {drawnCrossings, drawnPlaces, shutSets} from './corridor-03/drawn.ts';
import {plainDijkstra} from './corridor-03/plain-dijkstra.ts';
import {proof} from './proof.ts';

const PAIRS_SHUT = 30;
const COMPARED = 1_000;

export default proof({
    id: 'corridor-03',
    claim: 'with any crossings shut no way uses them, and the table between 40 places costs what '
        + 'a plain Dijkstra finds anew',
    bar: `20 crossings drawn by seed, alone and in ${PAIRS_SHUT} pairs; ${COMPARED} pairs of `
        + 'places equal to the thousandth of a cent; each tree proves itself; ways that used a '
        + 'shut crossing change',
    kind: 'held', short: true,
    measure: ({root, seed}) => {
        const network = networkFrom(join(root, 'corridors', 'pakistan', 'network'));
        const router = new Router(network);
        const chance = chanceFrom(seed);
        const crossings = drawnCrossings(network, chance);
        const places = drawnPlaces(network, router, chance).map(id => router.statesAt(id));
        const sets = shutSets(crossings, PAIRS_SHUT, chance);
        const each = Math.ceil(COMPARED / sets.length);
        const open = tableFor(router, places, []);
        const faults: string[] = [];
        let [compared, changed] = [0, 0];
        for (const shut of sets) {
            const {table, trees, costs} = tableFor(router, places, shut);
            for (const tree of trees) {
                const fault = treeFault(router.graph, costs.cost, tree);
                if (fault !== undefined) faults.push(`${shut.join(' ')}: ${fault}`);
            }
            faults.push(...usesOf(router.graph, trees, places, shut));
            changed += table.cost.filter((cost, i) => cost !== open.table.cost[i]).length;
            for (let n = 0; n < each; n++) {
                const [i, j] = [chance.below(places.length), chance.below(places.length)];
                const plain = plainDijkstra(router.graph.states.length,
                    arcsWithout(router.graph, open.costs.cost, shut), places[i]!);
                const least = Math.min(...places[j]!.map(state => plain[state]!));
                compared++;
                const ours = table.cost[i * places.length + j]!;
                if (ours !== least) faults.push(`${shut.join(' ')}: ${ours}, plain ${least}`);
            }
        }
        return Promise.resolve({
            value: `${compared - faults.length} of ${compared} pairs equal, ${changed} costs `
                + `changed by ${sets.length} closures`,
            holds: faults.length === 0 && compared >= COMPARED && changed > 0
                && places.length === 40,
            notes: [`shut: ${crossings.join(', ')}`, ...faults.slice(0, 20)],
        });
    },
});

function tableFor(router: Router, places: readonly number[][], shut: readonly string[]) {
    const costs = router.costs(router.carriage({from: '', to: ''}, undefined), shut);
    const trees = treesOf(router.graph, costs, places);
    return {costs, trees, table: tableOf(router.graph, costs, places, trees)};
}

// By the arcs of the way itself, not by what the engine shut.
function usesOf(
    graph: Graph, trees: ReturnType<typeof treesOf>, places: readonly number[][],
    shut: readonly string[],
): string[] {
    return trees.flatMap(tree => places.flatMap(targets => {
        const end = cheapestOf(tree, targets);
        const path = end === undefined ? [] : pathTo(graph, tree, end)!;
        return path.flatMap(number => {
            const arc = graph.arcs[number]!;
            const isShut = arc.kind !== 'handover' && shut.includes(arc.link.crossing ?? '');
            return isShut ? [`a way uses ${arc.link.crossing} though it is shut`] : [];
        });
    }));
}

function arcsWithout(graph: Graph, cost: Float64Array, shut: readonly string[]) {
    return graph.arcs.flatMap((arc, i) => {
        const isShut = arc.kind === 'border' && shut.includes(arc.link.crossing!);
        return isShut || cost[i] === Infinity ? []
            : [{tail: graph.tail[i]!, head: graph.head[i]!, cost: cost[i]!}];
    });
}
