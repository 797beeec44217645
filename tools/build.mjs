// Bundles TypeScript with esbuild, and only what is stale. Packages from npm stay outside the
// bundle, our own are inside. Plain JavaScript: it builds the tools that are TypeScript.
import {createHash} from 'node:crypto';
import {
    existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync,
} from 'node:fs';
import {dirname, join, relative, resolve, sep} from 'node:path';

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
    const {outputFiles, metafile} = await build({
        ...bundleOptions(root),
        entryPoints: [join(root, entry)],
        outfile: output,
        write: false,
    });
    for (const {path, contents} of outputFiles) writeWhole(path, contents);
    const inputs = Object.keys(metafile.inputs).sort();
    const seen = Object.fromEntries(inputs.map(path => [path, fingerprint(root, path)]));
    writeWhole(`${output}.inputs.json`, JSON.stringify({recipe: recipe(root), seen}));
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
        plugins: [ownPackages(root)],
    };
}

// `@karwan/<name>` is one of the workspaces, by its front door only.
function ownPackages(root) {
    return {
        name: 'own-packages',
        setup(build) {
            build.onResolve({filter: /^@karwan\//}, ({path}) => {
                const name = path.slice('@karwan/'.length);
                const folder = ['packages', 'apps'].find(f => existsSync(join(root, f, name)));
                const door = join(root, folder ?? 'packages', name, 'src', 'index.ts');
                if (existsSync(door)) return {path: door};
                return {errors: [{text: `${path} is no package of this house: no ${door}`}]};
            });
        },
    };
}

function isFresh(root, output) {
    if (!existsSync(output) || !existsSync(`${output}.inputs.json`)) return false;
    const {recipe: builtBy, seen} = JSON.parse(readFileSync(`${output}.inputs.json`, 'utf8'));
    return builtBy === recipe(root)
        && Object.entries(seen).every(([path, print]) => fingerprint(root, path) === print);
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
