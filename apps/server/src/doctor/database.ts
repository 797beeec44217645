import {existsSync} from 'node:fs';
import {join} from 'node:path';
import pg from 'pg';
import type {Check} from '../doctor.ts';
import {findBinaries, missingLinks, packageFolder} from '../postgres/binaries.ts';
import {findCluster} from '../postgres/cluster.ts';
import {findServing} from '../postgres/lease.ts';
import {findPostmaster} from '../postgres/postmaster.ts';
import {chooseRunner, runProgram} from '../postgres/runner.ts';
import {undurableSettings} from '../postgres/durability.ts';
import {openPostgres, urlOf} from '../postgres.ts';

export function binariesAreThere(): Check {
    const folder = packageFolder();
    const isThere = existsSync(join(folder, 'native', 'bin'));
    return {
        what: 'PostgreSQL', state: isThere ? 'good' : 'bad',
        found: isThere ? folder : `nothing in ${folder}`,
        expected: 'the programs from `npm ci`, or a server of your own in DATABASE_URL',
    };
}

export function linksAreMade(): Check {
    const missing = missingLinks();
    return {
        what: 'PostgreSQL libraries', state: missing.length === 0 ? 'good' : 'odd',
        found: missing.length === 0 ? 'all links are there'
            : `${missing.length} links missing: ${missing[0]!.target} …`,
        expected: 'all; the next start makes them where it may write in node_modules',
    };
}

/** PostgreSQL refuses to be root; there are two ways around that, and neither works everywhere. */
export function rootMayStart(dataFolder: string): Check {
    const expected = 'an ordinary user, or a way for root to lend PostgreSQL another one';
    try {
        const binaries = findBinaries();
        const runner = chooseRunner(binaries, join(dataFolder, 'postgres', 'data'));
        const {ok, output} = runProgram(runner, binaries.postgres, ['--version']);
        const as = {
            myself: 'as this user', namespace: 'in a user namespace of its own',
            user: runner.kind === 'user' ? `as user id ${runner.uid}` : '',
        }[runner.kind];
        return {
            what: 'user', state: ok ? 'good' : 'bad', expected,
            found: `${output.trim()} runs ${as}`,
        };
    } catch (error) {
        return {what: 'user', state: 'bad', found: (error as Error).message, expected};
    }
}

export async function ownServer(dataFolder: string): Promise<Check> {
    const check = (state: Check['state'], found: string): Check => ({
        what: 'database', state, found, expected: 'stopped, or running and ours',
    });
    try {
        const cluster = findCluster(dataFolder);
        if (!cluster) return check('good', 'none yet; the first start makes it');
        const postmaster = findPostmaster(cluster);
        if (!postmaster) return check('good', 'stopped; the next start starts it');
        await findServing(urlOf(cluster, postmaster, 'postgres'));
        return check('good', `running, process ${postmaster.pid}, port ${postmaster.port}`);
    } catch (error) {
        return check('bad', (error as Error).message);
    }
}

export async function whoElseServes(dataFolder: string): Promise<Check> {
    const name = await serving(dataFolder).catch(() => undefined);
    return {
        what: 'another Karwan', state: name ? 'odd' : 'good', found: name ?? 'none',
        expected: 'none; one alone serves a data folder',
    };
}

async function serving(dataFolder: string): Promise<string | undefined> {
    const cluster = findCluster(dataFolder);
    const postmaster = cluster && findPostmaster(cluster);
    return postmaster && findServing(urlOf(cluster, postmaster, 'postgres'));
}

export async function theirServer(databaseUrl: string): Promise<Check> {
    const check = (state: Check['state'], found: string): Check => ({
        what: 'DATABASE_URL', state, found, expected: 'a PostgreSQL 15 or later that answers',
    });
    try {
        await openPostgres({dataFolder: '', databaseUrl, log: () => undefined});
        const client = new pg.Client({connectionString: databaseUrl});
        await client.connect();
        const undurable = await undurableSettings(client).finally(() => client.end());
        return undurable.length === 0 ? check('good', 'it answers')
            : check('odd',
                `it answers, with ${undurable.join(', ')}: a power cut may lose readings`);
    } catch (error) {
        return check('bad', (error as Error).message);
    }
}
