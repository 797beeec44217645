import {promisify} from 'node:util';
import {constants, gzip} from 'node:zlib';
import type {FastifyReply, FastifyRequest} from 'fastify';

/** Below this a packed answer saves nothing. */
const WORTH_PACKING_CHARACTERS = 4_000;

const pack = promisify(gzip);

/**
 * Packs a long answer for who takes it packed: a console asks every second, and what it hears is
 * mostly what it heard before. What was packed or is a stream already stays as it is.
 */
export async function packed(
    request: FastifyRequest, reply: FastifyReply, payload: unknown,
): Promise<unknown> {
    const isPlain = typeof payload === 'string' && payload.length > WORTH_PACKING_CHARACTERS
        && reply.getHeader('content-encoding') === undefined;
    if (!isPlain || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return payload;
    reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding');
    reply.removeHeader('content-length');
    return pack(payload, {level: constants.Z_BEST_SPEED});
}
