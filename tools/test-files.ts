import {existsSync, readdirSync, statSync} from 'node:fs';
import {dirname, join, relative, resolve, sep} from 'node:path';

const FOLDERS = ['packages', 'apps', 'corridors', 'proofs', 'tools'];
const NOT_OURS = new Set(['node_modules', 'dist', '.karwan']);

/** Every story and law of the house, as paths from the checkout in a fixed order. */
export function allTestFiles(root: string): string[] {
    return FOLDERS.flatMap(folder => filesUnder(join(root, folder)))
        .filter(isTest)
        .map(path => inCheckout(root, path))
        .sort();
}

/** The named files, and the tests inside named folders; a name that is nothing is a fault. */
export function namedTestFiles(root: string, names: readonly string[]): string[] {
    return names.flatMap(name => {
        const path = [resolve(name), resolve(root, name)].find(existsSync);
        if (path === undefined) throw new Error(`found no file ${name}, expected a test file`);
        const files = statSync(path).isDirectory() ? filesUnder(path).filter(isTest) : [path];
        return files.map(file => inCheckout(root, file)).sort();
    });
}

/** Programs that the tests of these files start and kill: `*.child.ts` in the same folders. */
export function childPrograms(root: string, tests: readonly string[]): string[] {
    const folders = new Set(tests.map(file => dirname(file)));
    return [...folders].flatMap(folder => readdirSync(join(root, folder))
        .filter(name => name.endsWith('.child.ts'))
        .map(name => `${folder}/${name}`));
}

function filesUnder(folder: string): string[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder, {withFileTypes: true}).flatMap(entry => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesUnder(path);
        return entry.isFile() ? [path] : [];
    });
}

function isTest(path: string): boolean {
    return /\.(test|law)\.ts$/.test(path);
}

function inCheckout(root: string, path: string): string {
    return relative(root, path).split(sep).join('/');
}
