import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';

const START_LIMIT_MS = 180_000;

/** What `karwan start --json` says when it listens. */
interface Started {
    address: string;
    link: string;
    token: string;
}

/** A server with its simulated world, as `npm start` runs it. */
export class LiveServer {
    readonly #child: ChildProcess;
    readonly started: Started;

    private constructor(child: ChildProcess, started: Started) {
        this.#child = child;
        this.started = started;
    }

    static async start(
        karwan: string, env: Readonly<Record<string, string>>, ...more: readonly string[]
    ): Promise<LiveServer> {
        const child = spawn(process.execPath, [karwan, 'start', '--json', ...more], {
            env: {...process.env, DATABASE_URL: '', ...env}, stdio: ['ignore', 'pipe', 'inherit'],
        });
        const lines = createInterface({input: child.stdout});
        const timer = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
        for await (const line of lines) {
            const told = JSON.parse(line) as Partial<Started>;
            if (told.address === undefined) continue;
            clearTimeout(timer);
            // What it says later is read by nobody, and may not stop it.
            child.stdout.resume();
            return new LiveServer(child, told as Started);
        }
        throw new Error('the server ended before it listened');
    }

    async ask<Answer>(path: string, body?: object): Promise<Answer> {
        const {address, token} = this.started;
        const response = await fetch(address + path, {
            method: body === undefined ? 'GET' : 'POST',
            headers: {
                authorization: `Bearer ${token}`,
                ...body !== undefined && {'content-type': 'application/json'},
            },
            ...body !== undefined && {body: JSON.stringify(body)},
        });
        const answer = await response.json() as Answer;
        if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
        return answer;
    }

    /** Whether its world goes on: while it is made anew nothing can be broken in it. */
    async drives(): Promise<boolean> {
        const {address, token} = this.started;
        const {status} = await fetch(`${address}/v1/world/faults/999999`, {
            method: 'DELETE', headers: {authorization: `Bearer ${token}`}});
        return status === 404;
    }

    async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
        const ended = once(this.#child, 'close');
        this.#child.kill(signal);
        await ended;
    }
}
