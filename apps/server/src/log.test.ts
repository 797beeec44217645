import assert from 'node:assert/strict';
import test from 'node:test';
import type {Plate} from '@karwan/journey';
import type pg from 'pg';
import type {Arrivals} from './arrivals.ts';
import {judge, type Door} from './door.ts';
import {judgeFact} from './door/fact.ts';
import {append, headOf} from './log.ts';
import {freshDatabase} from './test-database.ts';
import {keyFrom} from './vault-key.ts';
import {Vault} from './vault.ts';

const NOON_MS = Date.parse('2025-03-03T12:00:00Z');

function doorWith(vault: Vault): Door {
    return {
        devices: new Map(['a', 'b'].map(id => [id, {id, point: 'g1', kind: 'antenna', site: 's'}])),
        classes: new Set(['car', 'bus']),
        futureToleranceMs: 0,
        oldestReadingMs: 1e9,
        tokenOf: (plate: Plate) => vault.token(plate),
    };
}

// `a:T1` is a reading of device a with tag T1, `a!` one that says nothing, `a~` a heartbeat,
// `a#LEA1` a plate, `f1=car` the fact f1 that tag T1 is a car, `r1+car` that a car with tag, plate
// and opening balance is registered.
function arrivalsOf(words: string, vault: Vault): Arrivals {
    const arrivals: Arrivals = {source: 'site:s', items: []};
    const door = doorWith(vault);
    words.split(' ').filter(Boolean).forEach((word, index) => {
        const [, device, sign, tag] = /^(\w+)([:!~#=+])(.*)$/.exec(word)!;
        const at = '2025-03-03T12:00:00Z';
        const place = `/${index}`;
        const fact = {id: device, validFrom: at, tag: 'T1', class: tag};
        const plate = {jurisdiction: 'PK-PB', serial: 'LEA1'};
        const facts: Record<string, object> = {
            '=': {...fact, fact: 'class'},
            '+': {...fact, fact: 'register', plate, openingBalance: '500'},
        };
        if (facts[sign!]) {
            const judged = judgeFact(facts[sign!], {
                ...door, currency: {code: 'PKR', minorDigits: 2}});
            arrivals.items.push({judged, place, receivedMs: NOON_MS});
            return;
        }
        const value = {
            ':': {device, at, tag}, '!': {device, at}, '~': {device, at, heartbeat: true},
            '#': {device, at, plate: {jurisdiction: 'PK-PB', serial: tag}},
        }[sign!];
        const receipt = {site: 's', nowMs: NOON_MS, isHistorical: false};
        arrivals.items.push({
            judged: judge(value, door, receipt), place, receivedMs: NOON_MS});
    });
    return arrivals;
}

async function placesOf(pool: pg.Pool): Promise<string> {
    const {rows} = await pool.query<{seq: string; what: string}>(
        `select seq, 'reading' as what from reading union all select seq, 'repeated' from repeated
         union all select seq, 'refused' from refused union all select seq, 'fact' from fact
         order by seq`);
    return rows.map(row => `${row.seq} ${row.what}`).join(', ');
}

// Requests one after the other, separated by a bar, and what stands at each place of the log.
const stories = {
    'three readings': ['a:T1 a:T2 b:T1', '1 reading, 2 reading, 3 reading'],
    'again in the same request': ['a:T1 a:T1', '1 reading, 2 repeated'],
    'again in the next request': ['a:T1 | a:T1 a:T2', '1 reading, 2 repeated, 3 reading'],
    'a bad one hurts no neighbour': ['a:T1 a! a:T2', '1 reading, 2 refused, 3 reading'],
    'heartbeats take no place': ['a~ a:T1 b~ a~', '1 reading'],
    'only heartbeats': ['a~ | a:T1', '1 reading'],
    'nothing at all': [' | a:T1', '1 reading'],
    'a fact has a place': ['a:T1 f1=car a:T2', '1 reading, 2 fact, 3 reading'],
    'a register entry says three things': ['r1+car a:T1', '1 fact, 2 fact, 3 fact, 4 reading'],
    'a fact said again takes no place': [
        'f1=car f1=car | a:T1 f1=car a:T2', '1 fact, 2 reading, 3 reading'],
    'an id that says something else': ['f1=car f1=bus | f1=bus', '1 fact, 2 refused, 3 refused'],
    'a register entry of other words': [
        'r1+car | r1+bus r1=car', '1 fact, 2 fact, 3 fact, 4 refused, 5 refused'],
    'a fact of an unknown class': ['f1=tank f2=car', '1 refused, 2 fact'],
    'a plate three times': ['a#LEA1 | a#LEA1 a#lea-1', '1 reading, 2 repeated, 3 repeated'],
};

for (const [name, [requests, places]] of Object.entries(stories)) {
    test(`log: ${name}`, async () => {
        const {pool, drop} = await freshDatabase('log');
        const vault = new Vault(keyFrom(new Uint8Array(32)));
        for (const words of requests!.split('|')) {
            await append(pool, vault, arrivalsOf(words, vault));
        }
        assert.equal(await placesOf(pool), places);
        assert.equal(await headOf(pool), places!.split(',').length);
        await drop();
    });
}

test('many at once get places without a gap, each reading once', async () => {
    const {pool, drop} = await freshDatabase('log_many');
    const vault = new Vault(keyFrom(new Uint8Array(32)));
    const words = (i: number): string => `a:T${i} a! a:T${i % 5} a#LEA${i % 7} b:T${i}`;
    await Promise.all(Array.from({length: 30}, (_, i) =>
        append(pool, vault, arrivalsOf(words(i), vault))));
    const {rows: [row]} = await pool.query(`
        with places as (select seq from reading union all select seq from repeated
            union all select seq from refused)
        select count(*)::int as n, count(distinct seq)::int as different, min(seq)::int as low,
            max(seq)::int as high from places`);
    assert.deepEqual(row, {n: 150, different: 150, low: 1, high: 150});
    const {rows: [readings]} = await pool.query('select count(*)::int as n from reading');
    // Tags T0 to T29 of each device, and seven plates.
    assert.equal(readings.n, 30 + 30 + 7);
    await drop();
});

test('what goes wrong leaves no place and no plate', async () => {
    const {pool, drop} = await freshDatabase('log_fault');
    const vault = new Vault(keyFrom(new Uint8Array(32)));
    const fault = (): Promise<void> => Promise.reject(new Error('the disk is full'));
    await assert.rejects(append(pool, vault, arrivalsOf('a#LEA1', vault), fault), /disk is full/);
    assert.equal(await headOf(pool), 0);
    await append(pool, vault, arrivalsOf('a#LEA1', vault));
    const {rows} = await pool.query('select token from vault');
    assert.deepEqual(rows, [{token: vault.token({jurisdiction: 'PK-PB', serial: 'LEA1'})}]);
    await drop();
});

test('the number of statements does not grow with the readings', async () => {
    const {pool, drop} = await freshDatabase('log_statements');
    const vault = new Vault(keyFrom(new Uint8Array(32)));
    const counted = async (words: string): Promise<number> => {
        const client = await pool.connect();
        let count = 0;
        const query = client.query.bind(client);
        client.query = ((...args: Parameters<typeof query>) => {
            count++;
            return query(...args);
        }) as typeof client.query;
        client.release();
        await append(pool, vault, arrivalsOf(words, vault));
        client.query = query;
        return count;
    };
    const few = await counted('a:T1 a! a#LEA1 a~');
    const words = Array.from({length: 500}, (_, i) => `a:S${i} a! a#LEX${i} b~`);
    const many = await counted(words.join(' '));
    assert.equal(few, many);
    assert(few <= 8, `${few} statements`);
    await drop();
});
