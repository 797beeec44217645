import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, type TestContext} from 'node:test';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {buildStale, endBuilds} from './build.mjs';

after(endBuilds);

/** A checkout of two files and a package, in a path with a space. */
function checkoutFor(t: TestContext): string {
    const root = mkdtempSync(join(tmpdir(), 'karwan build-'));
    t.after(() => rmSync(root, {recursive: true}));
    mkdirSync(join(root, 'tools'));
    mkdirSync(join(root, 'packages', 'base', 'src'), {recursive: true});
    const recipe = join('tools', 'build.mjs');
    copyFileSync(join(checkoutFolder(), recipe), join(root, recipe));
    writeFileSync(join(root, 'package-lock.json'), '{}');
    writeFileSync(join(root, 'packages', 'base', 'src', 'index.ts'), 'export const word = "one";');
    writeFileSync(join(root, 'main.ts'), 'import {word} from "@karwan/base"; console.info(word);');
    return root;
}

async function build(root: string): Promise<{path: string; writtenMs: number}> {
    const built = await buildStale(root, new Map([['main.ts', 'main.mjs']]), 'dist');
    const path = built.get('main.ts')!;
    return {path, writtenMs: statSync(path).mtimeMs};
}

test('what is fresh stays, what leads to a changed file is built anew', async t => {
    const root = checkoutFor(t);
    const first = await build(root);
    assert.equal(spawnSync(process.execPath, [first.path], {encoding: 'utf8'}).stdout, 'one\n');
    assert.deepEqual(await build(root), first);
    const base = join(root, 'packages', 'base', 'src', 'index.ts');
    writeFileSync(base, 'export const word = "other";');
    const second = await build(root);
    assert.notEqual(second.writtenMs, first.writtenMs);
    assert.equal(spawnSync(process.execPath, [second.path], {encoding: 'utf8'}).stdout, 'other\n');
    rmSync(base);
    await assert.rejects(build(root), /no package of this house/);
});

test('a fault in the code is told with its place', async t => {
    const root = checkoutFor(t);
    writeFileSync(join(root, 'main.ts'), '\nconst = 1;');
    await assert.rejects(build(root), /main\.ts:2:6/);
});

test('a new lock file makes everything stale', async t => {
    const root = checkoutFor(t);
    const first = await build(root);
    writeFileSync(join(root, 'package-lock.json'), '{"packages": {}}');
    assert.notEqual((await build(root)).writtenMs, first.writtenMs);
});
