import {accessSync, constants, existsSync, statfsSync} from 'node:fs';
import {createServer} from 'node:net';
import {delimiter, dirname, join, resolve} from 'node:path';
import {findReferenceFolder} from '../checkout.ts';
import type {Check} from '../doctor.ts';

const OLDEST_NODE = 20;
const LEAST_FREE_BYTES = 2e9;
/** No machine that runs this lives before it; a clock that was never set does. */
const EARLIEST_CLOCK_MS = Date.UTC(2026, 0, 1);
const LATEST_CLOCK_MS = Date.UTC(2100, 0, 1);

export function nodeIsNewEnough(version: string): Check {
    const isNew = Number(version.split('.')[0]) >= OLDEST_NODE;
    return {
        what: 'Node', state: isNew ? 'good' : 'bad', found: version,
        expected: `${OLDEST_NODE} or later`,
    };
}

/** Readings are corrected by the receipt's time: a clock that is years off spoils them all. */
export function clockIsSet(nowMs: number): Check {
    const isSet = nowMs >= EARLIEST_CLOCK_MS && nowMs < LATEST_CLOCK_MS;
    return {
        what: 'clock', state: isSet ? 'good' : 'bad', found: new Date(nowMs).toISOString(),
        expected: 'a time that has been set, kept by NTP',
    };
}

export function folderIsWritable(folder: string): Check {
    const existing = nearestExisting(folder);
    const isWritable = mayWrite(existing);
    const where = existing === folder ? folder : `${folder} (to be made in ${existing})`;
    return {
        what: 'data folder', state: isWritable ? 'good' : 'bad',
        found: `${where}, ${isWritable ? 'writable' : 'not writable by this user'}`,
        expected: 'a folder this user may write; KARWAN_HOME names another',
    };
}

export function diskHasRoom(folder: string): Check {
    const {bavail, bsize} = statfsSync(nearestExisting(folder));
    const freeBytes = bavail * bsize;
    return {
        what: 'disk', state: freeBytes >= LEAST_FREE_BYTES ? 'good' : 'odd',
        found: `${(freeBytes / 1e9).toFixed(1)} GB free`,
        expected: `${LEAST_FREE_BYTES / 1e9} GB or more; a million readings take about 0.5 GB`,
    };
}

/** Free, or free enough: `start` asks for it on the loopback address. */
export function portIsFree(port: number): Promise<Check> {
    const check = (state: Check['state'], found: string): Check => ({
        what: `port ${port}`, state, found, expected: 'free; start takes another with --port',
    });
    return new Promise(done => {
        const probe = createServer();
        probe.once('error', error => done(check('odd', error.message)));
        probe.listen(port, '127.0.0.1', () => probe.close(() => done(check('good', 'free'))));
    });
}

export function referenceIsThere(): Check {
    const folder = findReferenceFolder();
    return {
        what: 'reference data', state: folder ? 'good' : 'odd',
        found: folder ?? 'none; some proofs do not run',
        expected: 'only for proofs; KARWAN_REFERENCE names its folder',
    };
}

export function chromiumIsThere(): Check {
    const path = findChromium();
    return {
        what: 'Chromium', state: path ? 'good' : 'odd',
        found: path ?? 'none; proofs of the page do not run',
        expected: 'only for proofs; KARWAN_CHROMIUM names it',
    };
}

/** A Chromium of this machine: the one that KARWAN_CHROMIUM names, or one on the path. */
export function findChromium(): string | undefined {
    const named = process.env['KARWAN_CHROMIUM'];
    if (named) return existsSync(named) ? named : undefined;
    const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
    const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
    return names.flatMap(name => folders.map(folder => join(folder, name))).find(existsSync);
}

function nearestExisting(folder: string): string {
    let nearest = resolve(folder);
    while (!existsSync(nearest)) nearest = dirname(nearest);
    return nearest;
}

function mayWrite(folder: string): boolean {
    try {
        accessSync(folder, constants.W_OK | constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
