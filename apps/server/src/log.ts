import type {Plate, Token} from '@karwan/journey';
import type pg from 'pg';
import {booleanArray, bytesArray, realArray, textArray, wholeArray} from './array-literal.ts';
import type {Arrivals, RefusedRow} from './arrivals.ts';
import {refusalText} from './door.ts';
import {inTransaction} from './transaction.ts';
import type {Vault} from './vault.ts';

/** The partition of the log; one for now, see decisions/0007. */
export const PARTITION = 'main';

/** What became of arrivals: their places are `firstSeq` + nth; repeated ones are named by nth. */
export interface Appended {
    firstSeq: number;
    /** The head of the log after them. */
    headSeq: number;
    repeated: ReadonlySet<number>;
}

/** Who took arrivals in, and when. */
export interface Receiver {
    source: string;
    nowMs: number;
}

/** Something that moves in the same transaction: where a feed stands. */
export type Alongside = (client: pg.PoolClient) => Promise<void>;

/**
 * Appends arrivals to the log in one transaction of a constant number of statements: each reading
 * and refusal gets its place, each new plate lies sealed in the vault before anybody sees its token.
 */
export async function append(
    pool: pg.Pool, vault: Vault, arrivals: Arrivals, alongside?: Alongside,
): Promise<Appended> {
    const plates = [...arrivals.plates].filter(([token]) => !vault.isStored(token));
    const appended = await inTransaction(pool, async client => {
        const headSeq = await takePlaces(client, arrivals.count);
        const firstSeq = headSeq - arrivals.count + 1;
        await storePlates(client, vault, plates, arrivals.nowMs);
        const repeated = await storeReadings(client, arrivals, firstSeq);
        await storeRefused(client, arrivals.refused, arrivals, firstSeq);
        await storeHeartbeats(client, arrivals);
        await alongside?.(client);
        return {firstSeq, headSeq, repeated};
    });
    vault.markStored(plates.map(([token]) => token));
    return appended;
}

/**
 * Moves the head by `count` and gives where it now stands. Its row stays locked until the commit,
 * so places become visible in their order and without a gap.
 */
export async function takePlaces(client: pg.PoolClient, count: number): Promise<number> {
    const {rows: [head]} = await client.query<{seq: string}>({
        name: 'take-places',
        text: 'update log_head set seq = seq + $2 where partition = $1 returning seq',
        values: [PARTITION, count],
    });
    if (!head) throw new Error(`the log has no partition ${PARTITION}: is the database migrated?`);
    return Number(head.seq);
}

/** The head of the log: how many arrivals there are. */
export async function headOf(pool: pg.Pool): Promise<number> {
    const {rows: [head]} = await pool.query<{seq: string}>(
        'select seq from log_head where partition = $1', [PARTITION]);
    return Number(head!.seq);
}

/** Seals plates and stores those that the vault does not hold yet. */
export async function storePlates(
    client: pg.PoolClient, vault: Vault, plates: readonly [Token, Plate][], nowMs: number,
): Promise<void> {
    if (plates.length === 0) return;
    const sealed = plates.map(([token, plate]) => vault.seal(token, plate));
    await client.query({
        name: 'store-plates',
        text: `insert into vault (token, sealed, key_id, added_ms)
            select token, sealed, $3, $4 from unnest($1::text[], $2::bytea[]) as given (token, sealed)
            on conflict (token) do nothing`,
        values: [
            textArray(sealed.map(s => s.token)), bytesArray(sealed.map(s => s.sealed)), vault.keyId,
            nowMs],
    });
}

// Data-modifying steps of one statement see one another only by what they return, so the
// readings that came back from the insert are the new ones and the rest repeat.
const STORE_READINGS = `
    with given as materialized (
        select * from unnest($1::bigint[], $2::text[], $3::text[], $4::smallint[], $5::bigint[],
            $6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::boolean[], $11::real[],
            $12::text[], $13::text[]) as given (seq, device, point, lane, device_ms, received_ms,
            fingerprint, tag, plate, is_unreadable, confidence, class, place)
    ), new as (
        insert into reading (seq, device, point, lane, device_ms, received_ms, at_ms, fingerprint,
            tag, plate, is_unreadable, confidence, class)
        select seq, device, point, lane, device_ms, received_ms, device_ms, fingerprint, tag,
            plate, is_unreadable, confidence, class
        from given order by seq
        on conflict (point, device_ms, device, fingerprint) do nothing
        returning seq
    )
    insert into repeated (seq, point, device_ms, device, fingerprint, received_ms, source, place)
    select seq, point, device_ms, device, fingerprint, received_ms, $14, place
    from given where seq not in (select seq from new)
    returning seq`;

async function storeReadings(
    client: pg.PoolClient, {readings, source}: Arrivals, firstSeq: number,
): Promise<Set<number>> {
    if (readings.length === 0) return new Set();
    const rows = readings.map(reading => reading.row);
    const {rows: repeated} = await client.query<{seq: string}>({
        name: 'store-readings',
        text: STORE_READINGS,
        values: [
            wholeArray(readings.map(r => firstSeq + r.nth)),
            textArray(rows.map(r => r.device)),
            textArray(rows.map(r => r.point)),
            wholeArray(rows.map(r => r.lane)),
            wholeArray(rows.map(r => r.deviceMs)),
            wholeArray(rows.map(r => r.receivedMs)),
            wholeArray(rows.map(r => r.fingerprint)),
            textArray(rows.map(r => r.tag)),
            textArray(rows.map(r => r.plate)),
            booleanArray(rows.map(r => r.isUnreadable)),
            realArray(rows.map(r => r.confidence)),
            textArray(rows.map(r => r.class)),
            textArray(readings.map(r => r.place)),
            source,
        ],
    });
    return new Set(repeated.map(row => Number(row.seq) - firstSeq));
}

/** Stores refusals, each at its place. */
export async function storeRefused(
    client: pg.PoolClient, refused: readonly RefusedRow[], {source, nowMs}: Receiver, firstSeq: number,
): Promise<void> {
    if (refused.length === 0) return;
    await client.query({
        name: 'store-refused',
        text: `insert into refused (seq, answer, explanation, received_ms, source, place)
            select seq, answer, explanation, $5, $6, place
            from unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
                as given (seq, answer, explanation, place)`,
        values: [
            wholeArray(refused.map(r => firstSeq + r.nth)),
            textArray(refused.map(r => r.refusal.answer)),
            textArray(refused.map(r => refusalText(r.refusal))),
            textArray(refused.map(r => r.place)),
            nowMs,
            source,
        ],
    });
}

async function storeHeartbeats(
    client: pg.PoolClient, {heartbeats, nowMs}: Arrivals,
): Promise<void> {
    if (heartbeats.size === 0) return;
    await client.query({
        name: 'store-heartbeats',
        text: `insert into heartbeat (device, device_ms, received_ms)
            select device, device_ms, $3
            from unnest($1::text[], $2::bigint[]) as given (device, device_ms)
            on conflict (device) do update set device_ms = excluded.device_ms,
                received_ms = excluded.received_ms
            where heartbeat.device_ms < excluded.device_ms`,
        values: [
            textArray([...heartbeats.keys()]), wholeArray([...heartbeats.values()]), nowMs],
    });
}
