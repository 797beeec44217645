import {HOUR_MS} from '@karwan/base';
import type {Corridor} from '@karwan/journey';
import {wireTime, type Delivery} from './wire.ts';

const MINUTE_MS = 60_000;
const UNDERWAY_MS = 400;

/** Each device's heartbeats of an hour, every minute, spread over the minute by device. */
export function heartbeatsOfHour(corridor: Corridor, fromMs: number): Delivery[] {
    return corridor.devices.flatMap(({id, site}, nth) =>
        Array.from({length: HOUR_MS / MINUTE_MS}, (_, minute) => {
            const atMs = fromMs + minute * MINUTE_MS + nth * 97 % (MINUTE_MS - UNDERWAY_MS);
            const message = {device: id, at: wireTime(atMs), heartbeat: true as const};
            return {receivedMs: atMs + UNDERWAY_MS, site, message};
        }));
}
