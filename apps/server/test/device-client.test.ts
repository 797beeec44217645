import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import test from 'node:test';
import {checkoutFolder} from '../src/checkout.ts';
import {doorOf} from '../src/door.ts';
import {httpServer} from '../src/http/server.ts';
import {Changes} from '../src/live.ts';
import {schemeFrom} from '../src/scheme-files.ts';
import {addSite} from '../src/sites.ts';
import {testFolder} from '../src/test-cluster.ts';
import {freshDatabase} from '../src/test-database.ts';
import {keyFrom} from '../src/vault-key.ts';
import {Vault} from '../src/vault.ts';

const NOW_MS = Date.parse('2025-03-06T09:01:00+05:00');
const page = readFileSync(join(checkoutFolder(), 'docs', 'device-client.md'), 'utf8');

function block(name: string): string {
    const [, code] = new RegExp('```\\w+ ' + name + '\\n([\\s\\S]*?)```').exec(page) ?? [];
    assert(code, `the page has no block ${name}`);
    return code;
}

async function ran(
    program: string, args: string[], environment: Record<string, string>,
): Promise<{code: number; output: string; errors: string}> {
    const child = spawn(program, args, {env: {...process.env, ...environment}});
    let [output, errors] = ['', ''];
    child.stdout.on('data', part => (output += part));
    child.stderr.on('data', part => (errors += part));
    const [code] = await once(child, 'close') as [number];
    return {code, output, errors};
}

test('the clients on the page send what they say they send', async () => {
    const {pool, drop} = await freshDatabase('device_client');
    const folder = testFolder();
    const scheme = schemeFrom(join(checkoutFolder(), 'corridors', 'pakistan'));
    const vault = new Vault(keyFrom(new Uint8Array(32)));
    const app = await httpServer({
        pool, vault, token: 'token', changes: new Changes(), pages: [], nowMs: () => NOW_MS,
        door: doorOf(scheme, plate => vault.token(plate)),
        onAppended: () => undefined, onFault: error => assert.fail(error),
    });
    await app.listen({host: '127.0.0.1', port: 0});
    const {key} = await addSite(pool, 'M2-01', NOW_MS);
    const environment = {
        KARWAN: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, SITE_KEY: key!,
        KEPT: join(folder, 'kept.ndjson'),
    };

    const curl = await ran('sh', ['-c', block('curl')], environment);
    const told = JSON.parse(curl.output) as {answers: {answer: string}[]};
    assert.deepEqual(told.answers, [{answer: 'accepted'}, {answer: 'accepted'}], curl.errors);

    const script = join(folder, 'client.mjs');
    writeFileSync(script, block('node'));
    const sent = /'(\{"device":"M2N-01\.antenna.*?\})'/.exec(block('curl'))![1]!;
    writeFileSync(environment.KEPT, `${sent}\n{"device":"M2N-01.antenna"}\n`);
    const node = await ran(process.execPath, [script], environment);
    assert.equal(node.code, 0, node.errors);
    assert.match(node.errors, /malformed/);
    assert.equal(readFileSync(environment.KEPT, 'utf8'), '');

    writeFileSync(environment.KEPT, `${sent}\n`);
    const shut = await ran(process.execPath, [script], {...environment, SITE_KEY: 'wrong'});
    assert.match(shut.errors, /kept for later: 401/);
    assert.equal(readFileSync(environment.KEPT, 'utf8'), `${sent}\n`);

    const {rows: [row]} = await pool.query(`select
        (select count(*)::int from reading) as readings,
        (select count(*)::int from repeated) as repeated,
        (select count(*)::int from refused) as refused`);
    assert.deepEqual(row, {readings: 2, repeated: 1, refused: 1});
    await app.close();
    await drop();
    rmSync(folder, {recursive: true});
});
