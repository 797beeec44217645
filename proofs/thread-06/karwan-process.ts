import {spawn, type ChildProcess} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {buildStale, productEntries} from '../../tools/build.mjs';

const SECOND = 'decide.worker.mjs';

/** A command of `karwan` as a process of its own, which may be stopped, killed and watched. */
export class KarwanProcess {
    readonly #child: ChildProcess;
    readonly #ended: Promise<number | null>;
    readonly #what: string;
    output = '';
    errors = '';

    /** Of `root` as it is built, with `--json`; `env` beside what is set here. */
    static async start(
        root: string, args: readonly string[], env: Readonly<Record<string, string>>,
    ): Promise<KarwanProcess> {
        const [karwan] = (await buildStale(root, productEntries(root), 'dist')).values();
        return new KarwanProcess(root, karwan!, args, env);
    }

    private constructor(
        root: string, karwan: string, args: readonly string[],
        env: Readonly<Record<string, string>>,
    ) {
        this.#what = `karwan ${args.join(' ')}`;
        this.#child = spawn(process.execPath, [karwan, ...args, '--json'], {
            env: {...process.env, KARWAN_CHECKOUT: root, ...env},
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        this.#child.stdout!.on('data', (part: Buffer) => { this.output += part.toString(); });
        this.#child.stderr!.on('data', (part: Buffer) => { this.errors += part.toString(); });
        this.#ended = new Promise(resolve => this.#child.on('close', code => resolve(code)));
    }

    get pid(): number {
        return this.#child.pid!;
    }

    /** The process that decides ahead of it; undefined where there is none just now. */
    get second(): number | undefined {
        return secondOf(this.pid);
    }

    get isRunning(): boolean {
        return this.#child.exitCode === null && this.#child.signalCode === null;
    }

    /** Its exit code, or null where it was killed. One that does not end is killed, and named. */
    async ended(limitMs = Infinity): Promise<number | null> {
        if (limitMs === Infinity) return this.#ended;
        let hangs = false;
        const timer = setTimeout(() => {
            hangs = true;
            this.#child.kill('SIGKILL');
        }, limitMs);
        const code = await this.#ended;
        clearTimeout(timer);
        if (hangs) {
            throw new Error(`${this.#what} did not end within ${limitMs} ms: ${this.errors}`);
        }
        return code;
    }

    /** What it said at its end. Throws where it did not end well. */
    async done(limitMs = Infinity): Promise<string> {
        const code = await this.ended(limitMs);
        if (code !== 0) throw new Error(`${this.#what}: exit ${code}: ${this.errors}`);
        return this.output;
    }
}

// Among its children; the server may be another.
function secondOf(pid: number): number | undefined {
    try {
        return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
            .filter(Boolean).map(Number)
            .find(child => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(SECOND));
    } catch {
        // One of them ended while it was looked at.
        return undefined;
    }
}
