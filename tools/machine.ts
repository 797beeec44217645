import {existsSync, readFileSync} from 'node:fs';
import {cpus, loadavg, totalmem} from 'node:os';

/** The machine a figure was measured on: model, cores, memory. */
export function machineName(): string {
    const model = cpus()[0]?.model.trim().replace(/\s+/g, ' ') ?? 'unknown processor';
    const memoryGib = Math.round(totalmem() / 2 ** 30);
    return `${model}, ${cpus().length} cores, ${memoryGib} GiB`;
}

/** How many processes wanted a core during the last minute. */
export function loadNow(): number {
    return loadavg()[0]!;
}

/** Below this load a machine counts as idle. */
export const IDLE_LOAD = 0.5;
const IDLE_LIMIT_MS = 300_000;

/** Waits for an idle machine, five minutes at most; gives the load it ended with. */
export async function waitForIdle(say: (line: string) => void): Promise<number> {
    const untilMs = performance.now() + IDLE_LIMIT_MS;
    if (loadNow() >= IDLE_LOAD) say(`load ${loadNow().toFixed(2)}: waiting for less than 0.5`);
    while (loadNow() >= IDLE_LOAD && performance.now() < untilMs) {
        await new Promise(resolve => setTimeout(resolve, 5_000));
    }
    return loadNow();
}

/** CPU seconds of this process and of the children it has waited for, user and system. */
export function cpuSeconds(): number {
    const {userCPUTime, systemCPUTime} = process.resourceUsage();
    return (userCPUTime + systemCPUTime) / 1e6 + childrenCpuSeconds();
}

// Node does not tell about children; Linux does, in hundredths of a second.
function childrenCpuSeconds(): number {
    if (!existsSync('/proc/self/stat')) return 0;
    const afterName = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(afterName[13]) + Number(afterName[14])) / 100;
}
