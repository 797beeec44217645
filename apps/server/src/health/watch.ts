import {
    Monitor, type Alarm, type DeviceHealth, type HeardReading, type MonitorState,
} from '@karwan/health';
import type {Corridor, Token} from '@karwan/journey';
import type pg from 'pg';
import {rowsOf} from '../sql.ts';
import {inTransaction} from '../transaction.ts';
import {noticesOf, type Way} from './notice.ts';
import {storeAlarms, storeNotices} from './store.ts';

/** Readings that are judged at once. */
const CHUNK = 10_000;
/** Vehicles under way are followed anew after a start, from so many readings before. */
const REMEMBERED = 20_000;
/** What is known is stored so often, and whenever an alarm changes. */
const STORE_MS = 30_000;

/** What a watch works with. */
export interface WatchSetting {
    /** Asked for anew each time: a database can come back as another pool. */
    pool(): pg.Pool;
    corridor: Corridor;
    /** The clock of the receipts: the world's where one is simulated. */
    nowMs(): number;
    /** The clock on the wall. */
    wallMs(): number;
    /** By which ways alarms are told. */
    ways: readonly Way[];
    onAlarm(alarm: Alarm): void;
}

/** The health of devices as of a place in the log. */
export interface HealthNow {
    seq: number;
    devices: DeviceHealth[];
    alarms: Alarm[];
}

/**
 * Works off the log for the health of devices, by a cursor of its own beside the ingest's. What it
 * knows is stored together with the alarms that follow from it, by compare-and-set: two that watch
 * raise no alarm twice.
 */
export class HealthWatch {
    readonly #setting: WatchSetting;
    #monitor: Monitor | undefined;
    /** How far it is worked off, and what of that is stored. */
    #seq = 0;
    #storedSeq = 0;
    #storedMs = -Infinity;

    constructor(setting: WatchSetting) {
        this.#setting = setting;
    }

    /** Works up to the head that the log has now. What fails is begun anew from what is stored. */
    async workOff(): Promise<void> {
        try {
            this.#monitor ??= await this.#load();
            while (await this.#workChunk(this.#monitor)) { /* until nothing waits */ }
        } catch (error) {
            this.#monitor = undefined;
            throw error;
        }
    }

    /** What is known; undefined before the first look. */
    now(): HealthNow | undefined {
        const monitor = this.#monitor;
        if (!monitor) return undefined;
        return {seq: this.#seq, devices: monitor.devices(), alarms: monitor.openAlarms};
    }

    async #load(): Promise<Monitor> {
        const {pool, corridor, nowMs} = this.#setting;
        const {rows: [row]} = await pool().query<{seq: string; state: MonitorState | null}>(
            `select seq, state from health_state where partition = 'main'`);
        this.#seq = this.#storedSeq = Number(row!.seq);
        const monitor = new Monitor(corridor, row!.state ?? undefined);
        monitor.remember(
            await readingsAfter(pool(), this.#seq - REMEMBERED, this.#seq, REMEMBERED));
        monitor.listenFrom(nowMs());
        return monitor;
    }

    // True where more waits.
    async #workChunk(monitor: Monitor): Promise<boolean> {
        const {pool, nowMs, wallMs} = this.#setting;
        // The time first: what is heard while we read is heard after it.
        const heardUntilMs = nowMs();
        const headSeq = await headOf(pool());
        const readings = await readingsAfter(pool(), this.#seq, headSeq, CHUNK);
        const isBehind = readings.length === CHUNK;
        for (const beat of isBehind ? [] : await heartbeats(pool())) {
            monitor.beat(beat.device, beat.device_ms, beat.received_ms);
        }
        // Behind, the time is that of what is read: nobody was silent who is only yet to be read.
        monitor.take(readings, isBehind ? readings.at(-1)!.receivedMs : heardUntilMs);
        this.#seq = isBehind ? readings.at(-1)!.seq : headSeq;
        const changed = monitor.takeChanged();
        if (changed.length > 0 || wallMs() - this.#storedMs > STORE_MS) {
            await this.#store(monitor, changed);
        }
        return isBehind;
    }

    async #store(monitor: Monitor, changed: readonly Alarm[]): Promise<void> {
        const {pool, ways, wallMs, onAlarm} = this.#setting;
        await inTransaction(pool(), async client => {
            const {rowCount} = await client.query(
                `update health_state set seq = $1, state = $2
                 where partition = 'main' and seq = $3`,
                [this.#seq, JSON.stringify(monitor.state), this.#storedSeq]);
            if (rowCount !== 1) throw new Error('another process watches the health of this log');
            const known = await storeAlarms(client, changed);
            await storeNotices(client, noticesOf(changed, known, ways), wallMs());
        });
        this.#storedSeq = this.#seq;
        this.#storedMs = wallMs();
        changed.forEach(onAlarm);
    }
}

async function headOf(pool: pg.Pool): Promise<number> {
    const {rows: [row]} = await pool.query<{seq: string}>(
        `select seq from log_head where partition = 'main'`);
    return Number(row!.seq);
}

const readingsBetween = {
    name: 'health-readings',
    text: `select seq, device, point, tag, plate, class, at_ms, received_ms from reading
        where seq > $1 and seq <= $2 order by seq limit $3`,
};

async function readingsAfter(
    pool: pg.Pool, afterSeq: number, headSeq: number, most: number,
): Promise<(HeardReading & {seq: number})[]> {
    const rows = await rowsOf<{
        seq: number; device: string; point: string; tag: Token | null; plate: Token | null;
        class: string | null; at_ms: number; received_ms: number;
    }>(pool, readingsBetween, [afterSeq, headSeq, most]);
    return rows.map(row => ({
        seq: row.seq, device: row.device, point: row.point, tag: row.tag ?? undefined,
        plate: row.plate ?? undefined, measuredClass: row.class ?? undefined,
        atMs: row.at_ms, receivedMs: row.received_ms,
    }));
}

const heartbeatsNow = {
    name: 'health-heartbeats', text: 'select device, device_ms, received_ms from heartbeat',
};

function heartbeats(
    pool: pg.Pool,
): Promise<{device: string; device_ms: number; received_ms: number}[]> {
    return rowsOf(pool, heartbeatsNow, []);
}

/** Looks once, from what is stored up to the head, and stores nothing. */
export async function healthOnce(
    pool: pg.Pool, corridor: Corridor, nowMs: number,
): Promise<HealthNow> {
    const {rows: [row]} = await pool.query<{seq: string; state: MonitorState | null}>(
        `select seq, state from health_state where partition = 'main'`);
    const monitor = new Monitor(corridor, row!.state ?? undefined);
    const headSeq = await headOf(pool);
    let seq = Number(row!.seq);
    monitor.remember(await readingsAfter(pool, seq - REMEMBERED, seq, REMEMBERED));
    for (;;) {
        const readings = await readingsAfter(pool, seq, headSeq, CHUNK);
        if (readings.length < CHUNK) {
            for (const beat of await heartbeats(pool)) {
                monitor.beat(beat.device, beat.device_ms, beat.received_ms);
            }
            monitor.take(readings, nowMs);
            return {seq: headSeq, devices: monitor.devices(), alarms: monitor.openAlarms};
        }
        seq = readings.at(-1)!.seq;
        monitor.take(readings, readings.at(-1)!.receivedMs);
    }
}
