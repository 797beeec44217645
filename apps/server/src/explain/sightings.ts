import type {Setting} from '@karwan/tolling';
import type {Connection} from '../sql.ts';
import {passagesNamed, readingsNamed} from './load.ts';
import {factIds} from './register.ts';

/** One device's message, as it stands in the log. */
export interface SeenReading {
    seq: number;
    device: string;
    kind: string;
    point: string;
    lane: number;
    atMs: number;
    at: string;
    received: string;
    tag: string | null;
    /** The plate's token; the plate itself lies in the vault. */
    plate: string | null;
    isUnreadable: boolean;
    confidence: number | null;
    class: string | null;
}

/** A passage with its readings and by which evidence it was given to its vehicle. */
export interface SeenPassage {
    id: number;
    point: string;
    kind: string;
    lane: number;
    atMs: number;
    at: string;
    vehicle: string | null;
    by: string;
    /** Ids of the facts that the identity rests on. */
    basis: string[];
    readings: SeenReading[];
}

/** Passages with all their readings, in the order of time. */
export async function passagesOf(
    connection: Connection, ids: readonly number[], {scheme, zone}: Setting,
): Promise<SeenPassage[]> {
    const passages = await passagesNamed(connection, ids);
    const rows = await readingsNamed(connection, passages.flatMap(row => row.readings));
    const facts = await factIds(connection, passages.flatMap(row => row.basis));
    const kinds = new Map(scheme.corridor.devices.map(({id, kind}) => [id, kind]));
    return passages.map(row => ({
        id: row.id, point: row.point, kind: row.kind, lane: row.lane, atMs: row.at_ms,
        at: zone.text(row.at_ms), vehicle: row.vehicle, by: row.identified_by,
        basis: row.basis.map(seq => facts.get(seq) ?? `place ${seq}`),
        readings: rows.filter(reading => row.readings.includes(reading.seq)).map(reading => ({
            seq: reading.seq, device: reading.device,
            kind: kinds.get(reading.device) ?? 'unknown', point: reading.point,
            lane: reading.lane, atMs: reading.at_ms, at: zone.text(reading.at_ms),
            received: zone.text(reading.received_ms), tag: reading.tag, plate: reading.plate,
            isUnreadable: reading.is_unreadable, confidence: reading.confidence,
            class: reading.class,
        })),
    }));
}
