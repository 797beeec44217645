import {createHash} from 'node:crypto';
import {open, rename, rm, stat, type FileHandle} from 'node:fs/promises';
import {dirname} from 'node:path';
import {promisify} from 'node:util';
import {gzip} from 'node:zlib';
import type pg from 'pg';
import {to as copyTo} from 'pg-copy-streams';
import {listApplied} from '../migrate.ts';
import {endBytes, entryBytes} from './archive.ts';
import {
    FORMAT, HEAD_NAME, MANIFEST_NAME, manifestBytes, partName, sha256, type CopiedTable, type Head,
} from './manifest.ts';
import {BackupRefused} from './refused.ts';
import {COPY_SETTINGS, copied, sequencesIn, tablesIn, type Table} from './tables.ts';

/** What a backup came to. */
export interface BackedUp {
    file: string;
    head: Head;
    tables: number;
    rows: number;
    bytes: number;
    /** Of the manifest, which names the digest of all else. */
    digest: string;
}

/** A part holds whole rows of about so many bytes before it is packed. */
const PART_BYTES = 8 << 20;

const pack = promisify(gzip);

/**
 * Writes every table into one file, as one snapshot sees them all: whoever works meanwhile is not
 * held up and not seen by halves. The file has its name once it is whole and on the disk.
 */
export async function backUp(
    client: pg.ClientBase, file: string, nowMs: number,
): Promise<BackedUp> {
    if (await stat(file).catch(() => undefined)) {
        throw new BackupRefused(
            `found ${file}, expected a name that is free: a backup replaces none`);
    }
    const draft = `${file}.part`;
    const handle = await opened(draft);
    try {
        const done = await written(client, handle, nowMs);
        await handle.sync();
        const {size: bytes} = await handle.stat();
        await handle.close();
        await rename(draft, file);
        await syncFolder(dirname(file));
        return {file, bytes, ...done};
    } catch (error) {
        await handle.close().catch(() => undefined);
        await rm(draft, {force: true});
        throw asRefused(error, file);
    }
}

async function opened(draft: string): Promise<FileHandle> {
    try {
        // Movements of vehicles lie in it: for its owner alone.
        return await open(draft, 'w', 0o600);
    } catch (error) {
        throw new BackupRefused(`cannot write ${draft}: ${(error as Error).message}`);
    }
}

function asRefused(error: unknown, file: string): unknown {
    const {code, message} = error as NodeJS.ErrnoException;
    return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
        ? new BackupRefused(`${file} was not written: ${message}`) : error;
}

// The name itself is on the disk only when the folder is; where folders cannot be opened it is
// when the system comes to it.
async function syncFolder(folder: string): Promise<void> {
    const handle = await open(folder, 'r').catch(() => undefined);
    await handle?.sync().catch(() => undefined);
    await handle?.close();
}

async function written(
    client: pg.ClientBase, handle: FileHandle, nowMs: number,
): Promise<Omit<BackedUp, 'file' | 'bytes'>> {
    await client.query('begin isolation level repeatable read read only');
    try {
        await client.query(COPY_SETTINGS);
        const head = await headOf(client, nowMs);
        const headBytes = Buffer.from(`${JSON.stringify(head, undefined, 1)}\n`);
        await handle.writev(entryBytes(HEAD_NAME, headBytes));
        const tables: CopiedTable[] = [];
        for (const table of await tablesIn(client)) {
            tables.push(await copyTable(client, table, handle));
        }
        const sequences = await sequencesIn(client);
        const {bytes, digest} = manifestBytes({head: sha256(headBytes), tables, sequences});
        await handle.writev([...entryBytes(MANIFEST_NAME, bytes), endBytes()]);
        const rows = tables.reduce((sum, table) => sum + table.rows, 0);
        return {head, tables: tables.length, rows, digest};
    } finally {
        await client.query('rollback').catch(() => undefined);
    }
}

async function headOf(client: pg.ClientBase, nowMs: number): Promise<Head> {
    const migrations = await listApplied(client);
    if (migrations.length === 0) {
        throw new BackupRefused(
            'found no tables of Karwan in this database, expected some to save');
    }
    const {rows: keys} = await client.query<{key_id: string}>(
        'select distinct key_id from vault order by key_id');
    const {rows: [standing]} = await client.query<{head: string; cursor: string}>(
        `select (select seq from log_head where partition = 'main') as head,
                (select seq from cursor where partition = 'main') as cursor`);
    return {
        format: FORMAT, madeMs: nowMs, migrations, vaultKeys: keys.map(row => row.key_id),
        headSeq: Number(standing!.head), cursorSeq: Number(standing!.cursor),
    };
}

// Read while the part before is packed and written: the database, the processor and the disk each
// have something to do.
async function copyTable(
    client: pg.ClientBase, table: Table, handle: FileHandle,
): Promise<CopiedTable> {
    const stream = client.query(copyTo(`copy ${copied(table)} to stdout`));
    const digest = createHash('sha256');
    const parts: string[] = [];
    let bytes = 0;
    let pending: Promise<void> = Promise.resolve();
    for await (const part of partsOf(stream)) {
        digest.update(part);
        bytes += part.length;
        await pending;
        const nth = parts.push('') - 1;
        pending = writePart(handle, partName(table.name, nth + 1), part)
            .then(told => void (parts[nth] = told));
        // Awaited in a moment; until then its failure is no unhandled one.
        pending.catch(() => undefined);
    }
    await pending;
    return {...table, rows: stream.rowCount, bytes, sha256: digest.digest('hex'), parts};
}

async function writePart(handle: FileHandle, name: string, part: Buffer): Promise<string> {
    const packed = await pack(part, {level: 3});
    await handle.writev(entryBytes(name, packed));
    return sha256(packed);
}

const NEWLINE = 0x0a;

// In COPY's text a row is a line, and a line break inside a value is written otherwise.
async function* partsOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
    let waiting: Buffer[] = [];
    let length = 0;
    for await (const chunk of stream) {
        const end = length + chunk.length >= PART_BYTES ? chunk.lastIndexOf(NEWLINE) + 1 : 0;
        if (end === 0) {
            waiting.push(chunk);
            length += chunk.length;
            continue;
        }
        yield Buffer.concat([...waiting, chunk.subarray(0, end)]);
        waiting = [chunk.subarray(end)];
        length = chunk.length - end;
    }
    if (length > 0) yield Buffer.concat(waiting);
}
