import {existsSync, readdirSync, statSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {inCheckout} from './build.mjs';
import {filesEnding} from './source-files.ts';

const TESTS = /\.(test|law)\.ts$/;

/** Every story and law of the house, as paths from the checkout in a fixed order. */
export function allTestFiles(root: string): string[] {
    return ['packages', 'apps', 'corridors', 'proofs', 'tools']
        .flatMap(folder => filesEnding(root, folder, TESTS))
        .map(path => inCheckout(root, path));
}

/** The named files, and the tests inside named folders; a name that is nothing is a fault. */
export function namedTestFiles(root: string, names: readonly string[]): string[] {
    return names.flatMap(name => {
        const path = [resolve(name), resolve(root, name)].find(existsSync);
        if (path === undefined) throw new Error(`found no file ${name}, expected a test file`);
        const isFolder = statSync(path).isDirectory();
        const files = isFolder ? filesEnding(root, relative(root, path), TESTS) : [path];
        const other = files.find(file => !TESTS.test(file));
        if (other) throw new Error(`found ${other}, expected a *.test.ts or *.law.ts`);
        return files.map(file => inCheckout(root, file));
    });
}

/** Programs that the tests of these files start and kill: `*.child.ts` in the same folders. */
export function childPrograms(root: string, tests: readonly string[]): string[] {
    const folders = new Set(tests.map(file => dirname(file)));
    return [...folders].flatMap(folder => readdirSync(join(root, folder))
        .filter(name => name.endsWith('.child.ts'))
        .map(name => `${folder}/${name}`));
}
