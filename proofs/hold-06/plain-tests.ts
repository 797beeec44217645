/** A test as it is written down when its file is loaded. */
export interface PlainTest {
    readonly name: string;
    readonly run: () => unknown;
}

/** The tests of a file in the order written, and what goes before and after all of them. */
export interface Written {
    readonly before: (() => unknown)[];
    readonly tests: PlainTest[];
    readonly after: (() => unknown)[];
}

let written: Written = {before: [], tests: [], after: []};

/** What was written down since this was asked last. */
export function takeWritten(): Written {
    const taken = written;
    written = {before: [], tests: [], after: []};
    return taken;
}

/**
 * Stands in for `node:test` where thousands of processes run a few tests each and end at the first
 * that fails. What the stories and laws of the thread use of it, and nothing else.
 */
export default function test(name: string, run: () => unknown): void {
    if (typeof run !== 'function' || run.length > 0) {
        throw new Error(`found a test '${name}' that asks for more than its name and body`);
    }
    written.tests.push({name, run});
}

/** Runs before the tests of its file. */
export function before(work: () => unknown): void {
    written.before.push(work);
}

/** Runs after the tests of its file, whatever came of them. */
export function after(work: () => unknown): void {
    written.after.push(work);
}
