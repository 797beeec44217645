// Makes sure that node_modules holds what package-lock.json says. Plain JavaScript without a
// dependency: on a fresh clone this runs before anything is installed.
import {createHash} from 'node:crypto';
import {spawnSync} from 'node:child_process';
import {
    closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {join} from 'node:path';

/** Another run may be installing into the same checkout: how long we wait for it. */
const INSTALL_LIMIT_MS = 600_000;

/** Installs when something is missing or of another version; says how long that took. */
export async function install(root) {
    if (isInstalled(root)) return;
    const release = await installLock(root);
    try {
        if (isInstalled(root)) return;
        runInstall(root);
        rememberInstalled(root);
    } finally {
        release();
    }
}

/** Does node_modules hold what package-lock.json says, for this machine? */
export function isInstalled(root) {
    const remembered = readOr(stampPath(root), '');
    if (remembered === wanted(root)) return true;
    if (!holdsLockedVersions(root)) return false;
    rememberInstalled(root);
    return true;
}

// npm writes down what it put into node_modules. Where that is what the lock file wants,
// somebody else's `npm install` has done the work already.
function holdsLockedVersions(root) {
    const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
    const locked = packagesOf(join(root, 'package-lock.json'));
    return installed !== undefined && Object.entries(locked ?? {}).every(([path, entry]) => {
        if (!path.startsWith('node_modules/')) return true;
        const found = installed[path];
        if (!found) return entry.optional === true && !isBinaryForThisMachine(entry);
        return entry.link === true || found.version === entry.version;
    });
}

// An optional package that names no system is support for one that does (WebAssembly fallbacks).
function isBinaryForThisMachine({os, cpu, libc}) {
    return os?.includes(process.platform) && cpu?.includes(process.arch) && !libc?.includes('musl');
}

// The scripts of dependencies are not run: newer npm blocks them anyway, and nothing needs them.
function runInstall(root) {
    const startedMs = performance.now();
    process.stderr.write('Installing dependencies with npm ci …\n');
    const [command, ...before] = npmCommand();
    const {status, error} = spawnSync(command, [...before, 'ci', '--ignore-scripts', '--no-audit',
        '--no-fund', '--loglevel=error'], {
        cwd: root,
        stdio: ['ignore', 2, 2],
        timeout: INSTALL_LIMIT_MS,
        shell: process.platform === 'win32' && before.length === 0,
        env: {...process.env, npm_config_ignore_scripts: 'true', NODE_ENV: ''},
    });
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    if (status !== 0) {
        const why = error ? error.message : `exit code ${status}`;
        throw new Error(`npm ci failed after ${seconds} s (${why}). Is the registry reachable?`);
    }
    process.stderr.write(`Dependencies installed in ${seconds} s.\n`);
}

// Under `npm run` npm says where it is itself; that works on every system and needs no shell.
function npmCommand() {
    const path = process.env.npm_execpath;
    return path && path.endsWith('npm-cli.js') ? [process.execPath, path] : ['npm'];
}

async function installLock(root) {
    mkdirSync(join(root, 'dist'), {recursive: true});
    const path = join(root, 'dist', 'install.lock');
    const untilMs = performance.now() + INSTALL_LIMIT_MS;
    while (performance.now() < untilMs) {
        try {
            const file = openSync(path, 'wx');
            writeFileSync(file, String(process.pid));
            closeSync(file);
            return () => rmSync(path, {force: true});
        } catch (error) {
            if (error.code !== 'EEXIST') throw error;
        }
        const holder = Number(readOr(path, ''));
        if (holder > 0 && !isAlive(holder)) rmSync(path, {force: true});
        await new Promise(resolve => setTimeout(resolve, 200));
    }
    throw new Error(`another run has held ${path} for ${INSTALL_LIMIT_MS / 1000} s: `
        + 'if none is installing, delete that file');
}

function isAlive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error.code === 'EPERM';
    }
}

function rememberInstalled(root) {
    try {
        writeFileSync(stampPath(root), wanted(root));
    } catch (error) {
        // A checkout that this user may only read is compared anew each time.
        if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
    }
}

function wanted(root) {
    const digest = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
    return `${digest.digest('hex')} ${process.platform} ${process.arch}`;
}

function stampPath(root) {
    return join(root, 'node_modules', '.karwan-installed');
}

function packagesOf(path) {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

function readOr(path, otherwise) {
    return existsSync(path) ? readFileSync(path, 'utf8') : otherwise;
}
