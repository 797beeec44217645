import assert from 'node:assert/strict';
import test from 'node:test';
import {gunzipSync} from 'node:zlib';
import fastify from 'fastify';
import {packed} from '../src/http/packed.ts';

const LONG = {rows: Array.from({length: 2_000}, (_, nth) => `row ${nth}`)};

const stories: Readonly<Record<string, [answer: object, accepts: string, isPacked: boolean]>> = {
    'a long answer for who takes it packed': [LONG, 'br, gzip', true],
    'a long answer for who does not': [LONG, 'identity', false],
    'a short answer': [{rows: []}, 'gzip', false],
};

for (const [name, [answer, accepts, isPacked]] of Object.entries(stories)) {
    test(`${name} is ${isPacked ? 'packed' : 'plain'}`, async () => {
        const app = fastify();
        app.addHook('onSend', packed);
        app.get('/', () => answer);
        const response = await app.inject({url: '/', headers: {'accept-encoding': accepts}});
        assert.equal(response.headers['content-encoding'], isPacked ? 'gzip' : undefined);
        const text = isPacked ? gunzipSync(response.rawPayload).toString() : response.body;
        assert.deepEqual(JSON.parse(text), answer);
        assert.equal(Number(response.headers['content-length']), response.rawPayload.length);
        await app.close();
    });
}
