import {chanceFrom, type Chance} from '@karwan/base';
import assert from 'node:assert/strict';
import test from 'node:test';
import {lowBalances, type Asking, type Paid} from './low-balance.ts';

for (let seed = 1; seed <= 200; seed++) {
    const told = () => walletTold(chanceFrom(seed));

    test(`a wallet never pays what it does not hold (seed ${seed})`, () => {
        const {asking, paid} = told();
        const low = lowBalances(asking, paid);
        const sum = (minors: bigint[]) => minors.reduce((all, minor) => all + minor, 0n);
        for (let upTo = 0; upTo <= LAST; upTo++) {
            const heard = paid.filter(({seq}) => seq <= upTo);
            const known = asking.filter(({place}) => place <= upTo);
            const lowThen = lowBalances(known, heard);
            const charged = known.filter(({window}) => !lowThen.has(window));
            assert(sum(heard.map(each => each.amountMinor))
                >= sum(charged.map(each => each.tollMinor)));
            // What came by then is decided but for what late money speaks for.
            for (const {window} of charged) assert(!low.has(window), `${window} at ${upTo}`);
        }
    });

    test(`what comes last in the log puts no other window on account (seed ${seed})`, () => {
        const {asking, paid} = told();
        const low = lowBalances(asking, paid);
        const more = [...paid, {seq: LAST + 1, fromMs: seed % LAST, amountMinor: 5n}];
        for (const window of lowBalances(asking, more)) assert(low.has(window));
        const last = asking.map(each => each.window === 'w3' ? {...each, place: LAST + 1} : each);
        const without = lowBalances(asking.filter(({window}) => window !== 'w3'), paid);
        const moved = new Set(lowBalances(last, paid));
        moved.delete('w3');
        assert.deepEqual([...moved].sort(), [...without].sort());
    });
}

const LAST = 12;

function walletTold(chance: Chance): {asking: Asking[]; paid: Paid[]} {
    // No place is told twice.
    const places = Array.from({length: LAST}, (_, i) => i + 1)
        .map(place => ({place, by: chance.uniform()})).sort((a, b) => a.by - b.by)
        .map(({place}) => place);
    return {
        asking: places.slice(0, 8).map((place, i) => ({
            window: `w${i}`, vehicle: chance.pick(['plate:p1', 'plate:p2'] as const),
            fromMs: chance.below(LAST), place, tollMinor: BigInt(1 + chance.below(9)),
        })),
        paid: places.slice(8).map(seq => ({
            seq, fromMs: chance.below(LAST), amountMinor: BigInt(1 + chance.below(12)),
        })),
    };
}
