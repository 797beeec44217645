// npm does not pass signals on to what it runs: told to end, it goes alone, and so does a terminal
// that hangs up. Whoever was started by it ends then as if the signal had been for himself.
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';

const POLL_MS = 500;

/**
 * Ends this process by SIGTERM when npm, or the shell between, is gone, and on SIGHUP. Processes
 * that this one starts are no business of npm's.
 */
export function endWithLauncher() {
    process.on('SIGHUP', () => process.kill(process.pid, 'SIGTERM'));
    if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
    delete process.env.npm_lifecycle_event;
    const shell = process.ppid;
    const npm = parentOf(shell);
    const timer = setInterval(() => {
        if (process.ppid === shell && (npm === undefined || isAlive(npm))) return;
        clearInterval(timer);
        process.kill(process.pid, 'SIGTERM');
    }, POLL_MS);
    timer.unref();
}

function isAlive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error.code === 'EPERM';
    }
}

/** The parent of a process; undefined where the system does not say. */
function parentOf(pid) {
    try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        // The name in parentheses may hold blanks and parentheses of its own.
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    } catch {
        const {status, stdout} = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], {
            encoding: 'utf8', timeout: 5_000,
        });
        return status === 0 ? Number(stdout) : undefined;
    }
}
