import {readFileSync} from 'node:fs';

/** Hundredths of a second are the unit of Linux' own count. */
const TICKS_A_SECOND = 100;

/**
 * CPU seconds of a PostgreSQL with all its processes: those that live, and what its postmaster
 * counts of those that have ended. Writers in the background are among them.
 */
export function serverCpuSeconds(postmaster: number): number {
    const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
        .trim().split(' ').filter(Boolean).map(Number);
    const [own, ended] = ticksOf(postmaster);
    const living = children.map(pid => ticksOf(pid)[0]);
    return (own + ended + living.reduce((sum, ticks) => sum + ticks, 0)) / TICKS_A_SECOND;
}

/** Of a process its own time, and that of its children that have ended. */
function ticksOf(pid: number): [own: number, ended: number] {
    try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
        return [Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14])];
    } catch {
        // It ended meanwhile, and the postmaster counts it the next time.
        return [0, 0];
    }
}
