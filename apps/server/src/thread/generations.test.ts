import assert from 'node:assert/strict';
import test from 'node:test';
import {Generations} from './generations.ts';

test('what grew while it was remembered counts: the older generation goes, the busy stays', () => {
    const wallets = new Generations<string[]>(windows => windows.length);
    wallets.set('old', []);
    wallets.set('busy', []);
    wallets.grew(150_000);
    wallets.rest();
    wallets.get('busy');
    wallets.grew(150_000);
    wallets.rest();
    assert.equal(wallets.find('old'), undefined);
    assert.deepEqual(wallets.find('busy'), []);
});

test('what is little is remembered however often one rests', () => {
    const wallets = new Generations<string[]>(windows => windows.length);
    wallets.set('old', ['window']);
    for (let nth = 0; nth < 3; nth++) wallets.rest();
    assert.deepEqual(wallets.find('old'), ['window']);
});
