import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {planSearch} from '../apps/web/src/plan/address.ts';
import {draftsOf, draftsText, type Draft} from '../apps/web/src/plan/draft.ts';
import {editLog} from '../apps/web/src/plan/edit-log.ts';
import {yamlOf} from '../apps/web/src/plan/yaml.ts';

test('an address is a plan; what is none of it is left out', () => {
    const search = {
        against: 'today', open: 'uap-647', edits: 'shut:chaman:days=60', name: 'Mine: of it',
        seed: 7, draws: '50', source: 'party:road owner',
    };
    assert.deepEqual(planSearch(search), {...search, draws: 50});
    assert.deepEqual(planSearch({
        against: '<b>', open: 'a b', edits: 'shut<', seed: -1, draws: 1e9, source: 'NPV',
    }), {});
});

const addresses: Record<string, [text: string, drafts: readonly Draft[]]> = {
    'nothing': ['none', []],
    'with days': ['shut:chaman:days=60', [{kind: 'shut', of: 'chaman', days: '60'}]],
    'two of them': ['open:torkham;reprice:tolls:factor=1.2',
        [{kind: 'open', of: 'torkham'}, {kind: 'reprice', of: 'tolls', factor: '1.2'}]],
    'an owner': ['build:uap-647:capital=c:first=2027:years=5:owner=railway AF', [{
        kind: 'build', of: 'uap-647', capital: 'c', first: '2027', years: '5',
        owner: 'railway AF',
    }]],
};

for (const [name, [text, drafts]] of Object.entries(addresses)) {
    test(`edits in an address: ${name}`, () => {
        assert.deepEqual(draftsOf(text), drafts);
        assert.equal(draftsText(drafts), text);
    });
}

test('what a kind does not take, and words that are no edit, are left out', () => {
    assert.deepEqual(draftsOf('open:torkham:days=3;paint:it;shut'),
        [{kind: 'open', of: 'torkham'}]);
});

test('a scenario as its file, a line for each edit', () => {
    const [, drafts] = addresses['two of them']!;
    assert.equal(yamlOf({name: 'A "b": c', from: 'today', seed: 7, drafts}), [
        'name: "A \\"b\\": c"', 'from: today', 'seed: 7', 'edits:', '    - {open: torkham}',
        '    - {reprice: tolls, factor: 1.2}', ''].join('\n'));
    assert.equal(yamlOf({name: 'x', from: 'today', seed: undefined, drafts: []}),
        'name: "x"\nfrom: today\nedits: []\n');
});

test('moments are gone back to and forward again; a new one forgets what was ahead', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(open => ({open}));
    editLog.keep(a!);
    assert.deepEqual(editLog.undo(b!), a);
    assert.deepEqual(editLog.redo(a!), b);
    assert.deepEqual(editLog.undo(b!), a);
    editLog.keep(a!);
    assert.equal(editLog.canRedo, false);
    assert.deepEqual(editLog.undo(c!), a);
    assert.equal(editLog.undo(a!), undefined);
});

test('pages of plans say the same in three languages, with the same values in it', () => {
    const [en, ...others] = ['en', 'ur', 'ru'].map(id => JSON.parse(readFileSync(
        join(checkoutFolder(), 'apps/web/src/plan/words', `${id}.json`), 'utf8')) as
        Record<string, string>);
    const values = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([all]) => all);
    for (const words of others) {
        assert.deepEqual(Object.keys(words), Object.keys(en!));
        for (const [name, text] of Object.entries(words)) {
            assert.deepEqual(values(text).sort(), values(en![name]!).sort(), name);
        }
    }
});
