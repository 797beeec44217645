/** A test as it is written down when its file is loaded. */
export interface PlainTest {
    readonly name: string;
    readonly run: () => unknown;
}

/** Tests in the order written, since the last that was taken out. */
export const written: PlainTest[] = [];

/**
 * Stands in for `node:test` where thousands of processes run a few tests each and end at the first
 * that fails. What the stories and laws of packages use of it, and nothing else.
 */
export default function test(name: string, run: () => unknown): void {
    if (typeof run !== 'function' || run.length > 0) {
        throw new Error(`found a test '${name}' that asks for more than its name and body`);
    }
    written.push({name, run});
}
