import {pathToFileURL} from 'node:url';
import {written} from './plain-tests.ts';

// A program of its own, started once for each mutant: `node run-tests.mjs JOB`. It ends with 0
// where every test holds, with 1 at the first that does not, and says which in a line of JSON.

/** What to run: built test files in their order, and which mutant is active. */
export interface Job {
    readonly files: readonly string[];
    /** Undefined where nothing is changed and what is reached is counted. */
    readonly mutant?: string | undefined;
    /** Reached more often than this, the active mutant goes round for ever. */
    readonly hitLimit?: number | undefined;
}

/** What came of it. */
export interface Ran {
    readonly failed?: {readonly file: string; readonly test: string; readonly why: string};
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
        let test = 'loading';
        try {
            await import(pathToFileURL(file).href);
            for (const each of written.splice(0)) {
                test = each.name;
                tests++;
                await each.run();
            }
        } catch (error) {
            const why = String((error as Error).message).split('\n')[0]!;
            return {failed: {file, test, why}, reached: {}, tests};
        }
    }
    return {reached: switches.mutantCoverage?.static ?? {}, tests};
}

const ran = await run(JSON.parse(process.argv[2]!) as Job);
process.stdout.write(`${JSON.stringify(ran)}\n`);
process.exitCode = ran.failed ? 1 : 0;
