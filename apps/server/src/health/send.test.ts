import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {createServer as httpServer} from 'node:http';
import {createServer as tcpServer, type AddressInfo, type Server} from 'node:net';
import test from 'node:test';
import type {Alarm} from '@karwan/health';
import {freshDatabase} from '../test-database.ts';
import {inTransaction} from '../transaction.ts';
import {noticesOf} from './notice.ts';
import {sendNotices, waysOf, type Receivers} from './send.ts';
import {storeAlarms, storeNotices} from './store.ts';

const SINCE_MS = Date.parse('2025-03-03T10:00:00Z');

const alarm: Alarm = {
    id: 'silent:M2N-06.camera:1', cause: 'silent site M2-06', kind: 'silent', sinceMs: SINCE_MS,
    foundMs: SINCE_MS + 240_000, endedMs: undefined,
    troubles: [{
        kind: 'silent', subject: 'M2N-06.camera', site: 'M2-06', road: 'M-2', sinceMs: SINCE_MS,
        foundMs: SINCE_MS + 240_000, endedMs: undefined, isWide: false,
        evidence: {
            test: 'heartbeats', missed: 4, lastHeardMs: SINCE_MS, toldAgainAfterMs: 60_000},
    }],
};

async function portOf(server: Server): Promise<number> {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
}

// As much of SMTP (RFC 5321) as a sender needs to deliver a message.
function mailbox(letters: string[]): Server {
    return tcpServer(socket => {
        let [letter, isData, rest] = ['', false, ''];
        socket.write('220 loopback\r\n');
        socket.setEncoding('utf8').on('data', text => {
            const lines = (rest + text).split('\r\n');
            rest = lines.pop()!;
            for (const line of lines) {
                if (isData && line === '.') {
                    letters.push(letter);
                    isData = false;
                    socket.write('250 taken\r\n');
                } else if (isData) letter += `${line}\n`;
                else if (line === 'DATA') {
                    [letter, isData] = ['', true];
                    socket.write('354 go on\r\n');
                } else if (line === 'QUIT') socket.end('221 bye\r\n');
                else socket.write('250 ok\r\n');
            }
        }).on('error', () => undefined);
    });
}

test('an alarm is told once by each way when it begins and when it ends', async () => {
    const database = await freshDatabase('send');
    const {pool} = database;
    const posted: {body: string; signature: string | undefined}[] = [];
    let status = 503;
    const hook = httpServer((request, response) => {
        let body = '';
        request.setEncoding('utf8').on('data', text => { body += text; }).on('end', () => {
            const signature = request.headers['karwan-signature'] as string | undefined;
            if (status === 200) posted.push({body, signature});
            response.writeHead(status).end();
        });
    });
    const letters: string[] = [];
    const mail = mailbox(letters);
    const receivers: Receivers = {
        webhook: {url: `http://127.0.0.1:${await portOf(hook)}/alarms`, secret: 'sealed'},
        mail: {
            smtp: `smtp://127.0.0.1:${await portOf(mail)}`, from: 'karwan@example.org',
            to: 'control@example.org'},
    };
    const told = (alarms: readonly Alarm[], nowMs: number): Promise<void> =>
        inTransaction(pool, async client => {
            const known = await storeAlarms(client, alarms);
            await storeNotices(client, noticesOf(alarms, known, waysOf(receivers)), nowMs);
        });
    try {
        await told([alarm], 1_000);
        // It grows: that was told already.
        await told([{...alarm, cause: 'silent 2 sites of M-2'}], 1_500);
        assert.equal(await sendNotices(pool, receivers, 2_000), 1, 'the webhook is out of order');
        assert.equal(await sendNotices(pool, receivers, 2_001), 0, 'it is tried again later');
        status = 200;
        assert.equal(await sendNotices(pool, receivers, 8_000), 1);
        await told([{...alarm, endedMs: SINCE_MS + 3_600_000}], 9_000);
        assert.equal(await sendNotices(pool, receivers, 9_000), 2);
        assert.equal(await sendNotices(pool, receivers, 99_999_999), 0, 'nothing is told twice');

        const bodies = posted.map(({body}) => JSON.parse(body) as Record<string, unknown>);
        assert.deepEqual(bodies.map(body => [body['event'], body['cause'], body['since']]), [
            ['begun', 'silent site M2-06', '2025-03-03T10:00:00.000Z'],
            ['ended', 'silent site M2-06', '2025-03-03T10:00:00.000Z'],
        ]);
        assert.deepEqual(bodies[0]!['evidence'], [
            'M2N-06.camera: 4 heartbeats in a row stayed away; one is due every 60 s']);
        for (const {body, signature} of posted) {
            assert.equal(signature, `sha256=${
                createHmac('sha256', 'sealed').update(body).digest('hex')}`);
        }
        assert.equal(letters.length, 2);
        assert.match(letters[0]!, /^Subject: Karwan: silent site M2-06$/m);
        assert.match(letters[0]!, /^To: control@example\.org$/m);
        assert.match(letters[0]!, /4 heartbeats in a row stayed away/);
        assert.match(letters[1]!, /^Subject: Karwan: silent site M2-06 \(ended\)$/m);
    } finally {
        hook.close();
        mail.close();
        await database.drop();
    }
});
