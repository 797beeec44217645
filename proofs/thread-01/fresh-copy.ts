import {spawn, type ChildProcess} from 'node:child_process';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {isAlive, listWorkingIn, sleep} from '../../apps/server/src/postgres/processes.ts';
import {run, type Account} from './account.ts';

const START_LIMIT_MS = 900_000;
const END_LIMIT_MS = 60_000;

/** How a start went, in seconds from the command to the first charge explained. */
export interface Started {
    readonly address: string;
    readonly token: string;
    readonly pid: number;
    /** What of it npm took to install; 0 where nothing was missing. */
    readonly installSeconds: number;
    /** The rest: build, database, corridor, world, charge. */
    readonly ownSeconds: number;
    readonly firstCharge: unknown;
}

type Said = Omit<Started, 'installSeconds' | 'ownSeconds'>;

/** A clone of this checkout in an empty folder, as a stranger has it. */
export class FreshCopy {
    readonly #folder: string;
    readonly #account: Account;
    #child: ChildProcess | undefined;
    #errors = '';

    constructor(checkout: string, folder: string, account: Account) {
        this.#folder = folder;
        this.#account = account;
        run('git', ['-c', 'safe.directory=*', 'clone', '--quiet', checkout, folder]);
        const {ids} = account;
        if (ids) run('chown', ['-R', `${ids.uid}:${ids.gid}`, folder]);
    }

    /** `npm start`, until the first charge is explained. */
    async start(): Promise<Started> {
        const startedMs = performance.now();
        const child = spawn('npm', ['start', '--', '--json'], {
            cwd: this.#folder, env: strangersEnvironment(this.#account),
            stdio: ['ignore', 'pipe', 'pipe'], ...this.#account.ids,
        });
        this.#child = child;
        this.#errors = '';
        child.stderr.on('data', (part: Buffer) => { this.#errors += part.toString(); });
        const timer = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
        const said = await this.#saidBy(child).finally(() => clearTimeout(timer));
        const seconds = (performance.now() - startedMs) / 1000;
        const [, install] = /Dependencies installed in ([\d.]+) s/.exec(this.#errors) ?? [];
        const installSeconds = Number(install ?? 0);
        return {...said, installSeconds, ownSeconds: seconds - installSeconds};
    }

    async #saidBy(child: ChildProcess): Promise<Said> {
        let doors: Omit<Said, 'firstCharge'> | undefined;
        for await (const line of createInterface({input: child.stdout!})) {
            if (!line.startsWith('{')) continue;
            const told = JSON.parse(line) as Record<string, unknown>;
            if ('address' in told) doors = told as unknown as typeof doors;
            if ('firstCharge' in told && doors) {
                // What it says from now on is read by nobody, and must not fill the pipe.
                child.stdout!.resume();
                return {...doors, firstCharge: told['firstCharge']};
            }
        }
        throw new Error(`npm start ended without a charge explained: ${this.#errors}`);
    }

    /** The processes of its PostgreSQL. */
    get serverPids(): number[] {
        return listWorkingIn(join(this.#folder, '.karwan', 'postgres', 'data'));
    }

    /** `kill -9` of one after the other, each dead before the next. */
    async kill(order: readonly ('node' | 'postgres')[], {pid}: Started): Promise<void> {
        for (const victim of order) {
            const pids = victim === 'node' ? [pid] : this.serverPids;
            for (const each of pids) sendSignal(each, 'SIGKILL');
            const isThere = () => victim === 'node' ? isAlive(pid) : this.serverPids.length > 0;
            await until(() => !isThere(), `${victim} outlives kill -9`);
        }
        await this.#ended();
    }

    /** As Ctrl-C stops it: its server ends with it. */
    async stop({pid}: Started): Promise<void> {
        sendSignal(pid, 'SIGINT');
        await this.#ended();
        await until(() => this.serverPids.length === 0, 'PostgreSQL outlives its stop');
    }

    /** Whatever still runs in it; for the end of the proof. */
    end(): void {
        if (this.#child?.exitCode === null) this.#child.kill('SIGKILL');
        for (const pid of this.serverPids) sendSignal(pid, 'SIGKILL');
    }

    async #ended(): Promise<void> {
        const child = this.#child!;
        await until(() => child.exitCode !== null || child.signalCode !== null,
            'npm does not end after what it started');
    }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
    try {
        process.kill(pid, signal);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
}

async function until(isSo: () => boolean, otherwise: string): Promise<void> {
    const untilMs = performance.now() + END_LIMIT_MS;
    while (!isSo()) {
        if (performance.now() > untilMs) throw new Error(otherwise);
        await sleep(20);
    }
}

const OURS = /^(KARWAN_|DATABASE_URL$|NODE_OPTIONS$|INIT_CWD$)/;
const NPMS = /^npm_(package|lifecycle|execpath|node|command|config_(cache|\w*prefix|\w+config$))/;

// Nothing of this run reaches the stranger's: neither our settings nor npm's for its own run.
function strangersEnvironment({home}: Account): Record<string, string> {
    const kept = Object.entries(process.env)
        .filter(([name]) => !OURS.test(name) && !NPMS.test(name));
    return {...Object.fromEntries(kept), HOME: home} as Record<string, string>;
}
