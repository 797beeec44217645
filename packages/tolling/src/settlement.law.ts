import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, type Chance} from '@karwan/base';
import {Ledger, type Post} from '@karwan/ledger';
import type {Due} from './due.ts';
import {NOTHING_POSTED, settle, type Posted} from './settlement.ts';

const PAYERS = ['wallet:tag:1', 'wallet:tag:2', 'owed:plate:1', 'owed:tag:1'];

function dueFor(chance: Chance): Due | undefined {
    if (chance.happens(0.15)) return undefined;
    const amountMinor = chance.happens(0.15) ? 0n : BigInt(chance.below(500));
    return {amountMinor, payer: chance.pick(PAYERS)} as Due;
}

function withPosts(posted: Posted, posts: readonly Post[]): Posted {
    const netMinor = new Map(posted.netMinor);
    for (const {debit, credit, amountMinor} of posts) {
        if (debit === 'revenue:M-2') {
            netMinor.set(credit, (netMinor.get(credit) ?? 0n) - amountMinor);
        } else netMinor.set(debit, (netMinor.get(debit) ?? 0n) + amountMinor);
    }
    return {count: posted.count + posts.length, netMinor};
}

for (let seed = 1; seed <= 60; seed++) {
    test(`a window decided anew again and again has paid what it owes (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        // Each wallet holds just what the dearest due asks: a refund that came late would overdraw.
        const ledger = new Ledger(PAYERS.filter(id => id.startsWith('wallet'))
            .map(id => ({id, limit: 'debits-within-credits'})));
        ledger.post(PAYERS.filter(id => id.startsWith('wallet')).map(id => ({
            kind: 'post', id, debit: 'bank', credit: id, amountMinor: 499n, atMs: 0})));
        let posted = NOTHING_POSTED;
        for (let time = 0; time < 12; time++) {
            const due = dueFor(chance);
            const posts = settle('7/M-2', due, posted, 'M-2', time);

            assert(ledger.post(posts).every(answer => answer === 'accepted'));
            const before = posted;
            posted = withPosts(posted, posts);
            const owed = due?.amountMinor ?? 0n;
            const paid = [...posted.netMinor].filter(([, net]) => net !== 0n);
            assert.deepEqual(paid, owed === 0n ? [] : [[due!.payer, owed]]);
            assert.deepEqual(settle('7/M-2', due, posted, 'M-2', time), [], 'again moves nothing');

            assert.equal(new Set(posts.map(post => post.id)).size, posts.length);
            assert(posts.every(post => post.amountMinor > 0n && post.atMs === time));
            const isRefund = posts.map(post => post.debit === 'revenue:M-2');
            assert.equal(isRefund.lastIndexOf(true) + 1, isRefund.filter(Boolean).length);
            assert.equal(posted.count, before.count + posts.length);
        }
    });
}
