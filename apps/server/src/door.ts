import {choiceText, likelyText} from '@karwan/base';
import type {Answer, Device, Plate, Token, WireReading} from '@karwan/journey';
import {tagToken} from '@karwan/journey';
import type {Scheme} from '@karwan/tolling';
import type {FactDoor} from './door/fact.ts';
import {fingerprint} from './door/fingerprint.ts';
import {instantFrom, type NoInstant} from './door/instant.ts';
import {deviceText, timeText, wordText} from './door/told-value.ts';
import {findHeartbeatFault, findReadingFault} from './door/wire.ts';
import {normalPlate, plateFault} from './plate.ts';

/** What the door must know: whose devices there are, the classes, and which times are believed. */
export interface Door {
    devices: ReadonlyMap<string, Device>;
    classes: ReadonlySet<string>;
    futureToleranceMs: number;
    oldestReadingMs: number;
    tokenOf(plate: Plate): Token;
}

/** Who brought it and when. */
export interface Receipt {
    /** The site whose key was shown; undefined where we fetched the reading ourselves. */
    site: string | undefined;
    /** The clock of the receipt. */
    nowMs: number;
    /**
     * Collected earlier and brought as a file: each reading counts as received when it was made,
     * and none is too old.
     */
    isHistorical: boolean;
}

/** A reading with its plate replaced by a token: a row of the log without its place. */
export interface ReadingRow {
    device: string;
    point: string;
    lane: number;
    deviceMs: number;
    receivedMs: number;
    fingerprint: bigint;
    tag: Token | undefined;
    plate: Token | undefined;
    isUnreadable: boolean;
    confidence: number | undefined;
    class: string | undefined;
}

/** Why something is not taken: where, what was found, what was expected; nothing personal. */
export interface Refused<Named extends string = Answer> {
    kind: 'refused';
    answer: Named;
    field: string;
    found: string;
    expected: string;
}

/** What the door makes of one wire value. `plate` is what the vault must keep. */
export type Judged =
    | {kind: 'reading'; row: ReadingRow; plate: Plate | undefined}
    | {kind: 'heartbeat'; device: string; deviceMs: number}
    | Refused;

/** The door of a scheme's corridor. */
export function doorOf(
    scheme: Scheme, tokenOf: (plate: Plate) => Token,
): Door & FactDoor {
    const {corridor, rules} = scheme;
    return {
        devices: new Map(corridor.devices.map(device => [device.id, device])),
        classes: new Set(corridor.classes),
        currency: corridor.currency,
        futureToleranceMs: rules.futureToleranceMs,
        oldestReadingMs: rules.oldestReadingMs,
        tokenOf,
    };
}

/** Judges one wire value, refusals in the order of `answers`. */
export function judge(value: unknown, door: Door, receipt: Receipt): Judged {
    const isHeartbeat = isObject(value) && value['heartbeat'] !== undefined;
    const fault = isHeartbeat ? findHeartbeatFault(value) : findReadingFault(value);
    if (fault) return {kind: 'refused', answer: 'malformed', ...fault};
    const reading = value as WireReading;
    const deviceMs = instantFrom(reading.at);
    if (deviceMs === 'no-time') {
        return refused('malformed', '/at', timeText(reading.at),
            'an RFC 3339 time with offset, such as 2025-03-03T08:15:02+05:00');
    }
    const device = door.devices.get(reading.device);
    const refusal = refusedDevice(reading.device, device, receipt.site, door)
        ?? refusedTime(reading.at, deviceMs, door, receipt)
        ?? (isHeartbeat ? undefined : refusedClaim(reading, door));
    if (refusal) return refusal;
    if (isHeartbeat) return {kind: 'heartbeat', device: device!.id, deviceMs: deviceMs as number};
    return taken(reading, device!, deviceMs as number, door, receipt);
}

function refusedDevice(
    name: string, device: Device | undefined, site: string | undefined, {devices}: Door,
): Refused | undefined {
    if (!device) {
        return refused('unknown-device', '/device', deviceText(name, devices.keys()),
            `a device of the corridor${likelyText(name, devices.keys())}`);
    }
    if (site === undefined || device.site === site) return undefined;
    return refused('device-of-another-site', '/device', `"${name}"`,
        `a device of site ${site}, whose key was shown`);
}

function refusedTime(
    text: string, deviceMs: number | NoInstant, door: Door, {nowMs, isHistorical}: Receipt,
): Refused | undefined {
    if (typeof deviceMs !== 'number') {
        return refused('time-without-offset', '/at', text,
            'an offset at its end, such as Z or +05:00');
    }
    if (deviceMs > nowMs + door.futureToleranceMs) {
        return refused('time-in-the-future', '/at', text,
            `at most ${door.futureToleranceMs / 1000} s after ${new Date(nowMs).toISOString()}`);
    }
    if (isHistorical || deviceMs >= nowMs - door.oldestReadingMs) return undefined;
    return refused('too-old', '/at', text,
        `${new Date(nowMs - door.oldestReadingMs).toISOString()} or later`);
}

function refusedClaim(reading: WireReading, door: Door): Refused | undefined {
    const {tag, plate, class: measured} = reading;
    if (tag === undefined && plate === undefined && measured === undefined) {
        return refused('says-nothing', '', 'no tag, plate or class', 'at least one of them');
    }
    if (measured !== undefined && !door.classes.has(measured)) {
        return refused('unknown-class', '/class', wordText(measured, door.classes),
            choiceText(door.classes, measured));
    }
    if (!plate || normalPlate(plate)) return undefined;
    return {kind: 'refused', answer: 'malformed-plate', field: '/plate', ...plateFault(plate)};
}

function taken(
    reading: WireReading, device: Device, deviceMs: number, door: Door, receipt: Receipt,
): Judged {
    const plate = reading.plate ? normalPlate(reading.plate) : undefined;
    const row: ReadingRow = {
        device: device.id,
        point: device.point,
        lane: reading.lane ?? 0,
        deviceMs,
        receivedMs: receipt.isHistorical ? deviceMs : receipt.nowMs,
        fingerprint: 0n,
        tag: reading.tag === undefined ? undefined : tagToken(reading.tag),
        plate: plate && door.tokenOf(plate),
        isUnreadable: reading.plate === null,
        confidence: reading.plate?.confidence,
        class: reading.class,
    };
    row.fingerprint = fingerprintOf(row, reading.message);
    return {kind: 'reading', row, plate};
}

// Where the device numbers its messages the number says whether two are one, else what they say.
function fingerprintOf(row: ReadingRow, message: string | undefined): bigint {
    if (message !== undefined) return fingerprint(['message', message]);
    return fingerprint([
        'content', row.tag ?? '', row.plate ?? '', row.isUnreadable ? 'unreadable' : '',
        String(row.confidence ?? ''), row.class ?? '', String(row.lane),
    ]);
}

function refused(answer: Answer, field: string, found: string, expected: string): Refused {
    return {kind: 'refused', answer, field, found, expected};
}

/** A refusal as one line. */
export function refusalText({field, found, expected}: Refused<string>): string {
    return `${field === '' ? '' : `${field}: `}found ${found}, expected ${expected}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null;
}
