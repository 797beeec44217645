import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {
    copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, type TestContext} from 'node:test';
import {build as bundle, type Metafile} from 'esbuild';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {buildStale, bundleOptions, endBuilds} from './build.mjs';

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

test('what is imported when it is needed lies apart, and a part that is gone is built', async t => {
    const root = checkoutFor(t);
    writeFileSync(join(root, 'later.ts'), 'export const text = "only later";');
    writeFileSync(join(root, 'main.ts'), 'console.info((await import("./later.ts")).text);');
    const {path} = await build(root);
    assert.doesNotMatch(readFileSync(path, 'utf8'), /only later/);
    assert.equal(spawnSync(process.execPath, [path], {encoding: 'utf8'}).stdout, 'only later\n');
    rmSync(join(root, 'dist', 'main-parts'), {recursive: true});
    await build(root);
    assert.equal(spawnSync(process.execPath, [path], {encoding: 'utf8'}).stdout, 'only later\n');
});

test('the command line starts without what only some commands need', async () => {
    const root = checkoutFolder();
    const {metafile} = await bundle({
        ...bundleOptions(root), write: false, splitting: true, outdir: join(root, 'dist'),
        entryPoints: [join(root, 'apps/server/src/cli/main.ts')],
    });
    const main = Object.keys(metafile.outputs).find(path => path.endsWith('/main.mjs'))!;
    const packages = [...loadedAtStart(main, metafile)].filter(path => !path.startsWith('node:'));
    assert.deepEqual(packages, ['commander']);
});

/** The packages and built-in modules that a file loads before its first line runs. */
function loadedAtStart(
    path: string, {outputs}: Metafile, found = new Set<string>(), seen = new Set<string>(),
): Set<string> {
    if (seen.has(path)) return found;
    seen.add(path);
    for (const {path: target, kind, external} of outputs[path]!.imports) {
        if (kind !== 'import-statement') continue;
        if (external) found.add(target);
        else loadedAtStart(target, {inputs: {}, outputs}, found, seen);
    }
    return found;
}
