import type {Alarm} from '@karwan/health';
import type {FastifyInstance} from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import {ALL} from '../access/role.ts';
import {evidenceText} from '../health/notice.ts';
import {alarmsAt, listAlarms} from '../health/store.ts';
import type {HealthNow} from '../health/watch.ts';
import {healthAnswer} from './answers/health.ts';
import {asItIs} from './answers/kinds.ts';
import {past} from './past.ts';

/** What the routes of health work with. */
export interface HealthSetting {
    pool(): pg.Pool;
    health(): HealthNow | undefined;
    nowMs(): number;
}

const RECENT = 50;

/** How every device does, and the alarms. */
export function healthRoutes({pool, health, nowMs}: HealthSetting): (app: FastifyInstance) => void {
    return app => {
        app.get<{Querystring: {past?: number}}>('/v1/health', {
            config: {roles: ALL}, serializerCompiler: asItIs,
            schema: {
                summary: 'Every device: last heard, miss rate, clock, place; open and late alarms',
                security: [{token: []}], response: {200: healthAnswer},
                description: 'Times in milliseconds by the clock of the receipts. A share has its '
                    + '95 % interval. One alarm a cause, with what it rests on. /v1/changes tells '
                    + 'each change of an alarm as an event `alarm`. Of a past moment the alarms '
                    + 'alone are known, not how each device did.',
                querystring: Type.Object({past}),
            },
        }, async (request, reply) => {
            const now = health();
            const {past: thenMs} = request.query;
            if (!now) {
                return reply.code(503).header('retry-after', '2').send({
                    error: 'unavailable', message: 'the health of devices is not yet known'});
            }
            reply.header('cache-control', 'no-store');
            if (thenMs !== undefined) {
                const alarms = (await alarmsAt(pool(), thenMs)).map(withText);
                return reply.send({
                    nowMs: thenMs, seq: now.seq, devices: unjudged(now), alarms, ended: [],
                });
            }
            const alarms = await listAlarms(pool(), RECENT);
            return reply.send({
                nowMs: nowMs(), seq: now.seq, devices: now.devices,
                alarms: now.alarms.map(withText),
                ended: alarms.filter(alarm => alarm.endedMs !== undefined).map(withText),
            });
        });
    };
}

// Which devices there are, and nothing of how they do.
function unjudged({devices}: HealthNow): object[] {
    return devices.map(({device, point, kind, site}) =>
        ({device, point, kind, site, trials: 0, troubles: []}));
}

/** An alarm with its evidence in words besides. */
export function withText(alarm: Alarm): object {
    return {
        ...alarm, troubles: alarm.troubles.map(each => ({
            ...each, told: evidenceText(each.evidence)})),
    };
}
