import assert from 'node:assert/strict';
import type {TestContext} from 'node:test';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {missingNeeds, proofContext} from './proof-context.ts';
import {loadProof} from './proof-files.ts';

/** A short held proof as a test: it fails where the bar does not hold, or where it cannot run. */
export async function proveInTest(id: string, t: TestContext): Promise<void> {
    const root = checkoutFolder();
    const proof = await loadProof(root, id);
    const missing = missingNeeds(proof);
    assert.deepEqual(missing, [], `${id} did not run and everything is required`);
    const {context, cleanUp} = proofContext(root, proof, line => t.diagnostic(line));
    t.diagnostic(`seed ${context.seed}`);
    try {
        const {value, holds, notes = []} = await proof.measure(context);
        for (const note of notes) t.diagnostic(note);
        assert.equal(holds, true, `${id}: found ${value}, expected ${proof.bar} `
            + `(KARWAN_SEED=${context.seed} repeats it)`);
    } finally {
        cleanUp();
    }
}
