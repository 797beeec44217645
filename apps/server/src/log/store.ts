import type {Plate, Token} from '@karwan/journey';
import type pg from 'pg';
import {booleanArray, bytesArray, realArray, textArray, wholeArray} from '../array-literal.ts';
import {refusalText} from '../door.ts';
import type {Vault} from '../vault.ts';
import type {Layout, PlacedFact, PlacedReading, PlacedRefusal} from './layout.ts';

// One statement for each table, whatever the number of rows; none where there are none.

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

/** Stores readings; gives the nth of those that repeat an earlier one. */
export async function storeReadings(
    client: pg.PoolClient, readings: readonly PlacedReading[], source: string, firstSeq: number,
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
    client: pg.PoolClient, refused: readonly PlacedRefusal[], source: string, firstSeq: number,
): Promise<void> {
    if (refused.length === 0) return;
    await client.query({
        name: 'store-refused',
        text: `insert into refused (seq, answer, explanation, received_ms, source, place)
            select seq, answer, explanation, received_ms, $6, place
            from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::text[])
                as given (seq, answer, explanation, received_ms, place)`,
        values: [
            wholeArray(refused.map(r => firstSeq + r.nth)),
            textArray(refused.map(r => r.refusal.answer)),
            textArray(refused.map(r => refusalText(r.refusal))),
            wholeArray(refused.map(r => r.receivedMs)),
            textArray(refused.map(r => r.place)),
            source,
        ],
    });
}

/** Stores facts, each row at its place. */
export async function storeFacts(
    client: pg.PoolClient, placed: readonly PlacedFact[], firstSeq: number,
): Promise<void> {
    if (placed.length === 0) return;
    const facts = placed.map(each => each.row);
    await client.query({
        name: 'store-facts',
        text: `insert into fact (seq, id, kind, token, other, valid_from_ms, valid_to_ms, body,
                received_ms)
            select seq, id, kind, token, other, valid_from_ms, valid_to_ms, body::jsonb, received_ms
            from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[],
                $6::bigint[], $7::bigint[], $8::text[], $9::bigint[]) as given (seq, id, kind,
                token, other, valid_from_ms, valid_to_ms, body, received_ms)`,
        values: [
            wholeArray(placed.map(p => firstSeq + p.nth)),
            textArray(facts.map(f => f.id)),
            textArray(facts.map(f => f.kind)),
            textArray(facts.map(f => f.token)),
            textArray(facts.map(f => f.other)),
            wholeArray(facts.map(f => f.validFromMs)),
            wholeArray(facts.map(f => f.validToMs)),
            textArray(facts.map(f => JSON.stringify(f.body))),
            wholeArray(placed.map(p => p.receivedMs)),
        ],
    });
}

/** Keeps the latest sign of life of each device. */
export async function storeHeartbeats(
    client: pg.PoolClient, heartbeats: Layout['heartbeats'],
): Promise<void> {
    if (heartbeats.size === 0) return;
    const beats = [...heartbeats.values()];
    await client.query({
        name: 'store-heartbeats',
        text: `insert into heartbeat (device, device_ms, received_ms)
            select * from unnest($1::text[], $2::bigint[], $3::bigint[])
            on conflict (device) do update set device_ms = excluded.device_ms,
                received_ms = excluded.received_ms
            where heartbeat.device_ms < excluded.device_ms`,
        values: [
            textArray([...heartbeats.keys()]), wholeArray(beats.map(b => b.deviceMs)),
            wholeArray(beats.map(b => b.receivedMs))],
    });
}

/** Seals plates and stores those that the vault does not hold yet. */
export async function storePlates(
    client: pg.PoolClient, vault: Vault, plates: readonly [Token, Plate][], nowMs: number,
): Promise<void> {
    if (plates.length === 0) return;
    vault.refresh();
    const sealed = plates.map(([token, plate]) => vault.seal(token, plate));
    await client.query({
        name: 'store-plates',
        text: `insert into vault (token, sealed, key_id, added_ms)
            select token, sealed, $3, $4
            from unnest($1::text[], $2::bytea[]) as given (token, sealed)
            on conflict (token) do nothing`,
        values: [
            textArray(sealed.map(s => s.token)), bytesArray(sealed.map(s => s.sealed)), vault.keyId,
            nowMs],
    });
}
