import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readdirSync, rmSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import test, {after} from 'node:test';
import {pathToFileURL} from 'node:url';
import {build, stop} from 'esbuild';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {bundleOptions} from './build.mjs';
import {packagesWithReadme, writeExamples} from './examples.ts';

const root = checkoutFolder();
const folder = join(root, 'dist', 'examples', String(process.pid));
const examples = writeExamples(root, folder);

after(async () => {
    await stop();
    rmSync(folder, {recursive: true});
});

test('every package has a README with an example', () => {
    assert.deepEqual(packagesWithReadme(root), readdirSync(join(root, 'packages')));
    const shown = new Set(examples.map(({page}) => page));
    const without = packagesWithReadme(root)
        .filter(name => !shown.has(`packages/${name}/README.md`));
    assert.deepEqual(without, []);
});

test('the examples of the READMEs compile', {timeout: 60_000}, () => {
    const config = join(folder, 'tsconfig.json');
    const options = {noUnusedLocals: false, noUnusedParameters: false, types: ['node']};
    writeFileSync(config, JSON.stringify({
        extends: '../../../tsconfig.json', compilerOptions: options,
        include: ['*.ts', '../../../packages/*/src/*.d.ts'],
    }));
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const {status, stdout} = spawnSync(process.execPath, [tsc, '-p', config], {encoding: 'utf8'});
    assert.equal(status === 0 ? '' : stdout, '');
});

for (const {page, line, file} of examples) {
    test(`the example at ${page}:${line} runs`, async () => {
        const outfile = join(folder, `${basename(file, '.ts')}.mjs`);
        await build({...bundleOptions(root), entryPoints: [file], outfile});
        await import(pathToFileURL(outfile).href);
    });
}
