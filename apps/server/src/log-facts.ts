import type {Plate, Token} from '@karwan/journey';
import type pg from 'pg';
import {textArray, wholeArray} from './array-literal.ts';
import type {RefusedRow} from './arrivals.ts';
import type {Refused} from './door.ts';
import {
    factKinds, factRowId, type FactAnswer, type FactRow, type JudgedFact,
} from './door/fact.ts';
import {storePlates, storeRefused, takePlaces, type Receiver} from './log.ts';
import {inTransaction} from './transaction.ts';
import type {Vault} from './vault.ts';

/** A fact with where in its request or file it stood. */
export interface ArrivedFact {
    judged: JudgedFact;
    place: string;
}

/** What became of a fact; a refusal says why. */
export interface FactOutcome {
    answer: FactAnswer;
    refusal: Refused<FactAnswer> | undefined;
}

/**
 * Appends facts in one transaction. A fact that was said before adds nothing and takes no place;
 * an id that is used for something else is refused. Answers come in the order of the facts.
 */
export async function appendFacts(
    pool: pg.Pool, vault: Vault, facts: readonly ArrivedFact[], receiver: Receiver,
): Promise<FactOutcome[]> {
    const plates = platesOf(facts).filter(([token]) => !vault.isStored(token));
    const outcomes = await inTransaction(pool, async client => {
        // The head's lock keeps others from appending the same ids between the look and the insert.
        await takePlaces(client, 0);
        const decided = decide(facts, await storedRows(client, facts));
        const headSeq = await takePlaces(client, decided.rows.length + decided.refused.length);
        const firstSeq = headSeq - decided.rows.length - decided.refused.length + 1;
        await storePlates(client, vault, plates, receiver.nowMs);
        await storeFacts(client, decided.rows, firstSeq, receiver.nowMs);
        await storeRefused(client, decided.refused, receiver, firstSeq);
        return decided.outcomes;
    });
    vault.markStored(plates.map(([token]) => token));
    return outcomes;
}

interface Decided {
    rows: {nth: number; row: FactRow}[];
    refused: RefusedRow[];
    outcomes: FactOutcome[];
}

function decide(facts: readonly ArrivedFact[], stored: ReadonlyMap<string, string>): Decided {
    const known = new Map(stored);
    const decided: Decided = {rows: [], refused: [], outcomes: []};
    let nth = 0;
    for (const {judged, place} of facts) {
        const refusal = judged.kind === 'refused' ? judged : conflict(judged, known);
        if (refusal) {
            decided.refused.push({nth: nth++, refusal, place});
            decided.outcomes.push({answer: refusal.answer, refusal});
            continue;
        }
        const rows = judged.kind === 'fact' ? judged.rows : [];
        const isNew = rows.every(row => !known.has(row.id));
        for (const row of isNew ? rows : []) {
            decided.rows.push({nth: nth++, row});
            known.set(row.id, contentText(row));
        }
        decided.outcomes.push({answer: isNew ? 'accepted' : 'repeated', refusal: undefined});
    }
    return decided;
}

// The same id must say the same things: no row more, none less, none different.
function conflict(
    fact: JudgedFact & {kind: 'fact'}, known: ReadonlyMap<string, string>,
): Refused<FactAnswer> | undefined {
    const before = factKinds.map(kind => known.get(factRowId(fact.id, kind)));
    if (before.every(text => text === undefined)) return undefined;
    const now = new Map(fact.rows.map(row => [row.kind, contentText(row)]));
    if (factKinds.every((kind, i) => before[i] === now.get(kind))) return undefined;
    return {
        kind: 'refused', answer: 'id-used-for-another-fact', field: '/id',
        found: `"${fact.id}", which says something else already`, expected: 'an id of its own',
    };
}

function contentText({token, other, validFromMs, validToMs, body}: FactRow): string {
    const fields = Object.entries(body).sort(([a], [b]) => a < b ? -1 : 1);
    return JSON.stringify([token ?? null, other ?? null, validFromMs, validToMs ?? null, fields]);
}

async function storedRows(
    client: pg.PoolClient, facts: readonly ArrivedFact[],
): Promise<Map<string, string>> {
    const ids = facts.flatMap(({judged}) => judged.kind === 'fact'
        ? factKinds.map(kind => factRowId(judged.id, kind)) : []);
    if (ids.length === 0) return new Map();
    const {rows} = await client.query<StoredFact>({
        name: 'stored-facts',
        text: `select id, kind, token, other, valid_from_ms, valid_to_ms, body from fact
            where id = any ($1::text[])`,
        values: [textArray(ids)],
    });
    return new Map(rows.map(row => [row.id, contentText({
        ...row, token: row.token ?? undefined, other: row.other ?? undefined,
        validFromMs: Number(row.valid_from_ms),
        validToMs: row.valid_to_ms === null ? undefined : Number(row.valid_to_ms),
    })]));
}

interface StoredFact {
    id: string;
    kind: FactRow['kind'];
    token: Token | null;
    other: Token | null;
    valid_from_ms: string;
    valid_to_ms: string | null;
    body: FactRow['body'];
}

async function storeFacts(
    client: pg.PoolClient, rows: Decided['rows'], firstSeq: number, nowMs: number,
): Promise<void> {
    if (rows.length === 0) return;
    const facts = rows.map(each => each.row);
    await client.query({
        name: 'store-facts',
        text: `insert into fact (seq, id, kind, token, other, valid_from_ms, valid_to_ms, body,
                received_ms)
            select seq, id, kind, token, other, valid_from_ms, valid_to_ms, body::jsonb, $9
            from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[],
                $6::bigint[], $7::bigint[], $8::text[]) as given (seq, id, kind, token, other,
                valid_from_ms, valid_to_ms, body)`,
        values: [
            wholeArray(rows.map(r => firstSeq + r.nth)),
            textArray(facts.map(f => f.id)),
            textArray(facts.map(f => f.kind)),
            textArray(facts.map(f => f.token)),
            textArray(facts.map(f => f.other)),
            wholeArray(facts.map(f => f.validFromMs)),
            wholeArray(facts.map(f => f.validToMs)),
            textArray(facts.map(f => JSON.stringify(f.body))),
            nowMs,
        ],
    });
}

function platesOf(facts: readonly ArrivedFact[]): [Token, Plate][] {
    return facts.flatMap(({judged}) => judged.kind === 'fact' && judged.plate
        ? [[judged.token!, judged.plate]] : []);
}
