import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import {alternativesTo, overlapOf} from './alternatives.ts';
import {certificateFault, certificateOf, treeFault} from './certificate.ts';
import {cheapestOf, pathTo, treeFrom} from './paths.ts';
import {randomArcs, type RandomArcs} from './random-network.ts';

// Dijkstra as in the paper: no heap, no early end, nothing of ours.
function plainCosts({tail, head, cost, firstOut}: RandomArcs, sources: readonly number[]) {
    const best = Array.from({length: firstOut.length - 1},
        (_, state) => sources.includes(state) ? 0 : Infinity);
    const open = new Set(best.keys());
    while (open.size > 0) {
        const next = [...open].reduce((a, b) => best[b]! < best[a]! ? b : a);
        open.delete(next);
        tail.forEach((from, arc) => {
            if (from !== next) return;
            const through = best[next]! + cost[arc]!;
            if (through < best[head[arc]!]!) best[head[arc]!] = through;
        });
    }
    return best;
}

for (const seed of [1, 2, 3, 20_261_124]) {
    test(`a tree costs what a plain Dijkstra says, and proves itself (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        for (let world = 0; world < 150; world++) {
            const arcs = randomArcs(chance);
            const states = arcs.firstOut.length - 1;
            const sources = [chance.below(states), chance.below(states)];
            const tree = treeFrom(arcs, arcs.cost, sources);
            assert.deepEqual([...tree.cost], plainCosts(arcs, sources), `world ${world}`);
            assert.equal(treeFault(arcs, arcs.cost, tree), undefined);
        }
    });

    test(`an answer for one pair proves itself, and a wrong one does not (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        let refused = 0;
        for (let world = 0; world < 150; world++) {
            const arcs = randomArcs(chance);
            const states = arcs.firstOut.length - 1;
            const [from, to] = [chance.below(states), chance.below(states)];
            const tree = treeFrom(arcs, arcs.cost, [from], [to]);
            const end = cheapestOf(tree, [to]);
            const path = end === undefined ? undefined : pathTo(arcs, tree, end);
            const certificate = certificateOf(tree, [to], path);
            assert.equal(certificateFault(arcs, arcs.cost, certificate), undefined);
            assert.equal(certificate.potential[to], plainCosts(arcs, [from])[to]);
            if (!path || path.length === 0) continue;
            const cheaper = Float64Array.from(arcs.cost);
            cheaper[path[0]!] = cheaper[path[0]!]! + 1;
            if (certificateFault(arcs, cheaper, certificate) !== undefined) refused++;
            assert.notEqual(certificateFault(arcs, arcs.cost,
                {...certificate, path: path.slice(1)}), undefined);
            assert.notEqual(certificateFault(arcs, arcs.cost,
                {...certificate, path: undefined}), undefined);
        }
        assert(refused > 20, `${refused} dearer paths refused`);
    });

    test(`alternatives differ from one another, the cheapest first (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        let several = 0;
        for (let world = 0; world < 100; world++) {
            const arcs = randomArcs(chance);
            const states = arcs.firstOut.length - 1;
            const [from, to] = [chance.below(states), chance.below(states)];
            const sharing = Int32Array.from(arcs.cost, (_, i) => i);
            const tree = treeFrom(arcs, arcs.cost, [from], [to]);
            const found = alternativesTo(arcs, arcs.cost, sharing, [from], [to],
                pathTo(arcs, tree, to),
                {count: 4, mostOverlap: 0.5, mostStretch: 3, mostSearches: 60});
            const least = plainCosts(arcs, [from])[to]!;
            assert.equal(found[0]?.cost ?? Infinity, least);
            if (found.length > 1) several++;
            found.forEach((path, i) => found.slice(0, i).forEach(other =>
                assert(overlapOf(path, other, sharing) <= 0.5
                    || overlapOf(other, path, sharing) <= 0.5)));
            for (const path of found.slice(1)) assert(path.cost <= 3 * least);
        }
        assert(several >= 5, `${several} worlds with several`);
    });
}
