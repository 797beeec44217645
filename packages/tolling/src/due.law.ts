import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import {dueOf, type Circumstances, type Due} from './due.ts';
import {Register} from './register.ts';
import {storyPassages} from './story-passage.ts';
import {storyFacts} from './story-register.ts';
import {storySetting} from './story-scheme.ts';
import {windowsFrom} from './window.ts';

const {scheme, ways} = storySetting;
const DRIVES = ['U1@0', 'U1@0 U2@7', 'U1@0 U2@7 U3@14'];
const REGISTERS = ['', 't1>p1', 't1>p1, t1:blocked', 't1>p1, p1:exempt', 'p1:exempt'];

function owed(drive: string, vehicleClass: string, known: Partial<Circumstances>): Due {
    const [window] = windowsFrom(7, storyPassages(drive), ways);
    return dueOf(window!, {
        vehicle: 'plate:p1', tripFromMs: 0, register: new Register([]), wasLow: false,
        spendableMinor: () => 0n, class: {class: vehicleClass, by: 'declared', basis: []}, ...known,
    }, scheme, '2025-03-03') as Due;
}

for (let seed = 1; seed <= 200; seed++) {
    test(`who drives farther, has less or no tag owes no less (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const drive = chance.below(2);
        const vehicleClass = chance.pick(['car', 'bus', 'truck']);
        const register = new Register(storyFacts(chance.pick(REGISTERS)));
        const holds = BigInt(chance.below(7_000));
        const holding = (minor: bigint) =>
            ({register, spendableMinor: () => minor, wasLow: chance.happens(0.1)});
        const known = holding(holds);
        const due = owed(DRIVES[drive]!, vehicleClass, known);

        const farther = owed(DRIVES[drive + 1]!, vehicleClass, known);
        assert(farther.amountMinor >= due.amountMinor && farther.tollMinor > due.tollMinor);
        const dearer = owed(DRIVES[drive]!, 'truck', known);
        assert(dearer.amountMinor >= due.amountMinor);
        const poorer = owed(DRIVES[drive]!, vehicleClass, {...known, spendableMinor: () => 0n});
        assert(poorer.amountMinor >= due.amountMinor);
        const wasLow = owed(DRIVES[drive]!, vehicleClass, {...known, wasLow: true});
        assert(wasLow.amountMinor >= due.amountMinor);

        const asked = due.tollMinor + due.surchargeMinor;
        assert.equal(due.amountMinor, due.state === 'exempt' ? 0n : asked);
        const isFromWallet = due.payer.startsWith('wallet:');
        if (isFromWallet) assert(due.amountMinor <= holds, 'a wallet never pays what it has not');
        if (isFromWallet) assert.equal(due.surchargeMinor, 0n);
        assert.equal(due.surchargeMinor > 0n, due.surcharge !== undefined);
    });
}
