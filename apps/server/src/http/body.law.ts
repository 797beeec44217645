import assert from 'node:assert/strict';
import test from 'node:test';
import {gzipSync} from 'node:zlib';
import type {FastifyRequest} from 'fastify';
import {chanceFrom, type Chance} from '@karwan/base';
import {judge, type Door} from '../door.ts';
import {Unreadable} from '../feed/unreadable.ts';
import {valuesOf} from './body.ts';

const PLATE = 'LEA1234';
const door: Door = {
    devices: new Map([['c', {id: 'c', point: 'g1', kind: 'camera', site: 's'}]]),
    classes: new Set(['car']), futureToleranceMs: 0, oldestReadingMs: 1e15,
    tokenOf: () => 'plate:x',
};

function line(chance: Chance): {text: string; isGood: boolean} {
    const plate = {jurisdiction: 'PK-PB', serial: PLATE};
    const reading = {device: 'c', at: '2025-03-03T12:00:00Z', plate};
    const good = JSON.stringify(reading);
    if (chance.happens(0.5)) return {text: good, isGood: true};
    const broken = [
        good.slice(0, chance.below(good.length - 1) + 1),
        good.replace(chance.pick(['"', ':', '{', '}']), chance.pick(['', '\u0000', 'x'])),
        JSON.stringify({...reading, plate: chance.pick([PLATE, 7, [], {serial: PLATE}])}),
        JSON.stringify({
            ...reading, [chance.pick(['device', 'at'])]: chance.pick([null, 7, PLATE, {}])}),
        chance.pick(['null', '7', '[]', `"${PLATE}"`, '{}', '{"heartbeat":true}']),
    ];
    return {text: chance.pick(broken), isGood: false};
}

// Whatever is broken, and however: each line has its answer at its line, a good line is taken
// whoever its neighbours are, nothing throws, and no plate stands in what is said.
for (const seed of [1, 2, 3, 4]) {
    test(`a broken line hurts no neighbour (seed ${seed})`, async () => {
        const chance = chanceFrom(seed);
        for (let round = 0; round < 200; round++) {
            const lines = Array.from({length: chance.below(20)}, () => line(chance));
            const isPacked = chance.happens(0.3);
            const text = Buffer.from(lines.map(each => each.text).join('\n'));
            const request = {
                body: isPacked ? gzipSync(text) : text,
                headers: {
                    'content-type': 'application/x-ndjson',
                    ...(isPacked ? {'content-encoding': 'gzip'} : {}),
                },
            } as unknown as FastifyRequest;
            const sent = await valuesOf(request);
            assert.deepEqual(sent.map(each => each.place), lines.map((_, i) => `line ${i + 1}`));
            sent.forEach(({value}, index) => {
                const receipt = {site: 's', nowMs: Date.parse('2025-03-04'), isHistorical: false};
                const judged = value instanceof Unreadable ? value : judge(value, door, receipt);
                const isTaken = !(judged instanceof Unreadable) && judged.kind === 'reading';
                if (lines[index]!.isGood) assert(isTaken, lines[index]!.text);
                if (isTaken) return;
                const said = JSON.stringify(judged);
                assert(!said.includes(PLATE), said);
            });
        }
    });
}
