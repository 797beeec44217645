import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, type TestContext} from 'node:test';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {endBuilds} from './build.mjs';
import {loadProofs} from './proof-files.ts';
import {planProofs, type ProofPlan} from './test-proofs.ts';

const root = checkoutFolder();
const needy = (await loadProofs(root))
    .filter(({kind, short, needs}) => kind === 'held' && short && needs?.includes('reference'))
    .map(({id}) => id);

after(endBuilds);

async function planWith(t: TestContext, env: Record<string, string>): Promise<ProofPlan> {
    const into = mkdtempSync(join(tmpdir(), 'karwan-plan-'));
    const before = {...process.env};
    t.after(() => {
        process.env = before;
        rmSync(into, {recursive: true});
    });
    process.env = {...before, ...env};
    return planProofs(root, into);
}

test('a stranger without the reference data is told how to run what did not run', async t => {
    const {groups, notRun} = await planWith(t, {KARWAN_REFERENCE: '/none', KARWAN_REQUIRE_ALL: ''});
    for (const id of needy) {
        assert(!groups.some(({name}) => name === id), id);
        const line = notRun.find(each => each.startsWith(`not run  ${id}:`));
        assert.match(line ?? 'is not named', /KARWAN_REFERENCE; then npm run prove -- /);
        assert(line!.endsWith(` -- ${id}`), line);
    }
});

test('where everything is required, each short held proof runs, and fails', async t => {
    const {groups} = await planWith(t, {KARWAN_REFERENCE: '/none', KARWAN_REQUIRE_ALL: '1'});
    for (const id of needy) assert(groups.some(({name}) => name === id), id);
});

test('long, timed and seen proofs are named with their last figure', async t => {
    const {groups, notRun} = await planWith(t, {});
    for (const {id, kind, short} of await loadProofs(root)) {
        const isTold = notRun.some(line => line.startsWith(`not run  ${id} (`));
        const runs = groups.some(({name}) => name === id);
        assert.equal(isTold, !(kind === 'held' && short), id);
        assert(isTold || runs || notRun.some(line => line.startsWith(`not run  ${id}:`)), id);
    }
});
