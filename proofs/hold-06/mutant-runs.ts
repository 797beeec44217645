import {runLean, type LeanBuild} from './lean-build.ts';
import type {Mutant} from './mutants.ts';

/** A test file as it runs with nothing changed. */
export interface Baseline {
    readonly file: string;
    readonly ms: number;
    readonly tests: number;
    /** By mutant, how often its place was reached. */
    readonly reached: Readonly<Record<string, number>>;
}

/** What became of a mutant, and by which test it was noticed. */
export type Fate =
    | {readonly fate: 'noticed'; readonly by: string}
    | {readonly fate: 'unreached'}
    | {readonly fate: 'survived'};

/** A file may run so much longer with a mutant than without, and a little. */
const SLOWER = 5;
const GRACE_MS = 10_000;
const BASELINE_LIMIT_MS = 120_000;
/** A place may be reached so much more often: what goes round for ever ends soon. */
const MORE_OFTEN = 100;

/** Runs a test file with nothing changed; throws where it fails even so. */
export async function baselineOf(file: string, build: LeanBuild): Promise<Baseline> {
    const startedMs = performance.now();
    const ran = await runLean(build, {files: [build.built(file)]}, BASELINE_LIMIT_MS);
    if (ran === 'no answer' || ran.failed) {
        const why = ran === 'no answer' ? ran : `${ran.failed!.test}: ${ran.failed!.why}`;
        throw new Error(`${file} fails with nothing changed: ${why}`);
    }
    return {file, ms: performance.now() - startedMs, tests: ran.tests, reached: ran.reached};
}

/**
 * Runs the tests that reach a mutant, `nearest` files first and then the quick ones, until one
 * fails. A process that crashes or does not end has noticed it too.
 */
export async function fateOf(
    mutant: Mutant, build: LeanBuild, baselines: readonly Baseline[],
    nearest: ReadonlySet<string>,
): Promise<Fate> {
    const reaching = baselines.filter(({reached}) => reached[mutant.id] !== undefined)
        .toSorted((a, b) =>
            Number(nearest.has(b.file)) - Number(nearest.has(a.file)) || a.ms - b.ms);
    if (reaching.length === 0) return {fate: 'unreached'};
    const usualMs = reaching.reduce((sum, {ms}) => sum + ms, 0);
    const hits = reaching.reduce((sum, {reached}) => sum + reached[mutant.id]!, 0);
    const ran = await runLean(build, {
        files: reaching.map(({file}) => build.built(file)), mutant: mutant.id,
        hitLimit: hits * MORE_OFTEN,
    }, usualMs * SLOWER + GRACE_MS);
    if (ran === 'no answer') return {fate: 'noticed', by: 'no answer'};
    return ran.failed ? {fate: 'noticed', by: ran.failed.test} : {fate: 'survived'};
}
