import {writeSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import {takeWritten} from './plain-tests.ts';

// A program of its own: `node run-tests.mjs JOB` runs tests until the first that fails, and tells
// in a line of JSON what came of it.

/** What to run: built test files in their order, and which mutant is active. */
export interface Job {
    readonly files: readonly string[];
    /** Undefined where no mutant is active and what is reached is counted. */
    readonly mutant?: string | undefined;
    /** Reached more often than this, the active mutant goes round for ever. */
    readonly hitLimit?: number | undefined;
}

/** The first test that failed: where it stands, and what it said. */
export interface Failed {
    readonly file: string;
    readonly test: string;
    readonly why: string;
}

/** What came of it. */
export interface Ran {
    readonly failed?: Failed;
    /** How often each mutant's place was reached, and how many tests there were. */
    readonly reached: Readonly<Record<string, number>>;
    readonly tests: number;
}

interface Switches {
    activeMutant?: string | undefined;
    hitCount?: number;
    hitLimit?: number;
    mutantCoverage?: {static: Record<string, number>};
}

async function run({files, mutant, hitLimit}: Job): Promise<Ran> {
    const switches: Switches = hitLimit === undefined ? {activeMutant: mutant}
        : {activeMutant: mutant, hitCount: 0, hitLimit};
    (globalThis as {__stryker__?: Switches})['__stryker__'] = switches;
    let tests = 0;
    for (const file of files) {
        const ran = await runFile(file);
        tests += ran.tests;
        if (ran.failed) return {failed: {file, ...ran.failed}, reached: {}, tests};
    }
    return {reached: switches.mutantCoverage?.static ?? {}, tests};
}

async function runFile(
    file: string,
): Promise<{tests: number; failed?: {test: string; why: string}}> {
    let test = 'loading';
    let tests = 0;
    let after: readonly (() => unknown)[] = [];
    try {
        await import(pathToFileURL(file).href);
        const written = takeWritten();
        ({after} = written);
        for (const work of written.before) await work();
        for (const each of written.tests) {
            test = each.name;
            tests++;
            await each.run();
        }
        return {tests};
    } catch (error) {
        const why = String((error as Error).message).split('\n').slice(0, 12).join('\n');
        return {tests, failed: {test, why}};
    } finally {
        for (const work of after) await work();
    }
}

const ran = await run(JSON.parse(process.argv[2]!) as Job);
writeSync(1, `${JSON.stringify(ran)}\n`);
// Whatever a failed test left open must not keep the process.
process.exit(ran.failed ? 1 : 0);
