import type {Correction, RegisterFact, Token} from '@karwan/journey';
import {textArray} from '../array-literal.ts';
import {rowsOf, type Connection} from '../sql.ts';
import {spanValues, type Span} from './spans.ts';

/** Where the thread stands, and how far the log reaches. */
export interface CursorRow {
    seq: number;
    batches: number;
    head: number;
    /** The last day that is closed. */
    closed: string | null;
}

const cursorStatement = {
    name: 'thread-cursor',
    text: `select c.seq, c.batches, h.seq as head,
                  (select max(day) from closed_day) as closed
             from cursor c join log_head h using (partition) where c.partition = $1`,
};

export async function cursorOf(connection: Connection, partition: string): Promise<CursorRow> {
    const [row] = await rowsOf<CursorRow>(connection, cursorStatement, [partition]);
    if (!row) throw new Error(`the log has no partition ${partition}`);
    return row;
}

const READING = `seq, device, point, lane, device_ms, received_ms, at_ms, tag, plate, confidence,
    class`;

export interface ReadingRow {
    seq: number;
    device: string;
    point: string;
    lane: number;
    device_ms: number;
    received_ms: number;
    at_ms: number;
    tag: Token | null;
    plate: Token | null;
    confidence: number | null;
    class: string | null;
}

const newReadings = {
    name: 'thread-new-readings',
    text: `select ${READING} from reading where seq > $1 and seq <= $2 order by seq`,
};

/** Readings of a stretch of the log. */
export function readingsBetween(connection: Connection, fromSeq: number, toSeq: number) {
    return rowsOf<ReadingRow>(connection, newReadings, [fromSeq, toSeq]);
}

const readingsNear = {
    name: 'thread-readings-near',
    text: `select ${READING.replace(/(\w+)/g, 'r.$1')}
             from unnest($1::text[], $2::bigint[], $3::bigint[]) as span (point, low, high)
             join reading r on r.point = span.point and r.device_ms between span.low and span.high
            where r.seq <= $4`,
};

/** Readings at these places and times that the log held up to a place in it. */
export function readingsIn(connection: Connection, spans: readonly Span[], toSeq: number) {
    return rowsOf<ReadingRow>(connection, readingsNear, [...spanValues(spans), toSeq]);
}

export interface FactRow {
    seq: number;
    id: string;
    kind: string;
    token: Token | null;
    other: Token | null;
    valid_from_ms: number;
    valid_to_ms: number | null;
    body: Record<string, unknown>;
    received_ms: number;
}

const FACT = 'seq, id, kind, token, other, valid_from_ms, valid_to_ms, body, received_ms';

const newFacts = {
    name: 'thread-new-facts',
    text: `select ${FACT} from fact where seq > $1 and seq <= $2 order by seq`,
};

/** Facts of a stretch of the log. */
export function factsBetween(connection: Connection, fromSeq: number, toSeq: number) {
    return rowsOf<FactRow>(connection, newFacts, [fromSeq, toSeq]);
}

const reviewFacts = {
    name: 'thread-review-facts',
    text: `select ${FACT} from fact
            where kind = 'review' and split_part(body->>'item', ':', 1) = any($1::text[])
              and seq <= $2`,
};

/** What people decided about these passages, as far as the log is read. */
export function reviewFactsOf(
    connection: Connection, passages: readonly number[], toSeq: number,
) {
    return rowsOf<FactRow>(
        connection, reviewFacts, [textArray(passages.map(id => `${id}`)), toSeq]);
}

/** The kinds of facts that the register tells of: a kind that is left out does not compile. */
export const registerKinds: readonly string[] = Object.keys({
    carriage: true, class: true, status: true, exemption: true, pass: true, correction: true,
} satisfies Record<RegisterFact['kind'], true>);
const REGISTER_KINDS = `(${registerKinds.map(kind => `'${kind}'`).join(', ')})`;

const anyRegisterFact = {
    name: 'thread-any-register-fact',
    text: `select exists (select from fact where token is not null
                and kind in ${REGISTER_KINDS}) as any`,
};

/** Whether the log says anything at all that the register tells of. */
export async function hasRegister(connection: Connection): Promise<boolean> {
    return (await rowsOf<{any: boolean}>(connection, anyRegisterFact, []))[0]!.any;
}

// A fact about a tag concerns the vehicle that carries it, and the other way round.
const registerFacts = {
    name: 'thread-register',
    text: `with asked as (select distinct unnest($1::text[]) as token),
                partner as (
                    select token from asked
                    union select f.other from asked a join fact f on f.token = a.token
                           where f.kind = 'carriage' and f.seq <= $2
                    union select f.token from asked a join fact f on f.other = a.token
                           where f.kind = 'carriage' and f.seq <= $2)
           select ${FACT.replace(/(\w+)/g, 'f.$1')}
             from partner p join fact f on f.token = p.token
            where f.seq <= $2 and f.kind in ${REGISTER_KINDS}
            union
           select ${FACT.replace(/(\w+)/g, 'f.$1')}
             from partner p join fact f on f.other = p.token
            where f.seq <= $2 and f.kind = 'carriage'`,
};

/** The register facts about these tokens and about those they carry or are carried by. */
export function registerOf(connection: Connection, tokens: Iterable<string>, toSeq: number) {
    return rowsOf<FactRow>(connection, registerFacts, [textArray([...tokens]), toSeq]);
}

/** A row as the register's fact; undefined for facts that are none. */
export function registerFactOf(row: FactRow): RegisterFact | undefined {
    const known = {
        seq: row.seq, validFromMs: row.valid_from_ms, validToMs: row.valid_to_ms ?? Infinity,
    };
    const token = row.token!;
    const body = row.body as {
        class: string; status: string; reason: string; isExempt: boolean; pass: string;
        isBought?: boolean; window: string; correction: Correction['correction'];
        amountMinor?: string;
    };
    switch (row.kind) {
        case 'carriage': return {...known, kind: 'carriage', tag: token, plate: row.other!};
        case 'class': return {...known, kind: 'class', token, class: body.class};
        case 'status': {
            const status = body.status === 'blocked' ? 'blocked' : 'active';
            return {...known, kind: 'status', token, status, reason: body.reason};
        }
        case 'exemption': {
            const isExempt = body.isExempt !== false;
            return {...known, kind: 'exemption', token, reason: body.reason, isExempt};
        }
        case 'pass': return {
            ...known, kind: 'pass', token, pass: body.pass,
            class: (body.class as string | undefined), isBought: body.isBought !== false,
        };
        case 'correction': {
            const {window, correction, reason, amountMinor: minor} = body;
            const amountMinor = minor === undefined ? undefined : BigInt(minor);
            return {...known, kind: 'correction', token, window, correction, reason, amountMinor};
        }
        default: return undefined;
    }
}
