import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {chownSync, existsSync, mkdirSync, readFileSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Binaries} from './binaries.ts';
import {CannotOpenPostgres} from './cannot-open.ts';

/**
 * As whom PostgreSQL runs. It refuses to be root, so root lends it the id of an unprivileged user.
 * Where that user could not reach the folders root hides behind one in a namespace: there the
 * process is `nobody` to itself and its files stay root's. Where namespaces are forbidden too, the
 * unprivileged user takes one of root's rights along: to pass folders that are closed to him.
 */
export type Runner =
    | {readonly kind: 'myself'}
    | {readonly kind: 'user'; readonly uid: number; readonly gid: number; readonly passes: boolean}
    | {readonly kind: 'namespace'};

const NOBODY = 65_534;
const PROGRAM_LIMIT_MS = 60_000;

/** Decides as whom; an existing cluster decides by its owner, so that a restart changes nothing. */
export function chooseRunner(binaries: Binaries, cluster: string): Runner {
    const myUid = process.getuid?.();
    const owner = existsSync(cluster) ? statSync(cluster).uid : undefined;
    if (myUid === undefined) return {kind: 'myself'};
    if (myUid !== 0) {
        if (owner === undefined || owner === myUid) return {kind: 'myself'};
        throw new CannotOpenPostgres('foreign-owner', `found ${cluster} owned by user id ${owner}, `
            + `expected ${myUid} (who runs this). Start as its owner, or name another folder in `
            + 'KARWAN_HOME');
    }
    if (owner === undefined) return runnerForRoot(binaries, dirname(cluster));
    return runnerOfOwner(owner, binaries, dirname(cluster));
}

function runnerForRoot(binaries: Binaries, folder: string): Runner {
    const nobody = passwdEntries().find(entry => entry.uid === NOBODY);
    const plain = nobody && userFor(nobody, binaries, folder);
    if (plain && !plain.passes && works(plain, binaries)) return plain;
    const hidden: Runner = {kind: 'namespace'};
    return works(hidden, binaries) ? hidden : orRefuse(plain, binaries);
}

function runnerOfOwner(owner: number, binaries: Binaries, folder: string): Runner {
    if (owner === 0) return orRefuse({kind: 'namespace'}, binaries);
    const entry = passwdEntries().find(each => each.uid === owner);
    if (!entry) {
        throw new CannotOpenPostgres('foreign-owner', `the data folder belongs to user id `
            + `${owner}, which has no name on this machine; chown it to a user that has one`);
    }
    return orRefuse(userFor(entry, binaries, folder), binaries);
}

// A user takes root's right to pass along only where he needs it.
function userFor(
    {uid, gid}: {uid: number; gid: number}, binaries: Binaries, folder: string,
): Extract<Runner, {kind: 'user'}> {
    const passes = !canPass(uid, folder) || !canPass(uid, binaries.postgres);
    return {kind: 'user', uid, gid, passes};
}

function works(runner: Runner, binaries: Binaries): boolean {
    return runProgram(runner, binaries.postgres, ['--version']).ok;
}

function orRefuse(runner: Runner | undefined, binaries: Binaries): Runner {
    if (runner && works(runner, binaries)) return runner;
    throw new CannotOpenPostgres('root-not-possible', 'PostgreSQL refuses to run as root, and on '
        + 'this machine root can lend it no other user: that user cannot pass the folders on the '
        + 'way, and neither unshare --user nor setpriv is allowed. Move the checkout to a folder '
        + 'that others may pass (chmod o+x), run as an ordinary user, or give DATABASE_URL');
}

/** Starts a program as that runner and waits for its end. */
export function runProgram(
    runner: Runner, program: string, args: readonly string[],
): {ok: boolean; output: string} {
    const {command, all, options} = launch(runner, program, args);
    const {status, stdout, stderr, error} = spawnSync(command, all, {
        ...options, encoding: 'utf8', timeout: PROGRAM_LIMIT_MS, stdio: ['ignore', 'pipe', 'pipe'],
    });
    return {ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`};
}

/** Starts a program that outlives us, its output going to an open file. */
export function startProgram(
    runner: Runner, program: string, args: readonly string[], outputFile: number,
): ChildProcess {
    const {command, all, options} = launch(runner, program, args);
    const child = spawn(command, all, {
        ...options, stdio: ['ignore', outputFile, outputFile], detached: true,
    });
    child.unref();
    return child;
}

/** Makes a folder that the runner may write. */
export function makeFolder(runner: Runner, path: string): void {
    mkdirSync(path, {mode: 0o700});
    handOver(runner, path);
}

/** Gives a file or folder to the runner. */
export function handOver(runner: Runner, path: string): void {
    if (runner.kind === 'user') chownSync(path, runner.uid, runner.gid);
}

function launch(runner: Runner, program: string, args: readonly string[]) {
    const isWindows = process.platform === 'win32';
    const options = {
        cwd: isWindows ? dirname(program) : '/', env: cleanEnvironment(), windowsHide: true,
    };
    if (runner.kind === 'namespace') {
        const map = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
        return {command: 'unshare', all: [...map, '--', program, ...args], options};
    }
    if (runner.kind === 'user' && runner.passes) {
        const who = [`--reuid=${runner.uid}`, `--regid=${runner.gid}`, '--clear-groups'];
        const right = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
        return {command: 'setpriv', all: [...who, ...right, '--', program, ...args], options};
    }
    const as = runner.kind === 'user' ? {uid: runner.uid, gid: runner.gid} : {};
    return {command: program, all: [...args], options: {...options, ...as}};
}

// PGDATA, PGPORT and the like of the caller's shell are about another database than ours.
function cleanEnvironment(): NodeJS.ProcessEnv {
    const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
    return {...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC'};
}

// May this user pass every folder on the way? Each must let others, or him as owner, through.
function canPass(uid: number, path: string): boolean {
    for (let folder = path; ; folder = dirname(folder)) {
        if (existsSync(folder)) {
            const {mode, uid: owner} = statSync(folder);
            if ((mode & (owner === uid ? 0o100 : 0o001)) === 0) return false;
        }
        if (folder === dirname(folder)) return true;
    }
}

function passwdEntries(): {uid: number; gid: number}[] {
    if (!existsSync('/etc/passwd')) return [];
    return readFileSync('/etc/passwd', 'utf8').split('\n').filter(Boolean).map(line => {
        const [, , uid, gid] = line.split(':');
        return {uid: Number(uid), gid: Number(gid)};
    });
}
