import assert from 'node:assert/strict';
import test from 'node:test';
import {openAccounts, verifyLedger} from '../src/ledger-store.ts';
import {inTransaction} from '../src/transaction.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

const AT_MS = Date.parse('2025-03-03T06:00:00Z');

/** One more fact, worked off in a batch of its own. */
async function topUp(thread: ThreadUnderTest, nth: number): Promise<void> {
    await thread.tell(AT_MS, [{
        fact: 'topup', id: `p${nth}`, tag: 'PK1', amount: '10.00',
        validFrom: '2025-03-03T05:00:00Z',
    }]);
    await thread.ingest.workOff();
}

test('balances are summed up at every hundredth batch, beside the batches', async () => {
    const thread = await ThreadUnderTest.open('snapshots', 'pakistan');
    const ups = () => thread.rows<{accounts: number}>('select accounts::int from ledger_snapshot');
    for (let nth = 1; nth <= 99; nth++) await topUp(thread, nth);
    assert.deepEqual(await ups(), []);
    await topUp(thread, 100);
    const taken = await ups();
    assert.equal(taken.length, 1);
    assert.equal(taken[0]!.accounts, 2);
    assert.deepEqual(await verifyLedger(thread.database.pool), []);
    await thread.database.drop();
});

test('a wallet opened with another limit is named, and nothing of the batch stays', async () => {
    const thread = await ThreadUnderTest.open('limits', 'pakistan');
    await inTransaction(thread.database.pool, client =>
        openAccounts(client, [{id: 'wallet:tag:PK1', limit: 'none'}]));
    await assert.rejects(topUp(thread, 1), {
        message: 'wallet:tag:PK1 could not be opened as a wallet: opened-with-another-limit',
    });
    assert.deepEqual(await thread.rows('select from transfer'), []);
    assert.deepEqual(await thread.rows('select seq::int from cursor'), [{seq: 0}]);
    await thread.database.drop();
});
