import type {Plate, Token} from './token.ts';

/**
 * One device's message as it goes over the wire, JSON or a line of NDJSON. A device says what it
 * saw and nothing more: an antenna a tag, a camera a plate (or that it could not read one), a laser
 * or loop that a vehicle of this class passed.
 */
export interface WireReading {
    /** The device, as the corridor names it. */
    device: string;
    /** The device's clock: RFC 3339 with offset. */
    at: string;
    /** The device's own number for this message: the same device and number is the same message. */
    message?: string;
    /** The tag's number. */
    tag?: string;
    /** The plate that was read; null where a camera saw one and could not read it. */
    plate?: (Plate & {confidence?: number}) | null;
    /** The measured class, in the corridor's class names. */
    class?: string;
    /** Lane, 1 nearest the shoulder. */
    lane?: number;
}

/** That a device lives, said now and then, so that silence differs from no traffic. */
export interface WireHeartbeat {
    device: string;
    at: string;
    heartbeat: true;
}

/** What comes of one wire reading at the door; the refusals in the order they are checked. */
export const answers = [
    'accepted', 'repeated', 'malformed', 'unknown-device', 'device-of-another-site',
    'time-without-offset', 'time-in-the-future', 'too-old', 'says-nothing', 'unknown-class',
    'malformed-plate',
] as const;
export type Answer = (typeof answers)[number];

/**
 * A reading in the log: parsed, its plate replaced by a token. `seq` is its place in the log. Three
 * times: the device's, the receipt's, and the corrected one, which everything downstream uses.
 */
export interface Reading {
    seq: number;
    device: string;
    point: string;
    lane: number;
    deviceMs: number;
    receivedMs: number;
    atMs: number;
    tag: Token | undefined;
    plate: Token | undefined;
    /** How sure the camera is of the plate, 0 to 1; undefined where it does not say. */
    confidence: number | undefined;
    measuredClass: string | undefined;
}
