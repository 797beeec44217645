import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, type Chance} from '@karwan/base';
import {WIDTH, type Weights} from './feature.ts';
import {arcCosts, layered, type PlainArc} from './reduced-graph.ts';
import {StandingTree} from './standing-tree.ts';
import {Stretches} from './stretches.ts';

const STATES = 14;
const DRAWS = 12;

function randomArcs(chance: Chance): PlainArc[] {
    return Array.from({length: 40}, () => ({
        tail: chance.below(STATES), head: chance.below(STATES), isRail: chance.happens(0.3),
        features: Float64Array.from({length: WIDTH}, () => 1 + chance.below(2)),
    })).filter(({tail, head}) => tail !== head);
}

// Of whole weights, few of them, many ways cost the same.
function randomWeights(chance: Chance, isWhole: boolean): Weights {
    const weights = (): Float64Array => Float64Array.from({length: WIDTH}, (_, nth) =>
        isWhole ? Number(nth < 2) + Number(chance.happens(0.1)) : 0.01 + chance.uniform());
    return {cost: weights(), hours: weights(), money: weights(), perHour: 1 + chance.below(5)};
}

for (const seed of [1, 2, 3, 20_261_124]) {
    test(`a tree that outlives its draws is as one grown anew (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        let [reached, changed] = [0, 0];
        for (let world = 0; world < 30; world++) {
            const graph = layered(randomArcs(chance), world % 2 === 1, STATES);
            const sources = [chance.below(STATES), chance.below(STATES)];
            const grown = (isPlain: boolean): StandingTree =>
                new StandingTree(graph, sources, new Stretches(), isPlain);
            const standing = grown(false);
            const before = new Map<string, Float64Array>();
            for (let draw = 0; draw < DRAWS; draw++) {
                const weights = randomWeights(chance, world % 3 === 0);
                const costs = {arcs: arcCosts(graph, weights.cost), weights};
                const [anew, plain] = [grown(false), grown(true)];
                for (const tree of [standing, anew, plain]) tree.renew(costs);
                for (const state of graph.stateOf.keys()) {
                    if (graph.stateOf[state]! < 0) continue;
                    for (const layer of [0, 1]) {
                        const zone = {number: state, states: [state]};
                        const [found, fresh, slow] = [standing, anew, plain]
                            .map(tree => told(tree.reach(zone, layer)));
                        assert.deepEqual(found, fresh, `world ${world}, draw ${draw}`);
                        assert.deepEqual(found, slow, `world ${world}, draw ${draw}`);
                        if (!found) continue;
                        reached++;
                        const key = `${state} ${layer}`;
                        if (`${before.get(key)}` !== `${found.features}`) changed++;
                        before.set(key, found.features);
                    }
                }
            }
        }
        assert(reached > 3_000 && changed > 500, `${reached} reached, ${changed} ways changed`);
    });
}

// All but the slot and when it was told: these are each tree's own.
function told(reached: ReturnType<StandingTree['reach']>) {
    if (!reached) return undefined;
    const {cost, time, toll, features, end, homeRailKm} = reached;
    return {cost, time, toll, features, end, homeRailKm};
}
