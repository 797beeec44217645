import {createHash, createHmac, randomBytes, timingSafeEqual} from 'node:crypto';
import {existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {FastifyReply, FastifyRequest} from 'fastify';
import Type from 'typebox';

const COOKIE = 'karwan';
const COOKIE_SECONDS = 30 * 86_400;

/** What is answered with 401. */
export const noAccess = Type.Object({
    error: Type.String(), found: Type.String(), expected: Type.String(),
});

/** The token of this home, made at the first start; an open page survives a restart. */
export function accessToken(homeFolder: string): string {
    const file = join(homeFolder, 'keys', 'access.token');
    if (!existsSync(file)) makeToken(file);
    return readFileSync(file, 'utf8').trim();
}

function makeToken(file: string): void {
    mkdirSync(dirname(file), {recursive: true, mode: 0o700});
    const draft = `${file}.${process.pid}.draft`;
    writeFileSync(draft, randomBytes(24).toString('base64url'), {mode: 0o600});
    try {
        linkSync(draft, file);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
        rmSync(draft);
    }
}

/**
 * Lets in who shows the token: as a bearer, or once in the address, which is answered by a cookie
 * and the same address without it, so that the token stays in no history. Others get 401.
 */
export function gate(token: string) {
    const session = createHmac('sha256', token).update('karwan page').digest('hex');
    return async (
        request: FastifyRequest, reply: FastifyReply,
    ): Promise<FastifyReply | undefined> => {
        if (request.routeOptions.config?.isDeviceDoor) return undefined;
        if (isSame(bearerOf(request), token)) return undefined;
        if (isSame(cookieOf(request), session)) return undefined;
        const address = new URL(request.url, 'http://karwan');
        if (request.method === 'GET' && isSame(address.searchParams.get('token'), token)) {
            address.searchParams.delete('token');
            const cookie = `${COOKIE}=${session}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; `
                + 'SameSite=Strict';
            return reply.header('set-cookie', cookie).header('referrer-policy', 'no-referrer')
                .redirect(`${address.pathname}${address.search}`, 303);
        }
        return reply.code(401).header('www-authenticate', 'Bearer').send({
            error: 'no-access', found: 'no valid token', expected: 'the token that `karwan start` '
                + 'prints, as Authorization: Bearer … or once as ?token=…',
        });
    };
}

/** What stands behind `Authorization: Bearer`. */
export function bearerOf(request: FastifyRequest): string | undefined {
    return /^Bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
}

function cookieOf(request: FastifyRequest): string | undefined {
    const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim());
    return pairs.find(pair => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

// Digests have one length whatever was shown, and their comparison takes one time.
function isSame(shown: string | null | undefined, expected: string): boolean {
    const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
    return typeof shown === 'string' && timingSafeEqual(digest(shown), digest(expected));
}
