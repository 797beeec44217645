import {existsSync, readFileSync} from 'node:fs';

/** What some work took: by the clock, and by the processor where the system tells. */
export interface Spent {
    wallSeconds: number;
    /** Of this process. */
    nodeSeconds: number;
    /** Of the server's processes for these connections; NaN where the system does not tell. */
    serverSeconds: number;
}

/** Hundredths of a second are the unit of Linux' own count. */
const TICKS_A_SECOND = 100;

/** Runs work and tells what it took, here and in the server's processes of these ids. */
export async function spentBy(
    work: () => Promise<void>, backends: () => readonly number[],
): Promise<Spent> {
    const startedMs = performance.now();
    const before = {own: process.cpuUsage(), theirs: cpuOf(backends())};
    await work();
    const {user, system} = process.cpuUsage(before.own);
    return {
        wallSeconds: (performance.now() - startedMs) / 1000,
        nodeSeconds: (user + system) / 1e6,
        serverSeconds: cpuOf(backends()) - before.theirs,
    };
}

/** User and system time of both sides together. */
export function cpuSecondsOf({nodeSeconds, serverSeconds}: Spent): number {
    return nodeSeconds + serverSeconds;
}

export function sumOf(all: readonly Spent[]): Spent {
    return {
        wallSeconds: all.reduce((sum, {wallSeconds}) => sum + wallSeconds, 0),
        nodeSeconds: all.reduce((sum, {nodeSeconds}) => sum + nodeSeconds, 0),
        serverSeconds: all.reduce((sum, {serverSeconds}) => sum + serverSeconds, 0),
    };
}

// A process that came into being meanwhile began with nothing.
function cpuOf(pids: readonly number[]): number {
    return pids.reduce((sum, pid) => {
        const file = `/proc/${pid}/stat`;
        if (!existsSync(file)) return NaN;
        const afterName = readFileSync(file, 'utf8').split(') ').at(-1)!.split(' ');
        return sum + (Number(afterName[11]) + Number(afterName[12])) / TICKS_A_SECOND;
    }, 0);
}
