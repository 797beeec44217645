import {createHash} from 'node:crypto';
import {open, stat} from 'node:fs/promises';
import {basename} from 'node:path';
import type {Zone} from '@karwan/base';
import type {Answer} from '@karwan/journey';
import type pg from 'pg';
import type {Arrivals} from './arrivals.ts';
import {judge, type Door, type Judged, type Receipt} from './door.ts';
import {judgeFact, type FactAnswer, type FactDoor, type JudgedFact} from './door/fact.ts';
import {firstLineOf, linesOf, type Lines} from './feed/lines.ts';
import {columnText, mappingText, sameNames, type Mapping} from './feed/mapping.ts';
import {csvReader, isNdjson, ndjsonReader, type RecordReader} from './feed/record.ts';
import {Unreadable} from './feed/unreadable.ts';
import {append, type Alongside} from './log.ts';
import {Unavailable} from './unavailable.ts';
import type {Vault} from './vault.ts';
import type {Worker} from './worker.ts';

/** With whom a feed works. */
export interface FeedSetting {
    pool: pg.Pool;
    vault: Vault;
    door: Door & FactDoor;
    worker: Worker;
    nowMs(): number;
    /** False where the file is fresh, and its readings count as received now. */
    isHistorical: boolean;
    mapping: Mapping | undefined;
    /** Whose clocks a mapping means by `@local`. */
    zone: Zone;
    /** Stops after the chunk in hand. */
    signal: AbortSignal;
    onProgress(progress: FeedProgress): void;
}

/** How far a feed has come. */
export interface FeedProgress {
    lines: number;
    readBytes: number;
    totalBytes: number;
}

/** What became of a file's lines in this run. */
export interface FeedResult {
    file: string;
    /** The name under which its repeated and refused lines are found in the database. */
    source: string;
    /** Lines at its beginning that name columns and say nothing else. */
    headerLines: number;
    /** Lines done by earlier runs. */
    earlierLines: number;
    /** Lines done, earlier runs included. */
    lines: number;
    answers: Partial<Record<Answer | FactAnswer, number>>;
    isDone: boolean;
}

/** One chunk is one append and one batch, so that a replay makes the same batches. */
const CHUNK_LINES = 2_000;

/**
 * Feeds a file into the log, from where an earlier run stopped. Where it stands moves in the
 * transaction that appends its lines, so that no crash loses or doubles one.
 */
export async function feedFile(file: string, setting: FeedSetting): Promise<FeedResult> {
    const {mapping, pool, signal, zone} = setting;
    const first = await firstLineOf(file) ?? '';
    const isCsv = !isNdjson(first);
    const read = isCsv ? csvReader(first, mapping, file, zone) : ndjsonReader(mapping, zone);
    const source = await sourceOf(file, mapping);
    const standing = await standingOf(pool, source);
    const result: FeedResult = {
        file, source, headerLines: isCsv ? 1 : 0, earlierLines: standing.line,
        lines: standing.line, answers: {},
        isDone: standing.isDone,
    };
    if (standing.isDone) return result;
    const totalBytes = (await stat(file)).size;
    let pending: Promise<void> = Promise.resolve();
    try {
        const skip = Math.max(standing.line, isCsv ? 1 : 0);
        for await (const lines of linesOf(file, skip, CHUNK_LINES)) {
            // Parsed while the database still works on the chunk before.
            const arrivals = arrivalsOf(lines, read, source, setting,
                isCsv ? mapping ?? sameNames : undefined);
            await pending;
            if (signal.aborted) return result;
            pending = settleChunk(arrivals, lines, result, setting, totalBytes);
            // Somebody awaits it in a moment; until then its failure is no unhandled one.
            pending.catch(() => undefined);
        }
        await pending;
        // Whoever was killed after the last append has left that to be worked off.
        if (!signal.aborted) await setting.worker.workOff();
    } catch (error) {
        await pending;
        throw error;
    }
    await pool.query(
        `insert into feed values ($1, $2, $3, true)
         on conflict (source) do update set is_done = true`, [source, result.lines, totalBytes]);
    result.isDone = true;
    return result;
}

async function settleChunk(
    arrivals: Arrivals, lines: Lines, result: FeedResult, setting: FeedSetting, totalBytes: number,
): Promise<void> {
    const {pool, vault, worker, onProgress} = setting;
    const before = result.lines;
    const now = lines.firstLine - 1 + lines.texts.length;
    const {outcomes, stretch} = await append(
        pool, vault, arrivals, moveStanding(result.source, before, now, lines.readBytes));
    worker.hear?.(stretch);
    await worker.workOff();
    result.lines = now;
    for (const {answer} of outcomes) {
        result.answers[answer] = (result.answers[answer] ?? 0) + 1;
    }
    onProgress({lines: now, readBytes: lines.readBytes, totalBytes});
}

function arrivalsOf(
    {firstLine, texts}: Lines, read: RecordReader, source: string, setting: FeedSetting,
    columns: Mapping | undefined,
): Arrivals {
    const nowMs = setting.nowMs();
    const receipt: Receipt = {site: undefined, nowMs, isHistorical: setting.isHistorical};
    const arrivals: Arrivals = {source, items: []};
    texts.forEach((text, index) => {
        if (text === '') return;
        const judged = inColumns(judgeLine(text, read, setting.door, receipt), columns);
        arrivals.items.push({judged, place: `line ${firstLine + index}`, receivedMs: nowMs});
    });
    return arrivals;
}

function judgeLine(
    text: string | undefined, read: RecordReader, door: Door & FactDoor, receipt: Receipt,
): Judged | JudgedFact {
    const value = text === undefined
        ? new Unreadable('more than a megabyte', 'one reading') : read(text);
    if (value instanceof Unreadable) {
        return {kind: 'refused', answer: 'malformed', ...value};
    }
    const isFact = typeof value === 'object' && value !== null && 'fact' in value;
    return isFact ? judgeFact(value, door) : judge(value, door, receipt);
}

// Who reads a table looks for a column, and not for the field that is made of it; and can say in
// the mapping whose clocks its times are of.
function inColumns(
    judged: Judged | JudgedFact, columns: Mapping | undefined,
): Judged | JudgedFact {
    if (judged.kind !== 'refused' || !columns || judged.field === '') return judged;
    const field = columnText(judged.field, columns);
    if (judged.field !== '/at' || (columns.get('at')?.manners.length ?? 0) > 0) {
        return {...judged, field};
    }
    const advice = judged.answer === 'time-without-offset' ? '@local'
        : judged.answer === 'malformed' && judged.found.startsWith('"') ? '@local, @dmy or @mdy'
            : undefined;
    if (advice === undefined) return {...judged, field};
    return {...judged, field, expected: `${judged.expected}; or in --map how it is written, `
        + `such as ${advice} behind the column`};
}

async function standingOf(pool: pg.Pool, source: string): Promise<{line: number; isDone: boolean}> {
    const {rows: [row]} = await pool.query<{line: string; is_done: boolean}>(
        'select line, is_done from feed where source = $1', [source]);
    return row ? {line: Number(row.line), isDone: row.is_done} : {line: 0, isDone: false};
}

// Compare and set: of two runs over the same file one goes on, and the other stops here.
function moveStanding(source: string, before: number, now: number, bytes: number): Alongside {
    return async client => {
        const {rowCount} = await client.query({
            name: 'move-feed',
            text: `insert into feed as f values ($1, $3, $4, false) on conflict (source)
                do update set line = excluded.line, bytes = excluded.bytes where f.line = $2`,
            values: [source, before, now, bytes],
        });
        if (rowCount !== 1) throw new FedTwice(source);
    };
}

/** Another run feeds the same file at this moment. */
export class FedTwice extends Unavailable {
    constructor(source: string) {
        super(`another run is feeding ${source}; wait for its end`);
        this.name = 'FedTwice';
    }
}

/**
 * A file is known by its name, length, beginning and end, and by how it is read: fed with another
 * mapping it is another source, and what was refused for the wrong mapping comes in.
 */
async function sourceOf(file: string, mapping: Mapping | undefined): Promise<string> {
    const handle = await open(file, 'r');
    try {
        const {size} = await handle.stat();
        const sample = Buffer.alloc(1 << 20);
        const digest = createHash('sha256')
            .update(`${size} ${mapping ? mappingText(mapping) : ''}`);
        for (const position of [0, Math.max(0, size - sample.length)]) {
            const {bytesRead} = await handle.read(sample, 0, sample.length, position);
            digest.update(sample.subarray(0, bytesRead));
        }
        return `file:${basename(file)}:${digest.digest('hex').slice(0, 16)}`;
    } finally {
        await handle.close();
    }
}
