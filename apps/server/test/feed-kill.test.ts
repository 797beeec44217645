import assert from 'node:assert/strict';
import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {gzipSync} from 'node:zlib';
import {chanceFrom, type Chance} from '@karwan/base';
import {sleep} from '../src/postgres/processes.ts';
import {testFolder} from '../src/test-cluster.ts';
import {freshDatabase} from '../src/test-database.ts';
import {KarwanProcess} from './karwan-process.ts';

const VEHICLES = 900;
const START_MS = Date.parse('2022-02-22T00:00:00+08:00');

// Vehicles on the reference corridor, in the columns of its file; every fiftieth line stands twice.
function readingsFile(
    folder: string, chance: Chance,
): {file: string; lines: number; twice: number} {
    const told: {atMs: number; text: string}[] = [];
    for (let vehicle = 0; vehicle < VEHICLES; vehicle++) {
        const startMs = START_MS + chance.below(86_400) * 1000;
        for (let gantry = 1; gantry <= 15; gantry++) {
            const atMs = startMs + gantry * 300_000;
            const time = new Date(atMs).toISOString();
            told.push({atMs, text: `${time},G${gantry},gantry,v${vehicle},car`});
        }
    }
    told.sort((a, b) => a.atMs - b.atMs);
    const texts = told.flatMap(({text}, i) => i % 50 === 0 ? [text, text] : [text]);
    const file = join(folder, 'readings.csv.gz');
    writeFileSync(file, gzipSync(['time,place,kind,vehicle,class', ...texts].join('\n')));
    return {file, lines: texts.length, twice: texts.length - told.length};
}

for (const seed of [1]) {
    test(`a feed killed again and again loses and doubles nothing (seed ${seed})`, async () => {
        const {pool, url, drop} = await freshDatabase('feed_kill');
        const folder = testFolder();
        const chance = chanceFrom(seed);
        const {file, lines, twice} = readingsFile(folder, chance);
        const feed = (): KarwanProcess => new KarwanProcess(
            ['feed', file, '--scheme', 'gantry-corridor', '--json'],
            {DATABASE_URL: url, KARWAN_HOME: folder});
        const standing = async (): Promise<number> => {
            const {rows: [row]} = await pool.query('select line from feed');
            return Number(row?.line ?? 0);
        };

        let kills = 0;
        let killedUnderWay = 0;
        for (; kills < 40 && await standing() < lines * 0.7; kills++) {
            const run = feed();
            const before = await standing();
            const startedMs = performance.now();
            // Killed at some instant after it has begun to move, or after a while whatever it does.
            const patienceMs = 500 + chance.below(1_500);
            while (performance.now() - startedMs < 20_000 && await standing() === before) {
                await sleep(20);
            }
            await sleep(chance.below(patienceMs));
            await run.kill();
            if (await standing() > before) killedUnderWay++;
        }
        assert(killedUnderWay >= 2, `${killedUnderWay} of ${kills} kills came under way`);

        const {code, output} = await feed().ended();
        assert.equal(code, 0);
        const {files: [result]} = JSON.parse(output) as {files: {isDone: boolean; lines: number}[]};
        assert.deepEqual([result!.isDone, result!.lines], [true, lines + 1]);
        const {rows: [row]} = await pool.query(`select
            (select count(*)::int from reading) as readings,
            (select count(*)::int from repeated) as repeated,
            (select count(*)::int from refused) as refused,
            (select count(*)::int from passage) as passages,
            (select seq::int from log_head) - (select count(*)::int from fact) as places,
            (select seq = (select seq from log_head) from cursor) as is_worked_off`);
        assert.deepEqual(row, {
            readings: lines - twice, repeated: twice, refused: 0, passages: lines - twice,
            places: lines, is_worked_off: true,
        });
        await drop();
        rmSync(folder, {recursive: true});
    });
}
