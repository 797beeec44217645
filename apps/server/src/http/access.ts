import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import {existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {FastifyReply, FastifyRequest} from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import type {Person} from '../access/people.ts';
import type {Role} from '../access/role.ts';
import {LONGEST_MS, sessionOf} from '../access/sessions.ts';

const COOKIE = 'karwan';

declare module 'fastify' {
    interface FastifyRequest {
        /** Who asks; null at an open door and at a device's. */
        person: Person | null;
    }
}

/** What is answered with 401 and 403. */
export const noAccess = Type.Object({
    error: Type.String(), found: Type.String(), expected: Type.String(),
});

/** The token of this home, made at the first start: programs with it may do all. */
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

/** What the gate needs to know who asks. */
export interface GateSetting {
    pool: pg.Pool;
    token: string;
    /** Sessions run by our own clock, whatever clock the simulated world has. */
    wallMs(): number;
}

/**
 * Lets in who may ask this route: by the token for programs, or by a session's cookie in one of the
 * route's roles. Nobody known gets 401, somebody in another role 403.
 */
export function gate(setting: GateSetting) {
    return async (
        request: FastifyRequest, reply: FastifyReply,
    ): Promise<FastifyReply | undefined> => {
        const config = request.routeOptions.config ?? {};
        if (config.isDeviceDoor || config.isOpen) return undefined;
        request.person = await personOf(request, setting);
        if (!request.person) {
            return reply.code(401).header('www-authenticate', 'Bearer').send({
                error: 'no-access', found: 'no valid session or token',
                expected: 'a session of the console, or the token that `karwan start` names, as '
                    + 'Authorization: Bearer …',
            });
        }
        if (isForeignChange(request)) {
            return reply.code(403).send({
                error: 'foreign-origin', found: `a page of ${originOf(request)}`,
                expected: 'a page of this very server',
            });
        }
        const wanted: readonly Role[] = config.roles ?? ['administrator'];
        if (wanted.includes(request.person.role)) return undefined;
        return reply.code(403).send({
            error: 'other-role', found: request.person.role, expected: wanted.join(', '),
        });
    };
}

async function personOf(
    request: FastifyRequest, {pool, token, wallMs}: GateSetting,
): Promise<Person | null> {
    if (isSame(bearerOf(request), token)) return {name: 'token', role: 'administrator'};
    const key = sessionKeyOf(request);
    return key === undefined ? null : await sessionOf(pool, key, wallMs()) ?? null;
}

// Besides SameSite: a browser says which page sends what, and only our own may change anything.
function isForeignChange(request: FastifyRequest): boolean {
    if (['GET', 'HEAD'].includes(request.method) || bearerOf(request) !== undefined) return false;
    return originOf(request) !== request.headers.host;
}

function originOf({headers}: FastifyRequest): string {
    const {origin = ''} = headers;
    return URL.canParse(origin) ? new URL(origin).host : 'no origin';
}

/** What stands behind `Authorization: Bearer`. */
export function bearerOf(request: FastifyRequest): string | undefined {
    return /^Bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** The key of the session whose cookie came along. */
export function sessionKeyOf(request: FastifyRequest): string | undefined {
    const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim());
    return pairs.find(pair => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

/** The cookie that opens a session, or with no key ends it. Behind TLS it goes over TLS alone. */
export function sessionCookie(request: FastifyRequest, key: string | undefined): string {
    const seconds = key === undefined ? 0 : LONGEST_MS / 1000;
    const secure = request.protocol === 'https' ? '; Secure' : '';
    return `${COOKIE}=${key ?? ''}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
}

// Digests have one length whatever was shown, and their comparison takes one time.
function isSame(shown: string | undefined, expected: string): boolean {
    const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
    return shown !== undefined && timingSafeEqual(digest(shown), digest(expected));
}
