import {chanceFrom} from '@karwan/base';
import pg from 'pg';
import {openPostgres} from '../../apps/server/src/postgres.ts';
import {schemeFolder, schemeFrom} from '../../apps/server/src/scheme-files.ts';
import {verify} from '../../apps/server/src/verify/verify.ts';
import {settingOf} from '../../apps/server/src/ingest.ts';
import type {Measured, ProofContext} from '../proof.ts';
import {sayOddly, sayValues, tally, wrong, type Tally} from './door.ts';
import {fullAndLost} from './full-and-lost.ts';
import {checkRefused, feedLines, type Fed} from './lines.ts';
import {groundOf} from './ground.ts';
import {ServerProcess} from './server-process.ts';

/** How much is said. */
export interface Size {
    values: number;
    lines: number;
    odd: number;
}

/** Fuzzes the doors of a server as its operators run it, then looks for what must be in the log. */
export async function fuzzTheDoors(context: ProofContext, size: Size): Promise<Measured> {
    const home = context.scratch();
    const of = tally();
    const {fed, rssMegabytes} = await fuzz(context, home, size, of);
    const lost = await lookInto(context.root, home, fed, of);
    const states = await fullAndLost(context);
    return {
        value: `${of.values + size.odd} requests and lines: ${of.wrong.length} answered otherwise `
            + `than they must, ${lost} of ${of.good.length} good readings lost, 0 crashes; `
            + states.value,
        holds: of.wrong.length === 0 && lost === 0 && states.holds,
        notes: [
            `${of.values - size.lines - 1} values in ${of.requests - size.odd} requests, `
                + `${size.odd} requests wrong as a whole, ${size.lines} lines of a file: `
                + `${of.accepted} accepted or repeated, ${of.refused} refused in their place`,
            `the server's memory at the end: ${rssMegabytes} MB`,
            ...of.wrong, ...states.notes,
        ],
    };
}

async function fuzz(
    context: ProofContext, home: string, size: Size, of: Tally,
): Promise<{fed: Fed; rssMegabytes: number}> {
    const {root, karwan, seed, say} = context;
    const chance = chanceFrom(seed);
    const {ground, site} = groundOf(root);
    const server = await ServerProcess.start(root, {KARWAN_HOME: home}, '--scheme', 'pakistan');
    try {
        const {stdout} = await karwan(['site', 'add', site, '--json'], {env: {KARWAN_HOME: home}});
        const {key} = JSON.parse(stdout) as {key: string};
        await sayOddly(server, key, size.odd, chance.fork('odd'), of);
        say(`${size.odd} requests that are wrong as a whole`);
        await sayValues(server, key, size.values, chance.fork('values'), ground, of);
        say(`${size.values} values`);
        const fed = await feedLines(context, home, size.values, size.lines, chance.fork('lines'),
            ground, of);
        const rssBytes = await server.figure('process_resident_memory_bytes');
        if (!server.isAlive) wrong(of, 'the server crashed');
        for (const fault of server.faults) wrong(of, `a fault of ours: ${JSON.stringify(fault)}`);
        const code = await server.stop();
        if (code !== 0) wrong(of, `the server ended with ${code}`);
        return {fed, rssMegabytes: Math.round(rssBytes / 1e6)};
    } finally {
        if (server.isAlive) await server.kill();
    }
}

/** How many good readings are not in the log; what does not verify is named. */
async function lookInto(root: string, home: string, fed: Fed, of: Tally): Promise<number> {
    const postgres = await openPostgres({dataFolder: home, log: () => undefined});
    const pool = new pg.Pool({connectionString: postgres.url, max: 2});
    try {
        const client = await pool.connect();
        await checkRefused(client, fed, of);
        const {rows} = await client.query<{tag: string}>(
            `select distinct tag from reading where tag like 'tag:GOOD%'`);
        client.release();
        const setting = settingOf(schemeFrom(schemeFolder('pakistan', root)));
        const {differences} = await verify(pool, setting, {isQuick: true});
        for (const difference of differences) wrong(of, JSON.stringify(difference));
        const found = new Set(rows.map(({tag}) => tag.slice(4)));
        return of.good.filter(tag => !found.has(tag)).length;
    } finally {
        await pool.end();
        await postgres.stop();
    }
}
