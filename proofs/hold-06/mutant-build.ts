import {build, type Plugin} from 'esbuild';
import {join} from 'node:path';
import {bundleOptions} from '../../tools/build.mjs';

const RUN_TESTS = 'proofs/hold-06/run-tests.ts';

/** Tests built once, with all mutants in them. */
export interface MutantBuild {
    /** The program that runs tests of this build. */
    readonly program: string;
    /** Where a test file's build lies. */
    built(file: string): string;
}

/** Bundles tests with some files' texts replaced, and with plain tests for `node:test`. */
export async function buildMutants(
    root: string, into: string, tests: readonly string[], texts: ReadonlyMap<string, string>,
): Promise<MutantBuild> {
    const options = bundleOptions(root);
    await build({
        ...options,
        plugins: [replaced(texts), plainTests(root), ...options.plugins ?? []],
        entryPoints: [...tests, RUN_TESTS].map(file => join(root, file)),
        outdir: into, outbase: root, splitting: true, sourcemap: false,
    });
    const built = (file: string) => join(into, file.replace(/\.ts$/, '.mjs'));
    return {program: built(RUN_TESTS), built};
}

function replaced(texts: ReadonlyMap<string, string>): Plugin {
    return {
        name: 'replaced',
        setup: build => build.onLoad({filter: /\.ts$/}, ({path}) => {
            const contents = texts.get(path);
            return contents === undefined ? undefined : {contents, loader: 'ts'};
        }),
    };
}

function plainTests(root: string): Plugin {
    return {
        name: 'plain-tests',
        setup: build => build.onResolve({filter: /^node:test$/}, () =>
            ({path: join(root, 'proofs/hold-06/plain-tests.ts')})),
    };
}
