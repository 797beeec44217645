import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, type Chance} from '@karwan/base';
import {chosen, type Choosing} from './choice.ts';
import {addBundledLoads, gateChoiceOf} from './gate-choice.ts';
import type {PairWays, Trade} from './trade.ts';

const GATES = 5;

/** Ways of a few pairs; those over one gate stand beside one another. */
function randomWays(chance: Chance, pairs: number): PairWays {
    const first = [0];
    const gate: number[] = [];
    for (let pair = 0; pair < pairs; pair++) {
        for (let each = -1; each < GATES; each++) {
            for (let way = chance.below(4); way > 0; way--) gate.push(each);
        }
        first.push(gate.length);
    }
    const flags = (): Uint8Array => Uint8Array.from(gate, () => Number(chance.happens(0.3)));
    const numbers = (least: number): Float64Array =>
        Float64Array.from(gate, () => least + 100 * chance.uniform());
    return {
        // So dear that the choice among many ways still costs something.
        first: Int32Array.from(first), gate: Int32Array.from(gate), cost: numbers(200),
        time: numbers(1), toll: numbers(1), isByHomeRail: flags(), isTolled: flags(), gates: [],
        stretches: [], taken: new Float64Array(0), partOf: new Int32Array(0),
    };
}

function randomChoosing(chance: Chance): Choosing {
    return {
        spread: 0.05 + 0.2 * chance.uniform(), railReluctance: 20 * chance.uniform(),
        tollReluctance: 10 * chance.uniform(), elasticity: chance.uniform(),
        growth: 1 + chance.uniform(),
        gateCost: Float64Array.from({length: GATES}, () =>
            chance.happens(0.2) ? Infinity : 50 * chance.uniform()),
    };
}

for (const seed of [1, 2, 3, 20_261_124]) {
    test(`bundles of ways load gates as the ways themselves do (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        let loaded = 0;
        for (let world = 0; world < 200; world++) {
            const pairs = 1 + chance.below(6);
            const ways = randomWays(chance, pairs);
            const choosing = randomChoosing(chance);
            const numbers = (): Float64Array =>
                Float64Array.from({length: pairs}, () => 20 + 80 * chance.uniform());
            const trade = {
                pairs: Array.from({length: pairs}), consignments: numbers(), scale: numbers(),
            } as unknown as Trade;
            const reference = numbers();
            const bundled = new Float64Array(GATES);
            addBundledLoads(
                trade, gateChoiceOf(trade, ways, choosing), reference, choosing, bundled);
            const whole = new Float64Array(GATES);
            chosen(trade, ways, reference, choosing).loads.forEach((load, way) => {
                if (ways.gate[way]! >= 0) whole[ways.gate[way]!]! += load;
            });
            const sum = whole.reduce((total, load) => total + load, 0);
            whole.forEach((load, gate) => assert(
                Math.abs(load - bundled[gate]!) <= 1e-11 * Math.max(1, sum), `world ${world}`));
            if (sum > 0) loaded++;
        }
        assert(loaded > 100, `${loaded} worlds with loads`);
    });
}
