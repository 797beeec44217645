import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {checkoutFolder} from '../checkout.ts';
import {Unavailable} from '../unavailable.ts';

/** Nothing from elsewhere, nothing inline: a text that got into the data cannot run. */
const POLICY = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; `
    + `img-src 'self' data: blob:; font-src 'self'; worker-src 'self'; base-uri 'none'; `
    + `form-action 'none'; frame-ancestors 'none'`;

const TYPES: Readonly<Record<string, string>> = {
    '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
    '.svg': 'image/svg+xml',
    '.json': 'application/json', '.woff2': 'font/woff2',
};

/** What only ever counts within a page, under the policy of that page. */
const OF_A_PAGE: ReadonlySet<string> = new Set(['.js', '.css', '.woff2']);

/** Below this a packed answer saves nothing. */
const WORTH_PACKING_BYTES = 1_000;

interface ConsoleFile {
    type: string;
    plain: Buffer;
    packed: Buffer | undefined;
    /** Its name changes with its content, so browsers may keep it for good. */
    isLasting: boolean;
    /** Pages, workers and pictures have a policy of their own; what a page loads has the page's. */
    hasPolicy: boolean;
}

/** Where `npm run build` puts the console. */
export function consoleFolder(): string {
    return join(checkoutFolder(), 'dist', 'console');
}

/**
 * The console as it was built, from memory. An address without a file name is one of its pages:
 * the console itself finds out which.
 */
export function consoleFiles(folder: string): (app: FastifyInstance) => void {
    if (!existsSync(folder)) {
        throw new Unavailable(`found no console in ${folder}: npm run build makes it`);
    }
    const files = new Map(readdirSync(folder)
        .filter(name => TYPES[extname(name)] !== undefined && !name.endsWith('.inputs.json'))
        .map(name => [`/${name}`, consoleFile(folder, name)]));
    return app => {
        app.get('/*', {config: {isOpen: true}, schema: {hide: true}}, (request, reply) => {
            const path = request.url.split('?')[0]!;
            const file = files.get(path) ?? (isPage(path) ? files.get('/index.html') : undefined);
            return file ? answer(file, request, reply) : reply.callNotFound();
        });
    };
}

function consoleFile(folder: string, name: string): ConsoleFile {
    const plain = readFileSync(join(folder, name));
    const isPackable = plain.length > WORTH_PACKING_BYTES && extname(name) !== '.woff2';
    return {
        plain, type: TYPES[extname(name)]!, isLasting: /-[A-Z0-9]{8}\.\w+$/.test(name),
        hasPolicy: !OF_A_PAGE.has(extname(name)),
        packed: isPackable ? gzipSync(plain, {level: 9}) : undefined,
    };
}

function isPage(path: string): boolean {
    return /^\/[\w/-]*$/.test(path) && !path.startsWith('/v1');
}

function answer(file: ConsoleFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const {plain, packed, type, isLasting, hasPolicy} = file;
    const takesPacked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (hasPolicy) reply.header('content-security-policy', POLICY);
    reply.header('referrer-policy', 'no-referrer').header('vary', 'accept-encoding').type(type)
        .header('cache-control', isLasting ? 'max-age=31536000, immutable' : 'no-cache');
    return packed && takesPacked ? reply.header('content-encoding', 'gzip').send(packed)
        : reply.send(plain);
}
