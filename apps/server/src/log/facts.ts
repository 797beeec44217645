import type {Token} from '@karwan/journey';
import type pg from 'pg';
import {textArray} from '../array-literal.ts';
import type {Arrivals} from '../arrivals.ts';
import type {Refused} from '../door.ts';
import {
    factKinds, factRowId, type FactAnswer, type FactRow, type JudgedFact,
} from '../door/fact.ts';

/** What rows of facts say, by their id: those of the database, then those that arrive. */
export type StoredFacts = Map<string, string>;

/**
 * Has this fact been said? `repeated` where it was, word for word; a refusal where its id says
 * something else; undefined where it is new, and then it is remembered.
 */
export function saidBefore(
    fact: JudgedFact & {kind: 'fact'}, stored: StoredFacts,
): 'repeated' | Refused<FactAnswer> | undefined {
    const before = factKinds.map(kind => stored.get(factRowId(fact.id, kind)));
    const now = new Map(fact.rows.map(row => [row.kind, contentText(row)]));
    if (before.every(text => text === undefined)) {
        for (const row of fact.rows) stored.set(row.id, now.get(row.kind)!);
        return undefined;
    }
    if (factKinds.every((kind, i) => before[i] === now.get(kind))) return 'repeated';
    return {
        kind: 'refused', answer: 'id-used-for-another-fact', field: '/id',
        found: `"${fact.id}", which says something else already`, expected: 'an id of its own',
    };
}

function contentText({token, other, validFromMs, validToMs, body}: Omit<FactRow, 'id'>): string {
    const fields = Object.entries(body).sort(([a], [b]) => a < b ? -1 : 1);
    return JSON.stringify([token ?? null, other ?? null, validFromMs, validToMs ?? null, fields]);
}

/** The rows that the database holds under the ids of these facts. */
export async function storedFacts(
    client: pg.PoolClient, {items}: Arrivals,
): Promise<StoredFacts> {
    const ids = items.flatMap(({judged}) => judged.kind === 'fact'
        ? factKinds.map(kind => factRowId(judged.id, kind)) : []);
    if (ids.length === 0) return new Map();
    const {rows} = await client.query<StoredRow>({
        name: 'stored-facts',
        text: `select id, kind, token, other, valid_from_ms, valid_to_ms, body from fact
            where id = any ($1::text[])`,
        values: [textArray(ids)],
    });
    return new Map(rows.map(row => [row.id, contentText({
        kind: row.kind, body: row.body,
        token: row.token ?? undefined, other: row.other ?? undefined,
        validFromMs: Number(row.valid_from_ms),
        validToMs: row.valid_to_ms === null ? undefined : Number(row.valid_to_ms),
    })]));
}

interface StoredRow {
    id: string;
    kind: FactRow['kind'];
    token: Token | null;
    other: Token | null;
    valid_from_ms: string;
    valid_to_ms: string | null;
    body: FactRow['body'];
}
