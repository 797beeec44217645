import {randomBytes} from 'node:crypto';
import {
    existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync,
    writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import type {Binaries} from './binaries.ts';
import {CannotOpenPostgres} from './cannot-open.ts';
import {isAlive} from './processes.ts';
import {chooseRunner, handOver, makeFolder, runProgram, type Runner} from './runner.ts';

/** The superuser of our own cluster, and the name of its one database. */
export const OUR_NAME = 'karwan';

/**
 * A PostgreSQL cluster of our own. It listens on the loopback address alone and asks for a
 * random password that lies in a file beside the data, readable by its owner only. A Unix socket
 * without password would be no safer: its path may have 107 bytes at most, Windows' Node has
 * none that PostgreSQL shares, and as root the socket's folder would have to be open to others.
 */
export interface Cluster {
    readonly data: string;
    readonly password: string;
    readonly logFile: string;
    readonly runner: Runner;
    /** Settings of the server beyond ours. */
    readonly settings: Readonly<Record<string, string>>;
}

/** The cluster of this folder; made when there is none. */
export function clusterIn(
    home: string, settings: Cluster['settings'], binaries: Binaries, log: (line: string) => void,
): Cluster {
    const dataFolder = makeHome(home);
    forgetHalfMade(dataFolder);
    const folder = join(dataFolder, 'postgres');
    if (!existsSync(folder)) makeCluster(dataFolder, folder, binaries, log);
    return {
        data: join(folder, 'data'),
        password: readPassword(join(folder, 'password')),
        logFile: join(dataFolder, 'postgres.log'),
        runner: chooseRunner(binaries, join(folder, 'data')),
        settings,
    };
}

/** The cluster that lies in this folder already, to be looked at only. */
export function findCluster(
    home: string,
): Pick<Cluster, 'data' | 'password'> | undefined {
    const folder = join(home, 'postgres');
    if (!existsSync(folder)) return undefined;
    return {
        data: realpathSync(join(folder, 'data')), password: readPassword(join(folder, 'password')),
    };
}

function makeHome(dataFolder: string): string {
    try {
        mkdirSync(dataFolder, {recursive: true});
        return realpathSync(dataFolder);
    } catch (error) {
        throw new CannotOpenPostgres('not-writable', `cannot make the data folder ${dataFolder}: `
            + `${(error as Error).message}. Name another in KARWAN_HOME`);
    }
}

// Made under another name and renamed when whole: a start that is killed in between leaves no
// half cluster behind, and of two starts at once one wins and both use it.
function makeCluster(
    dataFolder: string, folder: string, binaries: Binaries, log: (line: string) => void,
): void {
    log('making a PostgreSQL cluster');
    const draft = join(dataFolder, `postgres.new-${process.pid}`);
    const runner = chooseRunner(binaries, join(draft, 'data'));
    try {
        makeFolder(runner, draft);
        initialise(runner, binaries, draft);
        renameSync(draft, folder);
    } catch (error) {
        rmSync(draft, {recursive: true, force: true});
        if (existsSync(folder)) return;
        throw asNotWritable(error, dataFolder);
    }
}

function initialise(runner: Runner, binaries: Binaries, draft: string): void {
    const password = randomBytes(24).toString('hex');
    const passwordFile = join(draft, 'password');
    writeFileSync(passwordFile, password, {mode: 0o600});
    handOver(runner, passwordFile);
    makeFolder(runner, join(draft, 'data'));
    const {ok, output} = runProgram(runner, binaries.initdb, [
        '-D', join(draft, 'data'), '-U', OUR_NAME, `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions',
    ]);
    if (!ok) throw new CannotOpenPostgres('start-failed', `initdb failed: ${output.trim()}`);
}

function asNotWritable(error: unknown, dataFolder: string): unknown {
    const {code, message} = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') return error;
    return new CannotOpenPostgres('not-writable', `cannot write in the data folder ${dataFolder}: `
        + `${message}. Start as its owner, or name another folder in KARWAN_HOME`);
}

function readPassword(path: string): string {
    try {
        return readFileSync(path, 'utf8').trim();
    } catch (error) {
        throw new CannotOpenPostgres('foreign-owner', `cannot read the database's password: `
            + `${(error as Error).message}. Start as the user who owns that file`);
    }
}

function forgetHalfMade(dataFolder: string): void {
    for (const name of readdirSync(dataFolder)) {
        const [, pid] = /^postgres\.new-(\d+)$/.exec(name) ?? [];
        if (pid === undefined || isAlive(Number(pid))) continue;
        forget(join(dataFolder, name));
    }
}

// The initdb of a start that was killed lives on and may write there as we delete. What it leaves
// is in nobody's way, and the next start looks again.
function forget(folder: string): void {
    try {
        rmSync(folder, {recursive: true, force: true});
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    }
}
