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

const FIRST_ROUTE_LIMIT_BYTES = 200 * 1000;
const MAP_LIMIT_BYTES = 450 * 1000;

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
    const wanted = withImports([builtFile(/^main-.*\.js$/), builtFile(/^CorridorPage-.*\.js$/)]);
    const bytes = await packedBytes(wanted);
    assert(wanted.size > 2, [...wanted].join(', '));
    assert(bytes <= FIRST_ROUTE_LIMIT_BYTES, `${bytes} bytes`);
});

test('the map comes apart, with at most 450 kB of JavaScript, its worker among it', async () => {
    const first = withImports([builtFile(/^main-.*\.js$/), builtFile(/^CorridorPage-.*\.js$/)]);
    const map = withImports([builtFile(/^MapCanvas-.*\.js$/)]);
    const apart = new Set([...map].filter(name => !first.has(name)));
    apart.add(builtFile(/^maplibre-gl-worker-.*\.mjs$/));
    const bytes = await packedBytes(apart);
    assert(bytes > 300_000 && bytes <= MAP_LIMIT_BYTES, `${bytes} bytes`);
});

function builtFile(name: RegExp): string {
    return readdirSync(folder).find(each => name.test(each))!;
}

/** Files with all that they import at once. */
function withImports(names: readonly string[]): Set<string> {
    const wanted = new Set(names);
    for (const name of wanted) {
        const text = readFileSync(join(folder, name), 'utf8');
        for (const [, part] of text.matchAll(/(?:from|import)\s?"\/([\w-]+\.js)"/g)) {
            wanted.add(part!);
        }
    }
    return wanted;
}

async function packedBytes(names: ReadonlySet<string>): Promise<number> {
    let bytes = 0;
    for (const name of names) {
        const {rawPayload} = await app.inject(
            {url: `/${name}`, headers: {'accept-encoding': 'gzip'}});
        bytes += rawPayload.length;
    }
    return bytes;
}

for (const folder of ['words', 'plan/words', 'promised/words']) {
    test(`the three languages have the same words, the same blanks to fill in: ${folder}`, () => {
        const [en, ...others] = ['en', 'ur', 'ru'].map(language => wordsOf(language, folder));
        for (const other of others) assert.deepEqual(other, en);
    });
}

test('what the first page and all around it say comes with it', () => {
    const path = join(checkoutFolder(), 'apps', 'web', 'src', 'words', 'first.json');
    const first = JSON.parse(readFileSync(path, 'utf8')) as string[];
    const names = wordsOf('en').map(each => each.split(' ')[0]!);
    const texts = [...withImports([
        builtFile(/^main-.*\.js$/), builtFile(/^CorridorPage-.*\.js$/),
        builtFile(/^SignInPage-.*\.js$/),
    ])].map(name => readFileSync(join(folder, name), 'utf8'));
    const said = (word: string): boolean => texts.some(text => text.includes(`"${word}"`)
        || text.includes(`\`${word.split('.')[0]}.\${`));
    const missing = names.filter(name => !first.includes(name.split('.')[0]!) && said(name));
    assert.deepEqual(missing, []);
    assert(names.some(name => !first.includes(name.split('.')[0]!)));
});

/** The names of a language's words in their order, each with the arguments it names. */
function wordsOf(language: string, folder = 'words'): string[] {
    const file = join(checkoutFolder(), 'apps', 'web', 'src', folder, `${language}.json`);
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
