import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, statSync} from 'node:fs';

/** Does a process of this id exist, whoever owns it? */
export function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
}

/** Does this process work in this folder? Where the system does not say, we do not know. */
export function worksIn(pid: number, folder: string): 'yes' | 'no' | 'unknown' {
    if (!existsSync('/proc/self/cwd')) return isNamedPostgres(pid);
    try {
        const [its, ours] = [statSync(`/proc/${pid}/cwd`), statSync(folder)];
        return its.dev === ours.dev && its.ino === ours.ino ? 'yes' : 'no';
    } catch {
        // Not ours to look at, or gone: our own server is neither.
        return 'no';
    }
}

function isNamedPostgres(pid: number): 'no' | 'unknown' {
    if (process.platform === 'win32') return 'unknown';
    const {status, stdout} = spawnSync('ps', ['-p', String(pid), '-o', 'command='], {
        encoding: 'utf8', timeout: 5_000,
    });
    return status === 0 && !stdout.includes('postgres') ? 'no' : 'unknown';
}

/**
 * Processes that work in this folder. A PostgreSQL process stands in its data folder, so these
 * are the children that a killed postmaster left behind, and nobody else's. Empty where /proc is
 * missing: there we wait for them to end by themselves.
 */
export function listWorkingIn(folder: string): number[] {
    if (!existsSync('/proc/self/cwd')) return [];
    return readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number)
        .filter(pid => pid !== process.pid && worksIn(pid, folder) === 'yes');
}

export function sleep(durationMs: number): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, durationMs));
}
