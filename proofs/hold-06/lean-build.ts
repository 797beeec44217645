import {build, type Plugin} from 'esbuild';
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {bundleOptions} from '../../tools/build.mjs';
import type {Job, Ran} from './run-tests.ts';

const RUN_TESTS = 'proofs/hold-06/run-tests.ts';

/** Tests built once, to be run in any number of processes. */
export interface LeanBuild {
    /** The program that runs tests of this build. */
    readonly program: string;
    /** Where a test file's build lies. */
    built(file: string): string;
}

/** Bundles tests with plain tests for `node:test`, and other texts for some files. */
export async function buildLean(
    root: string, into: string, tests: readonly string[],
    texts: ReadonlyMap<string, string> = new Map(),
): Promise<LeanBuild> {
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

/** Runs a job in a process of its own; no answer where it crashes or does not end in time. */
export function runLean(
    {program}: LeanBuild, job: Job, limitMs: number, env: NodeJS.ProcessEnv = process.env,
): Promise<Ran | 'no answer'> {
    return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [program, JSON.stringify(job)], {
            env, stdio: ['ignore', 'pipe', 'ignore'], timeout: Math.round(limitMs),
            killSignal: 'SIGKILL',
        });
        let said = '';
        child.stdout.on('data', (part: Buffer) => { said += part.toString(); });
        child.on('error', reject);
        child.on('close', () => {
            const line = said.trim().split('\n').at(-1)!;
            resolve(line.startsWith('{') ? JSON.parse(line) as Ran : 'no answer');
        });
    });
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
