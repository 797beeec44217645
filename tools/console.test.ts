import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {gunzipSync} from 'node:zlib';
import {compileMessage} from '@lingui/message-utils/compileMessage';
import fastify, {type FastifyInstance} from 'fastify';
import {buildConsole} from './build-console.mjs';
import {endBuilds} from './build.mjs';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {consoleFiles} from '../apps/server/src/http/console-files.ts';

const FIRST_ROUTE_LIMIT_BYTES = 200 * 1024;

let folder: string;
let app: FastifyInstance;

before(async () => {
    folder = await buildConsole(checkoutFolder());
    app = fastify();
    consoleFiles(folder)(app);
});

after(async () => {
    await app.close();
    await endBuilds();
});

test('nothing on the page is inline and nothing comes from elsewhere', async () => {
    const page = await app.inject('/');
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert(!/unsafe|https?:/.test(policy));
    assert(!/<style|style=|<script(?![^>]*src=)|\son\w+=/.test(page.body));
    for (const [, name] of page.body.matchAll(/(?:src|href)="\/([^"]+)"/g)) {
        assert.equal((await app.inject(`/${name}`)).statusCode, 200, name);
    }
});

test('every page of the console is the same file; what is no page is not found', async () => {
    const page = (await app.inject('/')).body;
    for (const path of ['/day', '/vehicle?what=1', '/health']) {
        assert.equal((await app.inject(path)).body, page, path);
    }
    for (const path of ['/missing.js', '/v1/nothing', '/../package.json']) {
        assert.equal((await app.inject(path)).statusCode, 404, path);
    }
});

test('a file is packed for who takes it, and kept for good under its own name', async () => {
    const name = readdirSync(folder).find(each => /^main-.*\.js$/.test(each))!;
    const packed = await app.inject({url: `/${name}`, headers: {'accept-encoding': 'br, gzip'}});
    const plain = await app.inject(`/${name}`);
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.deepEqual(gunzipSync(packed.rawPayload), plain.rawPayload);
    assert.deepEqual(plain.rawPayload, readFileSync(join(folder, name)));
    assert.match(String(plain.headers['cache-control']), /immutable/);
    assert.equal((await app.inject('/')).headers['cache-control'], 'no-cache');
});

test('the first page comes with at most 200 kB of JavaScript', async () => {
    const entry = readdirSync(folder).find(each => /^main-.*\.js$/.test(each))!;
    const wanted = new Set([entry]);
    for (const name of wanted) {
        const text = readFileSync(join(folder, name), 'utf8');
        // What it imports at once, and the corridor's page, which is opened first.
        for (const [, part] of text.matchAll(/(?:from|import)\s?"\/([\w-]+\.js)"/g)) {
            wanted.add(part!);
        }
        const [, first] = /import\("\/(CorridorPage-\w+\.js)"\)/.exec(text) ?? [];
        if (first !== undefined) wanted.add(first);
    }
    let bytes = 0;
    for (const name of wanted) {
        const {rawPayload} = await app.inject(
            {url: `/${name}`, headers: {'accept-encoding': 'gzip'}});
        bytes += rawPayload.length;
    }
    assert(wanted.size > 2, [...wanted].join(', '));
    assert(bytes <= FIRST_ROUTE_LIMIT_BYTES, `${bytes} bytes`);
});

test('the three languages have the same words, with the same blanks to fill in', () => {
    const [en, ...others] = ['en', 'ur', 'ru'].map(wordsOf);
    for (const other of others) assert.deepEqual(other, en);
});

/** The names of a language's words in their order, each with the arguments it names. */
function wordsOf(language: string): string[] {
    const file = join(checkoutFolder(), 'apps', 'web', 'src', 'words', `${language}.json`);
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    return Object.entries(words).map(([name, text]) =>
        [name, ...new Set(blanksIn(compileMessage(text)).sort())].join(' '));
}

/** Arguments of a compiled message, those within its plural forms too. */
function blanksIn(message: unknown): string[] {
    if (!Array.isArray(message)) return [];
    return message.flatMap((part: unknown) => {
        if (!Array.isArray(part)) return [];
        const [blank, , forms = {}] = part as [string, string?, Record<string, unknown>?];
        return [blank, ...Object.values(forms).flatMap(blanksIn)];
    });
}
