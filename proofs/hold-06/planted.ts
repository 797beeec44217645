import {existsSync} from 'node:fs';
import {join, relative} from 'node:path';
import {startTestCluster} from '../../apps/server/src/test-cluster.ts';
import type {Measured, ProofContext} from '../proof.ts';
import {FaultyTree} from './faulty-tree.ts';
import {buildLean, runLean} from './lean-build.ts';
import {STEPS, type Step} from './steps.ts';

const RUN_LIMIT_MS = 900_000;

/** The first test that fails of those in the thread's order; undefined where all hold. */
interface FirstFailure {
    readonly file: string;
    readonly test: string;
    readonly why: string;
}

/** Runs the tests of a tree as it stands now. */
type Run = () => Promise<FirstFailure | undefined>;

/** The whole thread, with its database: stories step by step, then laws step by step. */
export async function plantedInAll(context: ProofContext): Promise<Measured> {
    const order = [...STEPS.flatMap(step => step.stories), ...STEPS.flatMap(step => step.laws)];
    const given = process.env['KARWAN_TEST_CLUSTER'];
    const cluster = given === undefined ? await startTestCluster() : undefined;
    try {
        return await planted(context, STEPS, order, given ?? cluster!.url);
    } finally {
        await cluster?.stop();
    }
}

/** The steps that need no database, by their stories alone. */
export function plantedInStories(context: ProofContext): Promise<Measured> {
    const steps = STEPS.filter(step => !step.stories.some(file => file.includes('/test/')));
    return planted(context, steps, steps.flatMap(step => step.stories), undefined);
}

// Nothing planted, nothing fails; then each fault by itself.
async function planted(
    {root, scratch, say}: ProofContext, steps: readonly Step[], order: readonly string[],
    cluster: string | undefined,
): Promise<Measured> {
    const tree = new FaultyTree(root, scratch());
    const run = runnerOf(tree, order, cluster);
    const sound = await run();
    if (sound) {
        return {value: 'a test fails with nothing planted', holds: false, notes: [textOf(sound)]};
    }
    const wrong: string[] = [];
    for (const step of steps) {
        const {isNamed, told} = await faultIn(step, tree, join(root, 'proofs', 'faults'), run);
        const line = `${patchName(step)}: ${told}`;
        say(line);
        if (!isNamed) wrong.push(line);
    }
    return {
        value: `${steps.length - wrong.length} of ${steps.length} faults`,
        holds: wrong.length === 0, notes: wrong,
    };
}

// By which number a fault is found in its folder.
function patchName({name}: Step): string {
    const nth = STEPS.findIndex(step => step.name === name) + 1;
    return `${String(nth).padStart(2, '0')}-${name.replace(' ', '-')}.patch`;
}

/** What the tests make of a step's fault: the first that fails must be its own and say so. */
async function faultIn(
    step: Step, tree: FaultyTree, folder: string, run: Run,
): Promise<{isNamed: boolean; told: string}> {
    const patch = join(folder, patchName(step));
    if (!existsSync(patch)) return {isNamed: false, told: 'there is no such patch'};
    const refused = tree.plant(patch);
    if (refused !== undefined) return {isNamed: false, told: `applies no longer: ${refused}`};
    try {
        const failure = await run();
        if (!failure) return {isNamed: false, told: 'no test fails'};
        const isOwn = [...step.stories, ...step.laws].includes(failure.file);
        const isSaid = step.word.test(`${failure.file} ${failure.test}`);
        const isNamed = isOwn && isSaid;
        return {isNamed, told: isNamed ? textOf(failure)
            : `expected a test that names ${step.name}, found ${textOf(failure)}`};
    } finally {
        tree.takeOut(patch);
    }
}

function textOf({file, test, why}: FirstFailure): string {
    return `${file}: ${test} (${why.replace(/\s+/g, ' ').slice(0, 100)})`;
}

function runnerOf(tree: FaultyTree, order: readonly string[], cluster: string | undefined): Run {
    let builds = 0;
    return async () => {
        const into = join(tree.folder, 'dist', `tests-${++builds}`);
        const build = await buildLean(tree.folder, into, order);
        const env: NodeJS.ProcessEnv = {...process.env, KARWAN_CHECKOUT: tree.folder};
        if (cluster !== undefined) env['KARWAN_TEST_CLUSTER'] = cluster;
        const ran = await runLean(
            build, {files: order.map(file => build.built(file))}, RUN_LIMIT_MS, env);
        if (ran === 'no answer') {
            return {file: 'all', test: 'no answer', why: 'it crashed or hangs'};
        }
        if (!ran.failed) return undefined;
        const {file, ...rest} = ran.failed;
        return {file: relative(into, file).replace(/mjs$/, 'ts'), ...rest};
    };
}
