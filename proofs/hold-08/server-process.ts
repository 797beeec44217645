import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {buildStale, productEntries} from '../../tools/build.mjs';

/** What a line of the server's log says. */
export interface Told {
    event: string;
    status?: string | number;
    [field: string]: unknown;
}

const START_LIMIT_MS = 120_000;
const END_LIMIT_MS = 60_000;

/** `karwan start` as its operators run it, without a world, its log as objects. */
export class ServerProcess {
    readonly #child: ChildProcess;
    readonly #ended: Promise<number | null>;
    readonly log: Told[] = [];
    /** All that it said, for who looks for what must not stand there. */
    said = '';
    address = '';
    token = '';

    static async start(
        root: string, env: Readonly<Record<string, string>>, ...more: string[]
    ): Promise<ServerProcess> {
        const [karwan] = (await buildStale(root, productEntries(root), 'dist')).values();
        const server = new ServerProcess(root, env, karwan!, more);
        await server.#isUp();
        return server;
    }

    private constructor(
        root: string, env: Readonly<Record<string, string>>, karwan: string, more: string[],
    ) {
        this.#child = spawn(process.execPath, [
            karwan, 'start', '--no-world', '--port', '0', '--json', '--log', 'json', ...more,
        ], {
            env: {...process.env, KARWAN_CHECKOUT: root, DATABASE_URL: '', ...env},
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        this.#ended = once(this.#child, 'close').then(([code]) => code as number | null);
        createInterface({input: this.#child.stderr!}).on('line', line => {
            this.said += `${line}\n`;
            if (line.startsWith('{')) this.log.push(JSON.parse(line) as Told);
        });
        createInterface({input: this.#child.stdout!}).on('line', line => {
            const told = JSON.parse(line) as {address?: string; token?: string};
            if (told.address === undefined) return;
            this.address = told.address;
            this.token = told.token!;
        });
    }

    async #isUp(): Promise<void> {
        const startedMs = performance.now();
        while (this.address === '') {
            if (!this.isAlive) throw new Error(`the server ended at its start: ${this.said}`);
            if (performance.now() - startedMs > START_LIMIT_MS) {
                await this.kill();
                throw new Error(`the server did not start in ${START_LIMIT_MS} ms: ${this.said}`);
            }
            await new Promise(resolve => setTimeout(resolve, 20));
        }
    }

    get pid(): number {
        return this.#child.pid!;
    }

    get isAlive(): boolean {
        return this.#child.exitCode === null && this.#child.signalCode === null;
    }

    /** Faults of its own that it told. */
    get faults(): Told[] {
        return this.log.filter(({event}) => event === 'fault');
    }

    /** Asks it to stop as a service manager does; its exit code. */
    async stop(): Promise<number | null> {
        this.#child.kill('SIGTERM');
        const timer = setTimeout(() => this.#child.kill('SIGKILL'), END_LIMIT_MS);
        const code = await this.#ended;
        clearTimeout(timer);
        return code;
    }

    async kill(): Promise<void> {
        this.#child.kill('SIGKILL');
        await this.#ended;
    }

    /** One figure of /metrics; NaN where it is not told. */
    async figure(name: string): Promise<number> {
        const response = await fetch(`${this.address}/metrics`, {
            headers: {authorization: `Bearer ${this.token}`}});
        const lines = (await response.text()).split('\n');
        return Number(lines.find(line => line.startsWith(`${name} `))?.slice(name.length) ?? NaN);
    }
}
