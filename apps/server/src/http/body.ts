import {promisify} from 'node:util';
import {gunzip} from 'node:zlib';
import type {FastifyInstance, FastifyRequest} from 'fastify';
import {Unreadable} from '../feed/unreadable.ts';

/** A value of a request with where it stood: `/3` in JSON, `line 4` in NDJSON. */
export interface Sent {
    value: unknown;
    place: string;
}

/** Why a body is not looked into at all. */
export class BodyRefused extends Error {
    readonly statusCode: 413 | 415;

    constructor(statusCode: 413 | 415, message: string) {
        super(message);
        this.statusCode = statusCode;
    }
}

/** As they arrive; a request of 500 readings has 75 kB. */
const MOST_BYTES = 8 << 20;
/** After gunzip. */
const MOST_UNPACKED_BYTES = 32 << 20;
/** In one request, because one request is one transaction. */
const MOST_VALUES = 10_000;

const unpack = promisify(gunzip);

/** Takes JSON and NDJSON as bytes; everything in it is judged one by one, not here. */
export function takeBodies(app: FastifyInstance): void {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
        ['application/json', 'application/x-ndjson', 'application/ndjson', 'application/jsonl'],
        {parseAs: 'buffer', bodyLimit: MOST_BYTES},
        (_request, body, done) => done(null, body),
    );
}

/** The values of a body: of a JSON array or object, or of the lines of NDJSON. */
export async function valuesOf(request: FastifyRequest): Promise<Sent[]> {
    const text = (await unpacked(request)).toString('utf8').replace(/^\ufeff/, '');
    const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
    const values = isJson ? jsonValues(text) : ndjsonValues(text);
    if (values.length <= MOST_VALUES) return values;
    throw new BodyRefused(413, `found ${values.length} values, expected at most ${MOST_VALUES}`);
}

async function unpacked(request: FastifyRequest): Promise<Buffer> {
    const body = request.body as Buffer | undefined ?? Buffer.alloc(0);
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding === 'identity') return body;
    if (encoding !== 'gzip') {
        throw new BodyRefused(415, `found content-encoding ${encoding}, expected gzip or none`);
    }
    try {
        return await unpack(body, {maxOutputLength: MOST_UNPACKED_BYTES});
    } catch (error) {
        const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
        throw isTooLarge
            ? new BodyRefused(413, `found more than ${MOST_UNPACKED_BYTES} bytes after gunzip`)
            : new BodyRefused(415, 'found a body that is no gzip, expected content-encoding gzip');
    }
}

function jsonValues(text: string): Sent[] {
    const value = parsed(text);
    return Array.isArray(value)
        ? value.map((each, index) => ({value: each, place: `/${index}`})) : [{value, place: ''}];
}

function ndjsonValues(text: string): Sent[] {
    return text.split('\n').flatMap((line, index) => line.trim() === ''
        ? [] : [{value: parsed(line), place: `line ${index + 1}`}]);
}

// The parser's own message quotes the text, which may hold a plate: only where is said.
function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch (error) {
        const [, position] = /position (\d+)/.exec((error as Error).message) ?? [];
        const where = position === undefined ? '' : ` at character ${Number(position) + 1}`;
        return new Unreadable(`no JSON${where}`, 'JSON');
    }
}
