import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import {Draws} from './draws.ts';
import {correlationsAmong, type Together} from './moving-together.ts';
import {quantile, type Uncertain} from './uncertain.ts';

const COUNT = 4_000;
const at = {file: 'together.csv', line: 2, column: 1};

// Inputs of random shapes in two groups, and two that are in none.
function world(seed: number): {inputs: Uncertain[]; groups: Together[]} {
    const chance = chanceFrom(seed);
    const inputs = Array.from({length: 9}, (_, i): Uncertain => {
        const low = chance.uniform() * 10;
        const high = low + 0.1 + chance.uniform() * 100;
        return {
            id: `i${i}`, low, high, value: low + chance.uniform() * (high - low),
            shape: chance.happens(0.5) ? 'triangular' : 'uniform', status: 'assumed',
        };
    });
    const group = (from: number, to: number, least: number): Together => ({
        inputs: inputs.slice(from, to).map(({id}) => id), at, source: 'own', date: '2025',
        rankCorrelation: least + chance.uniform() * (0.95 - least), status: 'assumed', note: '',
    });
    return {inputs, groups: [group(0, 2, -0.95), group(2, 7, 0)]};
}

for (const seed of [1, 2, 3, 20_241_124]) {
    const {inputs, groups} = world(seed);
    const rows = drawn(inputs, groups, seed);

    test(`groups move together as they say, others do not (seed ${seed})`, () => {
        const ranks = inputs.map((_, i) => ranksOf(rows.map(row => row[i]!)));
        for (let a = 0; a < inputs.length; a++) {
            for (let b = a + 1; b < inputs.length; b++) {
                const group = groups.find(({inputs: names}) =>
                    names.includes(`i${a}`) && names.includes(`i${b}`));
                const off = correlationOf(ranks[a]!, ranks[b]!) - (group?.rankCorrelation ?? 0);
                assert.ok(Math.abs(off) < 0.06, `i${a} with i${b} is off by ${off}`);
            }
        }
    });

    test(`each input is drawn as it is alone (seed ${seed})`, () => {
        inputs.forEach((input, i) => {
            const sorted = rows.map(row => row[i]!).sort((a, b) => a - b);
            // Kolmogorov and Smirnov's distance, by values in place of shares.
            for (const share of [0.05, 0.25, 0.5, 0.75, 0.95]) {
                const [below, above] = [share - 0.035, share + 0.035].map(each =>
                    quantile(input, Math.min(1, Math.max(0, each)))) as [number, number];
                const seen = sorted[Math.floor(share * COUNT)]!;
                assert.ok(seen >= below && seen <= above, `${input.id} at ${share}: ${seen}`);
            }
        });
    });

    test(`the same seed gives the same bytes (seed ${seed})`, () => {
        assert.equal(JSON.stringify(drawn(inputs, groups, seed)), JSON.stringify(rows));
        assert.notEqual(JSON.stringify(drawn(inputs, groups, seed + 1)), JSON.stringify(rows));
    });
}

function drawn(
    inputs: readonly Uncertain[], groups: readonly Together[], seed: number,
): readonly (readonly number[])[] {
    const draws = new Draws(inputs, correlationsAmong(groups, () => true));
    const chance = chanceFrom(seed);
    return Array.from({length: COUNT}, () => draws.values(draws.normals(chance)));
}

function ranksOf(values: readonly number[]): number[] {
    const ranks = values.map(() => 0);
    [...values.keys()].sort((a, b) => values[a]! - values[b]!).forEach((at, rank) => {
        ranks[at] = rank;
    });
    return ranks;
}

function correlationOf(a: readonly number[], b: readonly number[]): number {
    const middle = (a.length - 1) / 2;
    const product = (x: readonly number[], y: readonly number[]): number =>
        x.reduce((sum, value, i) => sum + (value - middle) * (y[i]! - middle), 0);
    return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
