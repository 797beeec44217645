import type {Zone} from '@karwan/base';
import type {Alarm, DeviceHealth} from '@karwan/health';
import type pg from 'pg';
import {evidenceText} from '../health/notice.ts';
import {healthOnce, type HealthNow} from '../health/watch.ts';
import {withText} from '../http/health-routes.ts';
import {counted} from '../counted.ts';
import type {Said} from './command.ts';
import {readSession} from './read-session.ts';

/** Looks at the devices and stores nothing. Exits: `done`, `no` where an alarm stands. */
export function healthHere(options: Record<string, unknown>): Promise<Said> {
    return readSession(options['scheme'] as string | undefined, async ({pool, setting}) => {
        const found = await healthOnce(pool, setting.scheme.corridor, await nowOf(pool));
        return {
            json: {...found, alarms: found.alarms.map(withText)},
            text: healthText(found, setting.zone, options['all'] === true),
            exit: found.alarms.length > 0 ? 'no' : 'done',
        };
    });
}

// A simulated world has a clock of its own, which stands where its last receipt stands.
export async function nowOf(pool: pg.Pool): Promise<number> {
    const {rows: [row]} = await pool.query<{heard: string | null; is_world: boolean}>(
        `select greatest((select max(received_ms) from heartbeat),
                (select received_ms from reading order by seq desc limit 1)) as heard,
            exists (select from feed where source like 'world:%') as is_world`);
    return row!.is_world && row!.heard !== null ? Number(row!.heard) : Date.now();
}

/** Devices and alarms for people, with the times of this zone's clocks. */
export function healthText({devices, alarms}: HealthNow, zone: Zone, withAll: boolean): string {
    const heard = devices.filter(device => device.lastHeardMs !== undefined);
    return [
        `${counted(devices.length, 'device')}, ${heard.length} heard of; `
            + counted(alarms.length, 'alarm'),
        ...alarms.flatMap(alarm => alarmLines(alarm, zone)),
        ...withAll ? ['', ...devices.map(device => deviceLine(device, zone))] : [],
    ].join('\n');
}

function alarmLines({cause, sinceMs, troubles}: Alarm, zone: Zone): string[] {
    return [
        `${cause}, since ${zone.text(sinceMs)}`,
        ...troubles.filter(each => each.endedMs === undefined)
            .map(({subject, evidence}) => `    ${subject}: ${evidenceText(evidence)}`),
    ];
}

function deviceLine(
    {device, lastHeardMs, missed, trials, clock, troubles}: DeviceHealth, zone: Zone,
): string {
    const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
    return [
        device.padEnd(20), lastHeardMs === undefined ? 'never heard' : zone.text(lastHeardMs),
        missed ? `misses ${percent(missed.value)} (${percent(missed.low)} to `
            + `${percent(missed.high)}, ${trials} vehicles)` : '',
        clock ? `clock ${(clock.offsetMs / 1000).toFixed(1)} s` : '', troubles.join(', '),
    ].filter(Boolean).join('  ');
}
