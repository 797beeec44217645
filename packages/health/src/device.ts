import type {Device} from '@karwan/journey';
import {newLossTest, SHARE_PLAN, SILENCE_PLAN, type LossTest, type Usual} from './loss.ts';

/** What is kept of a device: plain data, so that it can be stored. */
export interface DeviceState {
    id: string;
    lastHeardMs: number | undefined;
    /** Our clock when it last said that it lives, and how often it did. */
    lastBeatMs: number | undefined;
    beats: number;
    /** When a silence of it ended: vehicles that passed before tell nothing new. */
    silentUntilMs: number;
    /** How long its latest messages were under way by its clock and ours. */
    delaysMs: number[];
    usual: Usual;
    /** The latest trials, older ones fading soon: what it misses now. */
    recent: Usual;
    silence: LossTest;
    share: LossTest;
    /** Log-likelihood that it is well again, while it is in trouble. */
    recovery: number;
    /** Readings of its latest half hours: silence where no heartbeat and no bracket tells. */
    traffic: {fromMs: number; count: number; perHour: number};
}

export function newDevice({id}: Pick<Device, 'id'>): DeviceState {
    return {
        id, lastHeardMs: undefined, lastBeatMs: undefined, beats: 0,
        silentUntilMs: 0, delaysMs: [],
        usual: {trials: 0, missed: 0}, recent: {trials: 0, missed: 0},
        silence: newLossTest(SILENCE_PLAN), share: newLossTest(SHARE_PLAN), recovery: 0,
        traffic: {fromMs: 0, count: 0, perHour: 0},
    };
}

const HALF_HOUR_MS = 1_800_000;
/** Messages whose delay is remembered. */
const MOST_DELAYS = 20;
const LEAST_DELAYS = 8;

/** Heard a reading of it. */
export function heard(device: DeviceState, atMs: number, receivedMs: number): void {
    device.lastHeardMs = Math.max(device.lastHeardMs ?? -Infinity, receivedMs);
    delayed(device, receivedMs - atMs);
    const {traffic} = device;
    if (receivedMs - traffic.fromMs >= HALF_HOUR_MS) {
        traffic.perHour = traffic.count * 3_600_000 / Math.max(HALF_HOUR_MS,
            receivedMs - traffic.fromMs);
        Object.assign(traffic, {fromMs: receivedMs, count: 0});
    }
    traffic.count++;
}

/** Heard that it lives. */
export function beaten(device: DeviceState, atMs: number, receivedMs: number): void {
    if (receivedMs <= (device.lastBeatMs ?? -Infinity)) return;
    device.lastBeatMs = receivedMs;
    device.beats++;
    delayed(device, receivedMs - atMs);
}

function delayed(device: DeviceState, delayMs: number): void {
    device.delaysMs.push(delayMs);
    if (device.delaysMs.length > MOST_DELAYS) device.delaysMs.shift();
}

/**
 * The least time that a device's latest messages were under way, and how far the middle one lies
 * above: a clock that is off moves all alike, a line that is slow spreads them.
 */
export function underwayOf(
    {delaysMs}: DeviceState,
): {leastMs: number; spreadMs: number} | undefined {
    if (delaysMs.length < LEAST_DELAYS) return undefined;
    const sorted = [...delaysMs].sort((a, b) => a - b);
    return {leastMs: sorted[0]!, spreadMs: sorted[sorted.length >> 1]! - sorted[0]!};
}
