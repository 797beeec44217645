import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {KarwanProcess} from '../thread-06/karwan-process.ts';

/** What a command of `karwan` took. */
export interface Taken {
    stdout: string;
    wallSeconds: number;
    /** The most memory that its process held; NaN where the system does not tell. */
    peakMegabytes: number;
}

const LOOK_MS = 500;

/** Runs a command as its users do and watches its memory. Throws where it does not end well. */
export async function measured(
    root: string, args: readonly string[], home: string, limitMs: number,
): Promise<Taken> {
    const startedMs = performance.now();
    const karwan = await KarwanProcess.start(root, args, {KARWAN_HOME: home});
    let peakMegabytes = NaN;
    const look = setInterval(() => {
        peakMegabytes = peakOf(karwan.pid) || peakMegabytes;
    }, LOOK_MS);
    const stdout = await karwan.done(limitMs).finally(() => clearInterval(look));
    return {stdout, wallSeconds: (performance.now() - startedMs) / 1000, peakMegabytes};
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
