import type {FaultKind} from '@karwan/world';
import assert from 'node:assert/strict';
import test from 'node:test';
import {dayAtFault} from './fault-day.ts';

// A day of the motorways on which things go wrong: the three balances close, and every vehicle that
// can be known is known. What keeps a vehicle from it, the world says itself. `proofs/hold-03.ts`
// drives many such days; here each kind comes once.
const days: Record<string, {seed: number; kinds: readonly FaultKind[]; knowable: number}> = {
    'devices': {
        seed: 44, kinds: ['silent', 'losing', 'drift', 'across-lanes', 'unreadable'],
        knowable: 0.3},
    'the line': {seed: 42, kinds: ['hold-back', 'double', 'shuffle'], knowable: 0.6},
    'vehicles': {
        seed: 48, kinds: ['swapped-tags', 'side-by-side', 'service-stops', 'u-turns'],
        knowable: 0.5},
};

for (const [name, {seed, kinds, knowable}] of Object.entries(days)) {
    test(`faults of ${name}: difference 0, the truth for who can be known (seed ${seed})`,
        async () => {
            const {differences, compared} = await dayAtFault(seed, kinds, 120, true);
            assert.deepEqual(differences, []);
            assert(compared.knowable > compared.vehicles * knowable,
                `${compared.knowable} of ${compared.vehicles} are knowable`);
        });
}
