import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {freshDatabase, type TestDatabase} from '../test-database.ts';
import {originFrom, originOf, tellOrigin} from './origin.ts';

// The sources of a database with who measured there, `-` for nobody; and what that makes of it.
const stories: Record<string, string> = {
    'one world': 'world:w=- > world',
    'a world beside files of which somebody answers': 'file:a=nha world:w=- > world',
    'a file of which somebody answers': 'file:a=nha > readings',
    'two files, one of them of nobody': 'file:a=nha file:b=- > unknown',
    'a site of which nobody answers': 'file:a=nha site:m2=- > unknown',
    'nothing that is known': ' > unknown',
};

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [given, expected] = story.split('>').map(side => side.trim());
        const sources = given!.split(' ').filter(Boolean).map(word => {
            const [source, party] = word.split('=');
            return {source: source!, party: party === '-' ? null : party!};
        });
        assert.equal(originFrom(sources).kind, expected);
    });
}

let database: TestDatabase;
before(async () => {
    database = await freshDatabase('origin');
});
after(() => database.drop());

test('whoever measured is told once for each source; nobody answers for a world', async () => {
    const {pool} = database;
    await pool.query(`insert into feed values ('file:lane.csv:00', 1, 1, true)`);
    assert.deepEqual(await originOf(pool), {kind: 'unknown', from: ['file:lane.csv:00']});
    await tellOrigin(pool, 'file:lane.csv:00', 'NHA', 1);
    await tellOrigin(pool, 'file:lane.csv:00', 'NHA, lanes of M-2', 2);
    assert.deepEqual(await originOf(pool), {kind: 'readings', from: ['NHA, lanes of M-2']});
    await assert.rejects(tellOrigin(pool, 'world:pakistan:seed 1', 'NHA', 3), /check constraint/);
    await pool.query(`insert into feed values ('world:pakistan:seed 1', 1, 0, false)`);
    assert.equal((await originOf(pool)).kind, 'world');
});
