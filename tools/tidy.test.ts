import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {inCheckout} from './build.mjs';
import {filesEnding, sourceFiles} from './source-files.ts';
import {readSource} from './syntax.ts';
import {LIMITS, tidyFaults} from './tidy-limits.ts';

const root = checkoutFolder();

for (const folder of ['packages', 'apps', 'proofs', 'tools']) {
    test(`${folder}: within the limits of size, nothing put off, no empty names`, () => {
        const faults = sourceFiles(root, folder)
            .filter(path => !path.includes('tidy-limits') && !path.endsWith('tidy.test.ts'))
            .flatMap(path => tidyFaults(readSource(path), inCheckout(root, path)));
        assert.equal(faults.join('\n'), '');
    });
}

test('a folder of a machine stands in no file', () => {
    const texts = ['packages', 'apps', 'proofs', 'tools', 'corridors', 'decisions', 'docs']
        .flatMap(folder => filesEnding(root, folder, /\.(ts|mjs|md|yaml|csv|sql|json|html|css)$/));
    const found = texts.filter(path => !path.endsWith('tidy.test.ts'))
        .filter(path => /["'` (](\/work\/|\/root\/|\/Users\/)/.test(readFileSync(path, 'utf8')));
    assert.deepEqual(found.map(path => inCheckout(root, path)), []);
});

const TOO_LONG = `${LIMITS.functionLines + 2} lines, at most ${LIMITS.functionLines}`;

const long = (lines: number): string => 'x();\n'.repeat(lines);

const stories: Record<string, {code: string; told: string[]}> = {
    'a line of a hundred columns passes': {code: `// ${'x'.repeat(97)}\n`, told: []},
    'a line of 101 does not': {
        code: `// ${'x'.repeat(98)}\n`, told: ['story.ts:1: 101 columns, at most 100'],
    },
    'a long function is named': {
        code: `function toll() {\n${long(LIMITS.functionLines)}}\n`,
        told: [`story.ts:1 toll: ${TOO_LONG}`],
    },
    'a long arrow function goes by its constant': {
        code: `const toll = () => {\n${long(LIMITS.functionLines)}};\n`,
        told: [`story.ts:1 toll: ${TOO_LONG}`],
    },
    'a long file is named': {
        code: long(LIMITS.fileLines + 1),
        told: [`story.ts: ${LIMITS.fileLines + 1} lines, at most ${LIMITS.fileLines}`],
    },
    'a test that is left out is named': {
        code: `test.skip('x', () => {});\n`, told: ['story.ts:1: test.skip('],
    },
    'work that is put off is named': {code: '// TODO later\n', told: ['story.ts:1: TODO']},
};

for (const [name, {code, told}] of Object.entries(stories)) {
    test(name, () => {
        const folder = mkdtempSync(join(tmpdir(), 'karwan-tidy-'));
        const path = join(folder, 'story.ts');
        writeFileSync(path, code);
        assert.deepEqual(tidyFaults(readSource(path), 'story.ts'), told);
        rmSync(folder, {recursive: true});
    });
}

test('a name that says nothing is named', () => {
    const folder = mkdtempSync(join(tmpdir(), 'karwan-tidy-'));
    writeFileSync(join(folder, 'utils.ts'), '');
    const source = readSource(join(folder, 'utils.ts'));
    const faults = tidyFaults(source, 'src/utils.ts');
    assert.deepEqual(faults, ['src/utils.ts: a name that says nothing']);
    rmSync(folder, {recursive: true});
});
