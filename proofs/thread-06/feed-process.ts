import {spawn, type ChildProcess} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {buildStale, productEntries} from '../../tools/build.mjs';
import {SCHEME} from '../thread-02/reference-lines.ts';

const END_LIMIT_MS = 60_000;
const SECOND = 'decide.worker.mjs';

/** `karwan feed` of a file as a process of its own. */
export class FeedProcess {
    readonly #child: ChildProcess;
    readonly #ended: Promise<number | null>;
    output = '';
    errors = '';

    static async start(
        root: string, home: string, file: string, workers: 1 | 2,
    ): Promise<FeedProcess> {
        const [karwan] = (await buildStale(root, productEntries(root), 'dist')).values();
        return new FeedProcess(root, home, [
            karwan!, 'feed', file, '--scheme', SCHEME, '--workers', `${workers}`, '--json']);
    }

    private constructor(root: string, home: string, args: readonly string[]) {
        const env = {
            ...process.env, KARWAN_CHECKOUT: root, KARWAN_HOME: home, DATABASE_URL: '',
        };
        this.#child = spawn(process.execPath, args, {env, stdio: ['ignore', 'pipe', 'pipe']});
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
    async ended(limitMs = END_LIMIT_MS): Promise<number | null> {
        let hangs = false;
        const timer = setTimeout(() => {
            hangs = true;
            this.#child.kill('SIGKILL');
        }, limitMs);
        const code = await this.#ended;
        clearTimeout(timer);
        if (hangs) throw new Error(`the feed did not end within ${limitMs} ms: ${this.errors}`);
        return code;
    }
}

/** The process that decides ahead of this one, among its children; the server may be another. */
export function secondOf(pid: number): number | undefined {
    try {
        return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
            .filter(Boolean).map(Number)
            .find(child => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(SECOND));
    } catch {
        // One of them ended while it was looked at.
        return undefined;
    }
}
