import {build, type BuildFailure, type Metafile, type Plugin} from 'esbuild';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {basename, dirname, join, relative} from 'node:path';
import {pathToFileURL} from 'node:url';
import {bundleOptions} from './build.mjs';
import {childPrograms} from './test-files.ts';

/** One process of the test run: a file that loads the bundled tests of one group. */
export interface Group {
    readonly name: string;
    readonly script: string;
    readonly usesDatabase: boolean;
}

/** Whoever leads to one of these starts a database or uses one. */
const DATABASE_SOURCES = ['apps/server/src/postgres.ts', 'apps/server/src/test-database.ts'];

/**
 * Bundles tests into few groups: a process for each package, and one for each file that touches
 * a database. Starting a process for each file costs more than most of our tests take.
 */
export async function bundleTests(
    root: string, files: readonly string[], into: string,
): Promise<Group[]> {
    const children = childPrograms(root, files);
    const {metafile, broken} = await buildAll(root, [...files, ...children], into);
    const groups = new Map<string, string[]>();
    const withDatabase = new Set<string>();
    for (const file of files) {
        const usesDatabase = leadsTo(metafile, file, DATABASE_SOURCES);
        const name = usesDatabase ? file : file.split('/').slice(0, 2).join('/');
        if (usesDatabase) withDatabase.add(name);
        groups.set(name, [...groups.get(name) ?? [], file]);
    }
    return [...groups].map(([name, members]) => ({
        name,
        script: writeLoader(into, name, members, broken),
        usesDatabase: withDatabase.has(name),
    }));
}

interface Built {
    readonly metafile: Metafile;
    /** Files that did not compile, with the compiler's words. */
    readonly broken: ReadonlyMap<string, string>;
}

// A file that does not compile is a failure of its own, not of every other file's tests.
async function buildAll(root: string, files: readonly string[], into: string): Promise<Built> {
    const broken = new Map<string, string>();
    const first = await tryBuild(root, files, into);
    if ('metafile' in first) return {metafile: first.metafile, broken};
    for (const file of files) {
        const alone = await tryBuild(root, [file], into);
        if ('why' in alone) broken.set(file, alone.why);
    }
    const sound = files.filter(file => !broken.has(file));
    const again = await tryBuild(root, sound, into);
    if ('why' in again) throw new Error(again.why);
    return {metafile: again.metafile, broken};
}

async function tryBuild(
    root: string, files: readonly string[], into: string,
): Promise<{metafile: Metafile} | {why: string}> {
    try {
        const options = bundleOptions(root);
        const {metafile} = await build({
            ...options,
            plugins: [placesAsWritten(root, into), ...options.plugins ?? []],
            entryPoints: files.map(file => join(root, file)),
            outdir: into,
            outbase: root,
            splitting: true,
        });
        return {metafile};
    } catch (error) {
        if (!(error instanceof Error && 'errors' in error)) throw error;
        return {why: buildErrors(error as BuildFailure)};
    }
}

// What several tests share lands in a file of its own, elsewhere. To each source its own place is
// where it would lie alone: beside the tests of its folder, and the programs that they start.
function placesAsWritten(root: string, into: string): Plugin {
    return {
        name: 'places-as-written',
        setup(build) {
            build.onLoad({filter: /[\\/](src|test)[\\/].*\.ts$/}, ({path}) => {
                const text = readFileSync(path, 'utf8');
                if (!text.includes('import.meta.url')) return undefined;
                const place = join(into, relative(root, path)).replace(/\.ts$/, '.mjs');
                const url = JSON.stringify(pathToFileURL(place).href);
                return {contents: text.replaceAll('import.meta.url', url), loader: 'ts'};
            });
        },
    };
}

function buildErrors({errors}: BuildFailure): string {
    return errors.map(({text, location}) => {
        const where = location ? `${location.file}:${location.line}:${location.column + 1}: ` : '';
        return where + text;
    }).join('\n');
}

function leadsTo(metafile: Metafile, file: string, targets: readonly string[]): boolean {
    const seen = new Set([file]);
    for (const path of seen) {
        if (targets.includes(path)) return true;
        for (const {path: next} of metafile.inputs[path]?.imports ?? []) seen.add(next);
    }
    return false;
}

// A file that cannot be loaded fails as a test, and the others of its process still run.
function writeLoader(
    into: string, name: string, files: readonly string[], broken: ReadonlyMap<string, string>,
): string {
    const script = join(into, 'groups', `${name.replaceAll('/', '.')}.mjs`);
    const steps = files.map(file => {
        const why = broken.get(file);
        const title = JSON.stringify(`${file} loads`);
        if (why !== undefined) return `test(${title}, () => { throw ${JSON.stringify(why)}; });`;
        const built = JSON.stringify(`../${dirname(file)}/${basename(file, '.ts')}.mjs`);
        return `try { await import(${built}); } catch (e) { test(${title}, () => { throw e; }); }`;
    });
    mkdirSync(dirname(script), {recursive: true});
    writeFileSync(script, `import test from 'node:test';\n${steps.join('\n')}\n`);
    return script;
}
