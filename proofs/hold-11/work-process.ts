import {spawn, type ChildProcess} from 'node:child_process';
import {buildStale, productEntries} from '../../tools/build.mjs';
import {secondOf} from '../thread-06/feed-process.ts';
import {SCHEME} from '../thread-02/reference-lines.ts';

/** What `karwan work --until-done --json` says at its end. */
export interface Worked {
    batches: number;
    readings: number;
    workers: number;
    seconds: number;
}

/** `karwan work` until all is worked off, as a process of its own. */
export class WorkProcess {
    readonly child: ChildProcess;
    readonly #ended: Promise<number | null>;
    output = '';
    errors = '';

    static async start(
        root: string, home: string, url: string, workers: 1 | 2,
    ): Promise<WorkProcess> {
        const [karwan] = (await buildStale(root, productEntries(root), 'dist')).values();
        return new WorkProcess(root, home, url, [karwan!, 'work', '--scheme', SCHEME,
            '--workers', `${workers}`, '--until-done', '--json']);
    }

    private constructor(root: string, home: string, url: string, args: readonly string[]) {
        const env = {
            ...process.env, KARWAN_CHECKOUT: root, KARWAN_HOME: home, DATABASE_URL: url,
        };
        this.child = spawn(process.execPath, args, {env, stdio: ['ignore', 'pipe', 'pipe']});
        this.child.stdout!.on('data', (part: Buffer) => { this.output += part.toString(); });
        this.child.stderr!.on('data', (part: Buffer) => { this.errors += part.toString(); });
        this.#ended = new Promise(resolve => this.child.on('close', code => resolve(code)));
    }

    get pid(): number {
        return this.child.pid!;
    }

    get isRunning(): boolean {
        return this.child.exitCode === null && this.child.signalCode === null;
    }

    /** The process that decides ahead of it; undefined where there is none just now. */
    get second(): number | undefined {
        return secondOf(this.pid);
    }

    ended(): Promise<number | null> {
        return this.#ended;
    }

    /** What it did. Throws where it did not end well. */
    async done(): Promise<Worked> {
        const code = await this.#ended;
        if (code !== 0) throw new Error(`karwan work: exit ${code}: ${this.errors}`);
        return JSON.parse(this.output) as Worked;
    }
}
