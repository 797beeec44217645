import {randomBytes} from 'node:crypto';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Zone} from '@karwan/base';
import type {Scheme} from '@karwan/tolling';
import pg from 'pg';
import {adoptScheme} from '../../apps/server/src/adopt-scheme.ts';
import {checkoutFolder} from '../../apps/server/src/checkout.ts';
import {doorOf} from '../../apps/server/src/door.ts';
import {feedFile, type FeedSetting} from '../../apps/server/src/feed.ts';
import {mappingFromYaml, sameNames} from '../../apps/server/src/feed/mapping.ts';
import {Ingest, settingOf} from '../../apps/server/src/ingest.ts';
import {append} from '../../apps/server/src/log.ts';
import {migrate} from '../../apps/server/src/migrate.ts';
import {openPostgres} from '../../apps/server/src/postgres.ts';
import {registerFrom} from '../../apps/server/src/register.ts';
import {schemeFolder, schemeFrom} from '../../apps/server/src/scheme-files.ts';
import {keyFrom} from '../../apps/server/src/vault-key.ts';
import {Vault} from '../../apps/server/src/vault.ts';
import {Recording, RecordingPool} from './recorded-batches.ts';
import {packed, SCHEME} from './reference-lines.ts';
import {cpuSecondsOf, spentBy, sumOf, type Spent} from './spent.ts';

/** What both took, and whether the same rows came of both. */
export interface Compared {
    feed: Spent;
    replay: Spent;
    batches: number;
    statements: number;
    rows: number;
    isSame: boolean;
    slices: {feed: Spent; replay: Spent}[];
}

/** Lines to feed: the scheme that they are of, what their columns are called, who is registered. */
export interface Source {
    scheme: string;
    header: string;
    lines: readonly string[];
    /** Register files, said before the first line. */
    register: readonly string[];
}

const HEADER = 'reading,time,place,kind,vehicle,class';

/** Lines of the reference corridor's file. */
export function referenceSource(lines: readonly string[]): Source {
    return {scheme: SCHEME, header: HEADER, lines, register: []};
}

/** Feed and replay take turns, this many lines each. */
const SLICE_LINES = 20_000;
const REGISTER_CHUNK = 2_000;

/**
 * Feeds lines from a file into one database, slice by slice, and after each slice writes what its
 * transactions wrote, from a file of their statements' values, into a second one beside it on the
 * same server: the same statements, the same transactions, no door and no decision between.
 */
export async function feedAgainstReplay(
    source: Source, folder: string, say: (line: string) => void,
): Promise<Compared> {
    const {lines, header} = source;
    const postgres = await openPostgres({dataFolder: join(folder, 'home'), log: () => undefined});
    const peer = await migratedPeer(postgres.url);
    const pool = new RecordingPool(postgres.url);
    const backends: number[] = [];
    pool.on('connect', client => backends.push(backendOf(client)));
    pool.on('error', () => undefined);
    try {
        const feed = await feeder(pool, source);
        const compared: Compared = {
            feed: sumOf([]), replay: sumOf([]), batches: 0, statements: 0, rows: 0, isSame: false,
            slices: [],
        };
        const recording = new Recording();
        const recorded = join(folder, 'recorded.ndjson');
        // What came before the first line is there in both, and in the figures of neither.
        writeFileSync(recorded, recording.write(pool.take()));
        await recording.replay(peer, recorded);
        for (let from = 0; from < lines.length; from += SLICE_LINES) {
            const file = join(folder, `slice-${from}.csv.gz`);
            writeFileSync(file, packed(header, lines.slice(from, from + SLICE_LINES)));
            const spentFeed = await spentBy(() => feed(file), () => backends);
            const batches = pool.take();
            writeFileSync(recorded, recording.write(batches));
            const spentReplay = await spentBy(
                () => recording.replay(peer, recorded), () => [backendOf(peer)]);
            compared.slices.push({feed: spentFeed, replay: spentReplay});
            compared.batches += batches.length;
            compared.statements += batches.reduce((sum, {written}) => sum + written.length, 0);
            say(sliceText(Math.min(lines.length, from + SLICE_LINES), spentFeed, spentReplay));
        }
        compared.feed = sumOf(compared.slices.map(slice => slice.feed));
        compared.replay = sumOf(compared.slices.map(slice => slice.replay));
        const [ours, theirs] = [await rowsIn(pool), await rowsIn(peer)];
        compared.rows = ours.reduce((sum, {count}) => sum + count, 0);
        compared.isSame = JSON.stringify(ours) === JSON.stringify(theirs);
        return compared;
    } finally {
        await peer.end();
        await pool.end();
        await postgres.stop();
    }
}

// The process on the server's side; the published types have not heard of it.
function backendOf(client: unknown): number {
    return (client as {processID: number}).processID;
}

// Migrates the database of this address and a new one beside it; gives a connection to that.
async function migratedPeer(url: string): Promise<pg.Client> {
    const own = new pg.Client({connectionString: url});
    await own.connect();
    await migrate(own);
    await own.query('create database peer');
    await own.end();
    const peer = new pg.Client({connectionString: url.replace(/[^/]+$/, 'peer')});
    await peer.connect();
    await migrate(peer);
    return peer;
}

/** How a file is fed: as `karwan feed` does it. */
async function feeder(
    pool: pg.Pool, {scheme: name, register}: Source,
): Promise<(file: string) => Promise<void>> {
    const folder = schemeFolder(name, checkoutFolder());
    const scheme: Scheme = schemeFrom(folder);
    const vault = new Vault(keyFrom(randomBytes(32)));
    await adoptScheme(pool, vault, scheme, Date.now());
    const door = doorOf(scheme, plate => vault.token(plate));
    const worker = new Ingest(pool, settingOf(scheme));
    const zone = new Zone(scheme.corridor.zone);
    for (const file of register) {
        const items = registerFrom(file, readFileSync(file, 'utf8'), door, zone, Date.now());
        for (let from = 0; from < items.length; from += REGISTER_CHUNK) {
            const chunk = {source: file, items: items.slice(from, from + REGISTER_CHUNK)};
            await append(pool, vault, chunk);
        }
        await worker.workOff();
    }
    const columns = join(folder, 'feed.yaml');
    const setting: FeedSetting = {
        pool, vault, door, worker, nowMs: Date.now, isHistorical: true, zone,
        mapping: existsSync(columns)
            ? mappingFromYaml(readFileSync(columns, 'utf8'), 'feed.yaml') : sameNames,
        signal: new AbortController().signal, onProgress: () => undefined,
    };
    return async file => {
        const {isDone, answers: {accepted = 0}} = await feedFile(file, setting);
        if (!isDone || accepted === 0) throw new Error(`${file} was not fed`);
    };
}

const TABLES = ['reading', 'repeated', 'refused', 'fact', 'passage', 'trip', 'due', 'review',
    'transfer', 'account', 'ledger_batch', 'batch', 'cursor', 'feed', 'balance_snapshot'];

/** Of each table how many rows it holds, and one number of all of them. */
async function rowsIn(
    connection: Pick<pg.Client, 'query'>,
): Promise<{table: string; count: number; sum: string}[]> {
    const found = [];
    for (const table of TABLES) {
        const {rows: [row]} = await connection.query<{count: number; sum: string}>(`
            select count(*)::int as count,
                   coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as sum
              from ${table} as t`);
        found.push({table, ...row!});
    }
    return found;
}

function sliceText(lines: number, feed: Spent, again: Spent): string {
    return `${lines} lines: feed ${spentText(feed)}, replay ${spentText(again)}`;
}

/** `3.00 s of CPU (node 1.00, PostgreSQL 2.00), 4.56 s by the clock`. */
export function spentText(spent: Spent): string {
    const {nodeSeconds, serverSeconds, wallSeconds} = spent;
    return `${cpuSecondsOf(spent).toFixed(2)} s of CPU (node ${nodeSeconds.toFixed(2)}, PostgreSQL `
        + `${serverSeconds.toFixed(2)}), ${wallSeconds.toFixed(2)} s by the clock`;
}
