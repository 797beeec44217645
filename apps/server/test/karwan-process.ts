import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {checkoutFolder} from '../src/checkout.ts';

/** The program that runs `karwan`, to be started by node. */
export const program = fileURLToPath(new URL('./karwan.child.mjs', import.meta.url));

/** `karwan` as a process of its own; what it says on stdout is read line by line. */
export class KarwanProcess {
    readonly child: ChildProcess;
    readonly #lines: AsyncIterableIterator<string>;
    readonly #exit: Promise<unknown[]>;
    errors = '';

    constructor(args: readonly string[], environment: Record<string, string>) {
        this.child = spawn(process.execPath, [program, ...args], {
            stdio: ['ignore', 'pipe', 'pipe'],
            env: {...process.env, KARWAN_CHECKOUT: checkoutFolder(), ...environment},
        });
        this.#exit = once(this.child, 'exit');
        this.child.stderr!.on('data', (part: Buffer) => (this.errors += part.toString()));
        this.#lines = createInterface({input: this.child.stdout!})[Symbol.asyncIterator]();
    }

    /** The next line of JSON that has this field. */
    async said(field: string): Promise<Record<string, unknown>> {
        for (;;) {
            const {value, done} = await this.#lines.next();
            if (done) throw new Error(`karwan ended without saying '${field}': ${this.errors}`);
            const said = JSON.parse(value) as Record<string, unknown>;
            if (field in said) return said;
        }
    }

    /** Everything that it still says, and its exit code. */
    async ended(): Promise<{code: number | null; output: string}> {
        let output = '';
        for await (const line of {[Symbol.asyncIterator]: () => this.#lines}) output += `${line}\n`;
        const [code] = await this.#exit as [number | null];
        return {code, output};
    }

    async kill(): Promise<void> {
        this.child.kill('SIGKILL');
        await this.#exit;
    }

    async interrupt(): Promise<number | null> {
        this.child.kill('SIGINT');
        return (await this.#exit)[0] as number | null;
    }
}
