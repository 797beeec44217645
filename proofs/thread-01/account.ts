import {spawnSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {userInfo} from 'node:os';
import {join} from 'node:path';

/** Somebody who starts Karwan. */
export interface Account {
    readonly name: string;
    /** Undefined where it is the one who runs the proof. */
    readonly ids: {readonly uid: number; readonly gid: number} | undefined;
    readonly home: string;
    /** Takes the account away again, where the proof made it. */
    remove(): void;
}

/** The one who runs the proof. */
export function ownAccount(): Account {
    const {username, homedir} = userInfo();
    return {name: username, ids: undefined, home: homedir, remove: () => undefined};
}

/** An ordinary account that nobody has used before, with an empty home; only root can make one. */
export function throwAwayAccount(folder: string): Account {
    const name = `karwan-proof-${process.pid}`;
    const home = join(folder, 'home');
    mkdirSync(home);
    run('useradd', ['--no-create-home', '--home-dir', home, '--shell', '/bin/sh', name]);
    const ids = {uid: Number(run('id', ['-u', name])), gid: Number(run('id', ['-g', name]))};
    run('chown', [`${ids.uid}:${ids.gid}`, home]);
    return {name: 'an ordinary user', ids, home, remove: () => void run('userdel', [name])};
}

/** Is the one who runs the proof root? */
export function isRoot(): boolean {
    return process.getuid?.() === 0;
}

/** Runs a program to its end and gives what it said. Throws where it fails. */
export function run(command: string, args: readonly string[]): string {
    const {status, stdout, stderr, error} = spawnSync(command, args, {encoding: 'utf8'});
    if (status === 0) return stdout.trim();
    throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
}
