import assert from 'node:assert/strict';
import test from 'node:test';
import type {Account, Limit, Post} from '@karwan/ledger';
import {freshDatabase} from '../test-database.ts';
import {type Opened, openAccounts} from './open-accounts.ts';
import {postBatch} from './post-batch.ts';
import {inTransaction, untilOneWaits} from './test-history.ts';

const account = (id: string, limit: Limit = 'debits-within-credits'): Account => ({id, limit});
const paid = (id: string, debit: string, credit: string): Post =>
    ({kind: 'post', id, debit, credit, amountMinor: 5n, atMs: 0});

interface Story {
    before?: Account[];
    transfers?: Post[];
    opened: Account[];
    answers: Opened[];
}

// The last account of each story gets the answer. A new answer without a story does not compile.
const stories: Record<Opened, Story> = {
    'opened': {
        transfers: [paid('t1', 'bank:main', 'wallet:ali')],
        opened: [account('wallet:ali')],
        answers: ['opened'],
    },
    'already-opened': {
        before: [account('wallet:ali')],
        opened: [account('wallet:zia'), account('wallet:ali')],
        answers: ['opened', 'already-opened'],
    },
    'opened-with-another-limit': {
        opened: [account('wallet:ali', 'none'), account('wallet:ali')],
        answers: ['opened', 'opened-with-another-limit'],
    },
    'beyond-that-limit': {
        transfers: [paid('t1', 'wallet:ali', 'toll:M-2')],
        opened: [account('wallet:ali')],
        answers: ['beyond-that-limit'],
    },
};

for (const [name, {before, transfers, opened, answers}] of Object.entries(stories)) {
    test(name, async () => {
        const {pool, drop} = await freshDatabase('ledger_open');
        await inTransaction(pool, async client => {
            await openAccounts(client, before ?? []);
            await postBatch(client, transfers ?? []);
            assert.deepEqual(await openAccounts(client, opened), answers);
        });
        await drop();
    });
}

test('an account cannot gain a limit while a batch takes it to have none', async () => {
    const {pool, drop} = await freshDatabase('ledger_open');
    const opening = await inTransaction(pool, async client => {
        await postBatch(client, [paid('t1', 'wallet:ali', 'toll:M-2')]);
        const waits = inTransaction(pool, other => openAccounts(other, [account('wallet:ali')]));
        await untilOneWaits(pool);
        return {waits};
    });
    assert.deepEqual(await opening.waits, ['beyond-that-limit']);
    await drop();
});
