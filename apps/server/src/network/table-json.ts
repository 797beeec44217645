import {moneyText} from '@karwan/base';
import {
    crossingsAlong, tableOf, treeFault, treesOf, type Network, type Router, type RouteQuestion,
} from '@karwan/network';
import {mustProve} from './proven.ts';

/** What the cheapest way of each pair of places takes; pairs without a way are left out. */
export function tableJson(
    network: Network, router: Router, places: readonly string[],
    question: Pick<RouteQuestion, 'commodity' | 'modes' | 'opened' | 'shut' | 'vehicles'>,
) {
    const carriage = router.carriage({...question, from: '', to: ''}, undefined);
    const costs = router.costs(carriage, question.shut);
    const states = places.map(place => router.statesAt(place));
    const trees = treesOf(router.graph, costs, states);
    for (const tree of trees) mustProve(treeFault(router.graph, costs.cost, tree));
    const table = tableOf(router.graph, costs, states, trees);
    const pairs = places.flatMap((from, i) => places.flatMap((to, j) => {
        const at = i * places.length + j;
        if (i === j || table.cost[at] === Infinity) return [];
        return [{
            from, to, hours: Number(table.hours[at]!.toFixed(2)),
            money: moneyText(BigInt(table.moneyMinor[at]!), network.currency),
            km: Number(table.km[at]!.toFixed(1)),
            crossings: crossingsAlong(router.graph, trees[i]!, states[j]!),
        }];
    }));
    return {network: network.id, version: network.version, currency: network.currency.code, pairs};
}
