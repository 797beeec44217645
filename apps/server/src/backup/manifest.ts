import {createHash} from 'node:crypto';
import type {Applied} from '../migrate.ts';
import type {Sequence, Table} from './tables.ts';

/** The first entry: what a backup is of, so that a wrong one is refused before it is read. */
export interface Head {
    format: typeof FORMAT;
    madeMs: number;
    migrations: Applied[];
    /** The keys that plates in it were sealed with; the keys themselves are not inside. */
    vaultKeys: string[];
    /** How far the log and its cursor reach. */
    headSeq: number;
    cursorSeq: number;
}

/** A table as it was copied. */
export interface CopiedTable extends Table {
    rows: number;
    /** Of the rows as COPY writes them, unpacked. */
    bytes: number;
    sha256: string;
    /** SHA-256 of each part as it lies in the file. */
    parts: string[];
}

/** The last entry: what must have come by then. */
export interface Manifest {
    /** SHA-256 of the first entry. */
    head: string;
    tables: CopiedTable[];
    sequences: Sequence[];
}

export const FORMAT = 'karwan-backup-1';
export const HEAD_NAME = 'karwan-backup.json';
export const MANIFEST_NAME = 'manifest.json';

/** The name of the nth part of a table. */
export function partName(table: string, nth: number): string {
    return `${table}/${String(nth).padStart(6, '0')}.copy.gz`;
}

export function sha256(bytes: Buffer | string): string {
    return createHash('sha256').update(bytes).digest('hex');
}

/** The manifest as it is written: its own digest stands in its last line. */
export function manifestBytes(manifest: Manifest): {bytes: Buffer; digest: string} {
    const text = `${JSON.stringify(manifest, undefined, 1)}\n`;
    const digest = sha256(text);
    return {bytes: Buffer.from(`${text}${digest}\n`), digest};
}

/** The manifest again, with its digest; undefined where it is not as it was written. */
export function manifestFrom(
    bytes: Buffer,
): {manifest: Manifest; digest: string} | undefined {
    const text = bytes.toString('utf8');
    const [, body = '', digest] = /^([^]*\n)([0-9a-f]{64})\n$/.exec(text) ?? [];
    if (digest === undefined || sha256(body) !== digest) return undefined;
    return {manifest: JSON.parse(body) as Manifest, digest};
}
