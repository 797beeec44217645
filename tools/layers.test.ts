import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {layerFaults, MAY_IMPORT} from './layers.ts';
import {sourceFiles} from './source-files.ts';
import {readSource} from './syntax.ts';

const root = checkoutFolder();

for (const name of readdirSync(join(root, 'packages'))) {
    test(`${name} imports only downwards and by the front door, and is pure`, () => {
        assert(name in MAY_IMPORT, `whom may ${name} import? Say so in tools/layers.ts`);
        const files = sourceFiles(root, `packages/${name}`);
        assert(files.length > 0 || !existsSync(join(root, 'packages', name, 'src')));
        const faults = files.flatMap(path => layerFaults(name, readSource(path)));
        assert.equal(faults.join('\n'), '');
    });
}

test('the arrows have no way back up', () => {
    const below = (name: string): string[] =>
        MAY_IMPORT[name]!.flatMap(lower => [lower, ...below(lower)]);
    for (const name of Object.keys(MAY_IMPORT)) assert(!below(name).includes(name), name);
});

test('apps and packages take nothing from tools or proofs', () => {
    const taken = [...sourceFiles(root, 'packages'), ...sourceFiles(root, 'apps')]
        .flatMap(path => readSource(path).imports.map(({target}) => `${path}: ${target}`))
        .filter(line => /: (\.\.\/)+(tools|proofs)\//.test(line));
    assert.deepEqual(taken, []);
});

test('apps take packages by the front door', () => {
    const sideways = sourceFiles(root, 'apps')
        .flatMap(path => readSource(path).imports.map(({target}) => `${path}: ${target}`))
        .filter(line => /: (\.\.\/)+packages\/|: @karwan\/[^/]+\//.test(line));
    assert.deepEqual(sideways, []);
});

// Each line of code, and what the test must say of it when it stands in `tolling`.
const stories: Record<string, string> = {
    'import {x} from "@karwan/ledger";': '',
    'import {x} from "./window.ts";': '',
    'import {parse} from "yaml";': '',
    'import bytes from "../kernel/index.wasm";': '',
    'import bytes from "../../ledger/kernel/index.wasm";':
        'tolling must not import ../../ledger/kernel/index.wasm',
    'const at = new Date(atMs);': '',
    'const random = chance.next();': '',
    '// Math.random() is what we do not use': '',
    'import {x} from "@karwan/world";': 'tolling must not import @karwan/world',
    'import {x} from "@karwan/ledger/src/post.ts";':
        'tolling must not import @karwan/ledger/src/post.ts',
    'import {x} from "../../ledger/src/index.ts";':
        'tolling must not import ../../ledger/src/index.ts',
    'import type {X} from "@karwan/rail";': 'tolling must not import @karwan/rail',
    'type X = import("@karwan/rail").X;': 'tolling must not import @karwan/rail',
    'export {x} from "@karwan/rail";': 'tolling must not import @karwan/rail',
    'const x = await import("node:fs");': 'tolling must not import node:fs',
    'import pg from "pg";': 'tolling must not import pg',
    'const x = Math.random();': 'Math.random must be handed in',
    'const random = Math.random;': 'Math.random must be handed in',
    'const x = Date.now();': 'Date.now must be handed in',
    'const x = new Date();': 'new Date() must be handed in',
    'names.sort((a, b) => a.localeCompare(b));': 'localeCompare must be handed in',
    'const x = process.env;': 'process must be handed in',
    'await fetch("http://example.org");': 'fetch must be handed in',
};

for (const [code, told] of Object.entries(stories)) {
    test(`${told === '' ? 'lets pass' : 'stops'}: ${code}`, () => {
        const folder = mkdtempSync(join(tmpdir(), 'karwan-layers-'));
        const path = join(folder, 'story.ts');
        writeFileSync(path, code);
        const expected = told === '' ? [] : [`${path}:1: ${told}`];
        assert.deepEqual(layerFaults('tolling', readSource(path)), expected);
        rmSync(folder, {recursive: true});
    });
}
