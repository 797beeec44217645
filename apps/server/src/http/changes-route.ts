import type {FastifyInstance} from 'fastify';
import {ALL} from '../access/role.ts';
import type {AlarmChange, Change, Changes} from '../live.ts';

/** So that proxies and browsers do not take a quiet line for a dead one. */
const SIGN_OF_LIFE_MS = 15_000;
const MOST_LISTENERS = 200;
/** Who reads slower than this is let go, and comes back by itself. */
const MOST_WAITING_BYTES = 1 << 20;

/** GET /v1/changes: server-sent events, one whenever the log was worked off further. */
export function changesRoute(app: FastifyInstance, changes: Changes): void {
    app.get('/v1/changes', {
        config: {roles: ALL},
        schema: {
            summary: 'Server-sent events: how far the log was worked off',
            security: [{token: []}],
            description: 'event: change, data: {"seq": …, "batches": …}. Ask for what you show. '
                + 'event: alarm, data: an alarm of /v1/health that began, grew or ended.',
        },
    }, (request, reply) => {
        if (changes.listeners >= MOST_LISTENERS) {
            return reply.code(503).send({
                error: 'too-many-listeners', found: `${changes.listeners} listeners`,
                expected: `fewer than ${MOST_LISTENERS}; try again later`,
            });
        }
        reply.hijack();
        const line = reply.raw;
        line.writeHead(200, {
            'content-type': 'text/event-stream', 'cache-control': 'no-store',
            'x-accel-buffering': 'no',
        });
        line.write('retry: 2000\n\n');
        const tell = (text: string): void => {
            if (line.writableLength > MOST_WAITING_BYTES) line.destroy();
            else line.write(text);
        };
        const stop = changes.listen(change => tell(eventText(change)));
        const stopAlarms = changes.listenAlarms(alarm => tell(alarmText(alarm)));
        const alive = setInterval(() => tell(': alive\n\n'), SIGN_OF_LIFE_MS);
        request.raw.on('close', () => {
            clearInterval(alive);
            stop();
            stopAlarms();
        });
        return reply;
    });
}

function eventText(change: Change): string {
    return `id: ${change.seq}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`;
}

function alarmText(alarm: AlarmChange): string {
    return `event: alarm\ndata: ${JSON.stringify(alarm)}\n\n`;
}
