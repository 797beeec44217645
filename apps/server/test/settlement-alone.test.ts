import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {checkoutFolder} from '../src/checkout.ts';

const SETTLEMENT = 'packages/tolling/src/settlement.ts';
/** Money that is paid in for a tag: from the bank to a wallet, no toll. */
const PAID_IN = 'apps/server/src/thread/paid-in.ts';

const sources = ['packages', 'apps'].flatMap(folder =>
    readdirSync(join(checkoutFolder(), folder), {recursive: true, encoding: 'utf8'})
        .map(file => `${folder}/${file}`)
        .filter(file => file.endsWith('.ts') && !file.includes('node_modules')
            && /\/src\//.test(file) && !/\.(test|law|child)\.ts$|\/test-/.test(file)))
    .map(file => ({file, text: readFileSync(join(checkoutFolder(), file), 'utf8')}));

test('transfers are built by settlement and by what is paid in, and by nobody else', () => {
    const builders = sources.filter(({file, text}) =>
        /kind: 'post'[,}]/.test(text) && !file.startsWith('packages/ledger/'));
    const unread = builders.filter(({text}) => /debit(:|,)/.test(text)).map(({file}) => file);
    assert.deepEqual(unread.sort(), [PAID_IN, SETTLEMENT].sort());
});

test('only settlement names an account of revenue that money goes to', () => {
    const makers = sources.filter(({text}) => /`revenue:\$\{/.test(text)).map(({file}) => file);
    assert.deepEqual(makers, [SETTLEMENT]);
});

test('what is paid in goes from the bank to a wallet', () => {
    const {text} = sources.find(({file}) => file === PAID_IN)!;
    assert.equal([...text.matchAll(/kind: 'post'/g)].length, 1);
    assert.match(text, /\{kind: 'post', id: `fact:\$\{fact\.id\}`, debit: 'bank', credit, /);
    assert.match(text, /const credit = `wallet:\$\{/);
});

test('nothing writes to the books but the ledger\'s own store', () => {
    const writers = sources
        .filter(({text}) => /insert\s+into\s+(transfer|ledger_batch)\b/.test(text))
        .map(({file}) => file).filter(file => !file.startsWith('apps/server/src/ledger-store/'));
    assert.deepEqual(writers, []);
});
