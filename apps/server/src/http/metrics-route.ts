import type {FastifyInstance} from 'fastify';
import type pg from 'pg';
import type {Role} from '../access/role.ts';
import type {Admission} from '../door/admission.ts';
import {EXPOSITION_TYPE, expositionText, gauge} from '../monitoring/exposition.ts';
import type {Metrics} from '../monitoring/metrics.ts';
import {databaseAway, type StandingFigures} from '../monitoring/standing.ts';
import {isServerGone} from '../server-gone.ts';

/** Where the figures come from. */
export interface MetricsSetting {
    pool(): pg.Pool;
    metrics: Metrics;
    standing: StandingFigures;
    admission: Admission;
}

const READERS: readonly Role[] = ['auditor', 'administrator'];

/** GET /metrics, for Prometheus: the token opens it. */
export function metricsRoute(setting: MetricsSetting): (app: FastifyInstance) => void {
    return app => void app.get('/metrics', {
        config: {roles: READERS},
        schema: {
            summary: 'Figures of this process and its database, for Prometheus',
            security: [{token: []}],
            description: 'Text format 0.0.4. Counts and times, nobody\'s token among the labels.',
        },
    }, async (_request, reply) => reply.type(EXPOSITION_TYPE).header('cache-control', 'no-store')
        .send(await textOf(setting)));
}

// The figures of the process are told also where the database is away: that is when one looks.
async function textOf({pool, metrics, standing, admission}: MetricsSetting): Promise<string> {
    const stored = await standing.families(pool(), Date.now()).catch((error: unknown) => {
        if (isServerGone(error)) return databaseAway;
        throw error;
    });
    const {requests, bytes, working, waiting} = admission.standing;
    return expositionText([
        ...metrics.families(), ...stored,
        gauge('karwan_door_requests', 'Requests let in and not answered yet.', requests),
        gauge('karwan_door_bytes', 'Bytes of their bodies.', bytes),
        gauge('karwan_door_working', 'Of these, being parsed and appended.', working),
        gauge('karwan_door_waiting', 'Of these, waiting for their turn.', waiting),
    ]);
}
