import assert from 'node:assert/strict';
import test from 'node:test';
import type {Due} from './due.ts';
import {NOTHING_POSTED, settle} from './settlement.ts';

// What a window owes now, what was posted for it so far (who has paid how much, in how many
// transfers), and the transfers that make the one into the other.
const stories: Record<string, string> = {
    'a new charge': 'owes 80 from wallet | nothing -> #1 wallet > revenue 80',
    'one paisa': 'owes 1 from wallet | nothing -> #1 wallet > revenue 1',
    'one paisa less, and one that another pays':
        'owes 1 from a | b 1 in 1 -> #2 revenue > b 1, #3 a > revenue 1',
    'owed and posted already': 'owes 80 from wallet | wallet 80 in 1 -> nothing',
    'it owes more now': 'owes 130 from wallet | wallet 80 in 1 -> #2 wallet > revenue 50',
    'it owes less now': 'owes 60 from wallet | wallet 80 in 1 -> #2 revenue > wallet 20',
    'it owes nothing any more: exempt':
        'owes 0 from wallet | wallet 80 in 1 -> #2 revenue > wallet 80',
    'the window is no more': 'gone | wallet 80 in 3 -> #4 revenue > wallet 80',
    'nothing was owed and nothing is': 'gone | nothing -> nothing',
    'another pays: the refund comes first':
        'owes 110 from owed | wallet 80 in 1 -> #2 revenue > wallet 80, #3 owed > revenue 110',
    'the refund comes first, whatever the names':
        'owes 80 from a | b 110 in 1 -> #2 revenue > b 110, #3 a > revenue 80',
    'paid, refunded, and owed again':
        'owes 80 from wallet | wallet 0 in 2 -> #3 wallet > revenue 80',
    'two who paid before, in the order of their names':
        'owes 80 from c | b 30 + a 20 in 2 '
        + '-> #3 revenue > a 20, #4 revenue > b 30, #5 c > revenue 80',
    'a refund too many is taken back': 'gone | wallet -5 in 2 -> #3 wallet > revenue 5',
};

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [owes, posted, expected] = story.split(/ \| | -> /);
        const told = settle('7/M-2', dueIn(owes!), postedIn(posted!), 'M-2', 99).map(post => {
            assert.deepEqual([post.kind, post.window, post.atMs], ['post', '7/M-2', 99]);
            const sides = `${post.debit} > ${post.credit}`.replace('revenue:M-2', 'revenue');
            return `${post.id.replace('7/M-2', '')} ${sides} ${post.amountMinor}`;
        });
        assert.equal(told.join(', ') || 'nothing', expected);
    });
}

function dueIn(text: string): Due | undefined {
    const [, amount, payer] = /^owes (\d+) from (\w+)$/.exec(text) ?? [];
    return payer === undefined ? undefined : {amountMinor: BigInt(amount!), payer} as Due;
}

function postedIn(text: string): typeof NOTHING_POSTED {
    if (text === 'nothing') return NOTHING_POSTED;
    const [, payers, count] = /^(.+) in (\d)$/.exec(text)!;
    const netMinor = new Map(payers!.split(' + ').map(each => {
        const [payer, net] = each.split(' ');
        return [payer!, BigInt(net!)];
    }));
    return {count: Number(count), netMinor};
}
