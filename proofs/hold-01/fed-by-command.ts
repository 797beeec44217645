import {spawn} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';

/** What a command of `karwan` took. */
export interface Taken {
    stdout: string;
    wallSeconds: number;
    /** The most memory that its process held; NaN where the system does not tell. */
    peakMegabytes: number;
}

const LOOK_MS = 500;

/** Runs the built command line as its users do and watches its memory. Throws what it says. */
export async function measured(
    root: string, args: readonly string[], home: string, limitMs: number,
): Promise<Taken> {
    const startedMs = performance.now();
    const child = spawn(process.execPath, [join(root, 'dist', 'karwan.mjs'), ...args], {
        env: {...process.env, KARWAN_HOME: home}, stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: Record<'stdout' | 'stderr', string> = {stdout: '', stderr: ''};
    child.stdout.on('data', (chunk: Buffer) => said.stdout += chunk.toString());
    child.stderr.on('data', (chunk: Buffer) => said.stderr += chunk.toString());
    let peakMegabytes = NaN;
    const look = setInterval(() => peakMegabytes = peakOf(child.pid!) || peakMegabytes, LOOK_MS);
    const limit = setTimeout(() => child.kill('SIGTERM'), limitMs);
    const code = await new Promise<number | null>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', resolve);
    }).finally(() => {
        clearInterval(look);
        clearTimeout(limit);
    });
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${said.stderr}`);
    const wallSeconds = (performance.now() - startedMs) / 1000;
    return {stdout: said.stdout, wallSeconds, peakMegabytes};
}

function peakOf(pid: number): number {
    const file = `/proc/${pid}/status`;
    if (!existsSync(file)) return NaN;
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(file, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1024);
}

/** The size of all files below a folder. */
export function megabytesIn(folder: string): number {
    const bytes = readdirSync(folder, {recursive: true, withFileTypes: true})
        .filter(entry => entry.isFile())
        .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    return Math.round(bytes / 1e6);
}
