import type {Corridor} from '@karwan/journey';
import type {Faults} from './fault.ts';
import {wireTime, type Delivery} from './wire.ts';

const MINUTE_MS = 60_000;
const UNDERWAY_MS = 400;

/**
 * Each device's heartbeats of a stretch of whole minutes, every minute, spread over the minute by
 * device. A device that is silent or held back gives none, and late ones would say nothing.
 */
export function heartbeatsBetween(
    {devices}: Corridor, faults: Faults, fromMs: number, toMs: number,
): Delivery[] {
    return devices.flatMap((device, nth) => {
        const beats: Delivery[] = [];
        for (let minuteMs = fromMs; minuteMs < toMs; minuteMs += MINUTE_MS) {
            const atMs = minuteMs + nth * 97 % (MINUTE_MS - UNDERWAY_MS);
            if (faults.of('silent', device, atMs) || faults.of('hold-back', device, atMs)) continue;
            const at = wireTime(atMs + faults.offsetMs(device, atMs));
            const message = {device: device.id, at, heartbeat: true as const};
            beats.push({receivedMs: atMs + UNDERWAY_MS, site: device.site, message});
        }
        return beats;
    });
}
