import type {Evidence} from './alarm.ts';
import type {DeviceState} from './device.ts';

/** A heartbeat is due each minute; three more may be lost on the way. */
export const SILENT_AFTER_MS = 240_000;
const BEAT_MS = 60_000;
/** A device that gives heartbeats has given so many. */
const LEAST_BEATS = 3;
/**
 * Where nothing else tells: so many vehicles should have come since. On the reference corridor the
 * longest natural pauses are of 13 to 64 expected vehicles.
 */
const EXPECTED_IN_SILENCE = 80;

/** What says that a device is silent, so long after its last word; undefined where it is not. */
export function silenceOf(device: DeviceState, quietMs: number): Evidence | undefined {
    return device.beats >= LEAST_BEATS
        ? beatEvidence(lastOf(device)!, quietMs) : trafficEvidence(device, quietMs);
}

/** Our clock when anything was last heard of a device. */
export function lastOf(device: DeviceState | undefined): number | undefined {
    if (!device) return undefined;
    const {lastHeardMs, lastBeatMs} = device;
    if (lastHeardMs === undefined || lastBeatMs === undefined) return lastHeardMs ?? lastBeatMs;
    return Math.max(lastHeardMs, lastBeatMs);
}

function beatEvidence(lastHeardMs: number, quietMs: number): Evidence | undefined {
    if (quietMs < SILENT_AFTER_MS) return undefined;
    return {
        test: 'heartbeats', missed: Math.floor(quietMs / BEAT_MS), lastHeardMs,
        toldAgainAfterMs: BEAT_MS,
    };
}

function trafficEvidence({traffic}: DeviceState, quietMs: number): Evidence | undefined {
    const expected = traffic.perHour * quietMs / 3_600_000;
    if (expected < EXPECTED_IN_SILENCE) return undefined;
    return {test: 'traffic', expected, quietMs, perHour: traffic.perHour};
}
