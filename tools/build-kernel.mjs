// Compiles a package's kernel, which is AssemblyScript, to WebAssembly: `import kernel from
// '../kernel/index.wasm'` gives the bytes of what `kernel/index.ts` and its neighbours say.
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {basename, dirname, join, relative} from 'node:path';

// SIMD and bulk memory are in every Node that we run on. Nothing in a kernel is managed, so that
// it needs no runtime of AssemblyScript's.
const OPTIONS = ['-O3', '--converge', '--noAssert', '--runtime', 'stub',
    '--enable', 'simd', '--enable', 'bulk-memory'];

/** For esbuild: kernels are compiled when what they are made of is new, and come along as bytes. */
export function kernels(root) {
    return {
        name: 'kernels',
        setup(build) {
            build.onLoad({filter: /[\\/]kernel[\\/]index\.wasm$/}, async ({path}) => ({
                contents: await kernelBytes(root, dirname(path)), loader: 'binary',
                watchFiles: sourcesOf(dirname(path)),
            }));
            build.onResolve({filter: /[\\/]kernel[\\/]index\.wasm$/}, ({path, resolveDir}) => ({
                path: join(resolveDir, path), sideEffects: false,
            }));
        },
    };
}

/** The sources of the kernels among the inputs of a bundle. */
export function kernelSources(root, inputs) {
    return inputs.filter(path => /[\\/]kernel[\\/]index\.wasm$/.test(path))
        .flatMap(path => sourcesOf(join(root, dirname(path))))
        .map(path => relative(root, path));
}

function sourcesOf(folder) {
    return readdirSync(folder).filter(name => name.endsWith('.ts')).sort()
        .map(name => join(folder, name));
}

/** The WebAssembly of a kernel, compiled where `dist` has none of these very sources. */
export async function kernelBytes(root, folder) {
    const texts = new Map(sourcesOf(folder)
        .map(path => [basename(path), readFileSync(path, 'utf8')]));
    const made = join(root, 'dist', 'kernels', `${digestOf(root, texts)}.wasm`);
    if (!existsSync(made)) writeWhole(made, await compile(texts));
    return readFileSync(made);
}

function digestOf(root, texts) {
    const hash = createHash('sha256').update(JSON.stringify([OPTIONS, ...texts]));
    const compiler = join(root, 'node_modules', 'assemblyscript', 'package.json');
    return hash.update(readFileSync(compiler)).digest('hex').slice(0, 32);
}

async function compile(texts) {
    const {default: asc} = await import('assemblyscript/asc');
    let bytes;
    const {error, stderr} = await asc.main(
        ['index.ts', ...OPTIONS, '--outFile', 'index.wasm'], {
            // Imports name files whole, as everywhere here, and the compiler adds its ending.
            readFile: name => texts.get(name.replace(/\.ts\.ts$/, '.ts')) ?? null,
            writeFile: (_, contents) => {
                bytes = contents;
            },
            listFiles: () => [],
        });
    if (error) throw new Error(`${stderr}`);
    return bytes;
}

// Written beside and renamed: a second build in the same checkout never reads half a file.
function writeWhole(path, contents) {
    mkdirSync(dirname(path), {recursive: true});
    const draft = `${path}.${process.pid}.draft`;
    writeFileSync(draft, contents);
    renameSync(draft, path);
}
