import type {WireReading} from '@karwan/journey';
import assert from 'node:assert/strict';
import test from 'node:test';
import {explain, explainedText} from '../src/explain/explain.ts';
import {settingOf} from '../src/ingest.ts';
import {differenceText} from '../src/verify/difference.ts';
import {verify} from '../src/verify/verify.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

// Days on the freeways of Taiwan: what gantries said in the order in which it was heard, one batch
// a line, and what each day owes: 20 km are free, then NT$1.2 a kilometre, from 200 km on NT$0.9.
// Kilometres: 01F0750S 12.8, 01F0880S 7.3, 01F0928S 3.0, 03F0846S 11.1, 01F1045S 11.0.

interface Story {
    said: string[];
    owed: string[];
}

const stories: Record<string, Story> = {
    'what lies below 20 km is free': {
        said: ['11 08:00 01F0750S'],
        owed: ['2024-05-11 small 12.8 km 0.00'],
    },
    'two trips of one day are priced together: 23.1 km, 3.1 of them paid': {
        said: ['11 08:00 01F0750S', '11 18:00 01F0880S, 11 18:05 01F0928S'],
        owed: ['2024-05-11 small 23.1 km 4.00'],
    },
    'the day goes over two freeways': {
        said: ['11 08:00 01F0750S', '11 18:00 03F0846S'],
        owed: ['2024-05-11 small 23.9 km 5.00'],
    },
    'the evening heard of before the morning': {
        said: ['11 18:00 01F0880S, 11 18:05 01F0928S', '11 08:00 01F0750S'],
        owed: ['2024-05-11 small 23.1 km 4.00'],
    },
    'a trip over midnight: each day has its own 20 km': {
        said: ['11 23:55 01F0750S, 12 00:04 01F0880S'],
        owed: ['2024-05-11 small 12.8 km 0.00', '2024-05-12 small 7.3 km 0.00'],
    },
    'the day after is as it was': {
        said: ['11 23:55 01F0750S, 12 00:04 01F0880S, 12 00:07 01F0928S', '12 09:00 03F0846S',
            '11 12:00 03F0846S'],
        owed: ['2024-05-11 small 23.9 km 5.00', '2024-05-12 small 21.4 km 2.00'],
    },
    'a gantry that reported nothing lies on the way': {
        said: ['11 08:00 01F0750S, 11 08:11 01F0928S'],
        owed: ['2024-05-11 small 23.1 km 4.00'],
    },
    'a large vehicle: NT$1.5 a kilometre': {
        said: ['11 08:00 01F0750S large', '11 18:00 01F0880S large, 11 18:05 01F0928S large'],
        owed: ['2024-05-11 large 23.1 km 5.00'],
    },
};

for (const [name, {said, owed}] of Object.entries(stories)) {
    test(name, async () => {
        const thread = await ThreadUnderTest.open('vehicle_day', 'taiwan');
        for (const batch of said) {
            await thread.say(Date.parse('2024-05-13T00:00:00+08:00'), readingsOf(batch));
            await thread.ingest.workOff();
        }
        assert.deepEqual(await daysOf(thread), owed);
        const {differences} = await verify(thread.database.pool, settingOf(thread.scheme));
        assert.deepEqual(differences.map(differenceText), []);
        await thread.database.drop();
    });
}

test('a day is explained over both of its trips, and each trip knows the day', async () => {
    const thread = await ThreadUnderTest.open('vehicle_day', 'taiwan');
    const setting = settingOf(thread.scheme);
    for (const batch of ['11 08:00 01F0750S', '11 18:00 01F0880S, 11 18:05 01F0928S']) {
        await thread.say(Date.parse('2024-05-13T00:00:00+08:00'), readingsOf(batch));
        await thread.ingest.workOff();
    }
    const client = await thread.database.pool.connect();
    const tokenOf = () => assert.fail('no plate is asked for');
    const charge = await explain(client, '1/freeways/2024-05-11', setting, tokenOf);
    const evening = await explain(client, '2', setting, tokenOf);
    client.release();
    await thread.database.drop();
    const text = explainedText(charge!);
    assert.match(text, /charge 1\/freeways\/2024-05-11: TWD 4\.00, charged, owed by tag:T1/);
    assert.match(text, /23\.1 km tolled over 3 sections/);
    assert.match(text, /0\.00 per km x 20\.0 km = 0/);
    assert.match(text, /1\.20 per km x 3\.1 km = 3\.72/);
    assert.match(text, /to the nearest 1\.00 = 4\.00/);
    assert.match(explainedText(evening!), /1\/freeways\/2024-05-11 .* 4\.00/);
});

function readingsOf(batch: string): WireReading[] {
    return batch.split(', ').map(word => {
        const [day, time, gantry, measured] = word.split(' ');
        return {
            device: `${gantry}.gantry`, at: `2024-05-${day}T${time}:00+08:00`, tag: 'T1',
            class: measured ?? 'small',
        };
    });
}

function daysOf(thread: ThreadUnderTest): Promise<string[]> {
    return thread.rows<{text: string}>(
        `select d.day || ' ' || d.class || ' ' || (d.tolled_metres / 1000.0)::numeric(9, 1)
                || ' km ' || (d.amount_minor / 100.0)::numeric(9, 2) as text
           from due d order by d.day`).then(rows => rows.map(row => row.text));
}

test('a fact about two that passed one gantry within seconds decides each once', async () => {
    const thread = await ThreadUnderTest.open('vehicle_day', 'taiwan');
    const nowMs = Date.parse('2024-05-13T00:00:00+08:00');
    await thread.say(nowMs, ['T1', 'T2'].map((tag, nth): WireReading => ({
        device: '01F0750S.gantry', at: `2024-05-11T08:00:0${nth * 5}+08:00`, tag, class: 'small',
    })));
    await thread.ingest.workOff();
    await thread.tell(nowMs, ['T1', 'T2'].map(tag => ({
        fact: 'class', id: `c-${tag}`, tag, class: 'large', validFrom: '2024-01-01T00:00:00Z',
    })));
    await thread.ingest.workOff();
    assert.deepEqual(await daysOf(thread),
        ['2024-05-11 large 12.8 km 0.00', '2024-05-11 large 12.8 km 0.00']);
    await thread.database.drop();
});
