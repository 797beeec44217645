import {Monitor, type Alarm, type HeardReading} from '@karwan/health';
import type {Corridor} from '@karwan/journey';

/** Readings are handed over so often, as a server would. */
const STEP_MS = 5_000;

/** Runs a monitor over readings; every alarm as it stood at last. */
export function alarmsOver(
    corridor: Corridor, readings: readonly HeardReading[], monitor = new Monitor(corridor),
    isEnough: (alarm: Alarm) => boolean = () => false,
): Alarm[] {
    const alarms = new Map<string, Alarm>();
    for (let nowMs = readings[0]!.atMs, next = 0; next < readings.length; nowMs += STEP_MS) {
        const from = next;
        while (next < readings.length && readings[next]!.atMs <= nowMs) next++;
        monitor.take(readings.slice(from, next), nowMs);
        for (const alarm of monitor.takeChanged()) {
            alarms.set(alarm.id, alarm);
            if (isEnough(alarm)) return [...alarms.values()];
        }
    }
    return [...alarms.values()];
}
