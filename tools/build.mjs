// Bundles TypeScript with esbuild, and only what is stale. Packages from npm stay outside the
// bundle, our own are inside. Plain JavaScript: it builds the tools that are TypeScript.
import {createHash} from 'node:crypto';
import {
    existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import {basename, dirname, join, relative, resolve, sep} from 'node:path';
import {kernels, kernelSources} from './build-kernel.mjs';

/**
 * Builds each entry (a path in the checkout) to a path under `into`; what is fresh stays.
 * @returns paths of the built files by entry
 */
export async function buildStale(root, entries, into) {
    const outputs = new Map();
    const stale = new Map();
    for (const [entry, name] of entries) {
        const output = join(root, into, name);
        outputs.set(entry, output);
        if (!isFresh(root, output)) stale.set(entry, output);
    }
    for (const [entry, output] of stale) await bundle(root, entry, output);
    return outputs;
}

/**
 * esbuild keeps a process of its own for the next build. A server that runs for months needs none.
 */
export async function endBuilds() {
    await (await import('esbuild')).stop();
}

/** What `npm run build` makes: the command line, and whatever runs in a worker thread. */
export function productEntries(root) {
    const entries = new Map([['apps/server/src/cli/main.ts', 'karwan.mjs']]);
    const source = join(root, 'apps/server/src');
    for (const path of existsSync(source) ? readdirSync(source, {recursive: true}) : []) {
        if (!path.endsWith('.worker.ts')) continue;
        const name = path.split(sep).pop().replace(/\.ts$/, '.mjs');
        entries.set(`apps/server/src/${path.split(sep).join('/')}`, name);
    }
    return entries;
}

async function bundle(root, entry, output) {
    if (!existsSync(join(root, entry))) throw new Error(`cannot build ${entry}: no such file`);
    const {build} = await import('esbuild');
    const name = basename(output, '.mjs');
    const {outputFiles, metafile} = await build({
        ...bundleOptions(root),
        entryPoints: {[name]: join(root, entry)},
        outdir: dirname(output),
        // What is imported only when it is needed lies in parts of its own, loaded then.
        splitting: true,
        chunkNames: `${name}-parts/[name]-[hash]`,
        write: false,
    });
    // The parts first: whoever starts meanwhile finds the whole old set or the whole new one.
    const parts = outputFiles.filter(({path}) => dirname(path) !== dirname(output));
    for (const {path, contents} of parts) {
        if (!existsSync(path)) writeWhole(path, contents);
    }
    for (const {path, contents} of outputFiles) {
        if (dirname(path) === dirname(output)) writeWhole(path, contents);
    }
    const made = parts.map(({path}) => relative(dirname(output), path));
    const before = recordOf(output)?.made ?? [];
    const inputs = Object.keys(metafile.inputs);
    recordBuild(root, output, [...inputs, ...kernelSources(root, inputs)], made);
    dropOldParts(join(dirname(output), `${name}-parts`), [...before, ...made]);
}

// A process that has just been started may yet load a part of the build before.
function dropOldParts(folder, kept) {
    const names = new Set(kept.map(path => basename(path)));
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        if (!names.has(name)) rmSync(join(folder, name), {force: true});
    }
}

/** Writes down what an output was built from and what it came with, for the next `isFresh`. */
export function recordBuild(root, output, inputs, made) {
    const seen = Object.fromEntries(
        inputs.toSorted().map(path => [path, fingerprint(root, path)]));
    writeWhole(`${output}.inputs.json`, JSON.stringify({recipe: recipe(root), made, seen}));
}

/** What the last build of this output says of itself; undefined where there was none. */
function recordOf(output) {
    const record = `${output}.inputs.json`;
    return existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : undefined;
}

/** The one set of esbuild options, for the product, the tools and the tests alike. */
export function bundleOptions(root) {
    return {
        absWorkingDir: root,
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        packages: 'external',
        sourcemap: 'linked',
        sourcesContent: false,
        metafile: true,
        outExtension: {'.js': '.mjs'},
        logLevel: 'silent',
        plugins: [ownPackages(root), pastFrontDoors(root), kernels(root)],
    };
}

// `@karwan/<name>` is one of the workspaces, by its front door only.
export function ownPackages(root) {
    return {
        name: 'own-packages',
        setup(build) {
            build.onResolve({filter: /^@karwan\//}, ({path}) => {
                const name = path.slice('@karwan/'.length);
                const folder = ['packages', 'apps'].find(f => existsSync(join(root, f, name)));
                const door = join(root, folder ?? 'packages', name, 'src', 'index.ts');
                if (existsSync(door)) return {path: door, sideEffects: false};
                return {errors: [{text: `${path} is no package of this house: no ${door}`}]};
            });
        },
    };
}

// esbuild puts all that a front door names into one part. So an import by name goes past the door,
// to the file that the name comes from, and a part holds what is used.
function pastFrontDoors(root) {
    const doors = new Map();
    const doorOf = name => {
        const folder = join(root, 'packages', name, 'src');
        if (!doors.has(name)) doors.set(name, namesBehind(join(folder, 'index.ts'), folder));
        return doors.get(name);
    };
    return {
        name: 'past-front-doors',
        setup(build) {
            build.onLoad({filter: /\.ts$/}, ({path}) => {
                const text = readFileSync(path, 'utf8');
                if (!text.includes(`from '@karwan/`)) return undefined;
                const contents = text.replace(NAMED_IMPORT, (whole, names, name) =>
                    directImports(whole, names, doorOf(name)));
                return {contents, loader: 'ts'};
            });
        },
    };
}

const NAMED_IMPORT = /^import \{([^}]*)\} from '@karwan\/([\w-]+)';/gm;
const NAMED_EXPORT = /^export \{([^}]*)\} from '(\.\/[^']+)';/gm;

/** By name the file that a front door has it from; types are no matter at run time. */
function namesBehind(door, folder) {
    const text = existsSync(door) ? readFileSync(door, 'utf8') : '';
    return new Map([...text.matchAll(NAMED_EXPORT)].flatMap(([, names, file]) =>
        valuesIn(names).map(name => [name, join(folder, file)])));
}

// On as many lines as before, so that source maps stay right. What the door does not name stays.
function directImports(whole, names, door) {
    const values = valuesIn(names);
    if (!values.every(name => door.has(name.split(' as ')[0]))) return whole;
    const direct = values.map(name =>
        `import {${name}} from ${JSON.stringify(door.get(name.split(' as ')[0]))};`);
    return direct.join(' ') + '\n'.repeat(whole.split('\n').length - 1);
}

function valuesIn(names) {
    return names.split(',').map(name => name.trim())
        .filter(name => name !== '' && !name.startsWith('type '));
}

/** Whether what an output was built from is as it was then. */
export function isFresh(root, output) {
    const record = existsSync(output) ? recordOf(output) : undefined;
    return record?.recipe === recipe(root)
        && record.made.every(path => existsSync(join(dirname(output), path)))
        && Object.entries(record.seen).every(([path, print]) => fingerprint(root, path) === print);
}

// Size and time are enough to know that a file was touched, and cost no reading.
function fingerprint(root, path) {
    const file = statSync(resolve(root, path), {throwIfNoEntry: false});
    return file ? `${file.size} ${file.mtimeMs}` : 'missing';
}

function recipe(root) {
    return createHash('sha256')
        .update(readFileSync(join(root, 'tools', 'build.mjs')))
        .update(readFileSync(join(root, 'package-lock.json')))
        .digest('hex');
}

// Written beside and renamed: a second run in the same checkout never reads half a file.
function writeWhole(path, contents) {
    mkdirSync(dirname(path), {recursive: true});
    const draft = `${path}.${process.pid}.draft`;
    writeFileSync(draft, contents);
    renameSync(draft, path);
}

/** A path as people read it: from the checkout, with forward slashes. */
export function inCheckout(root, path) {
    return relative(root, path).split(sep).join('/');
}
