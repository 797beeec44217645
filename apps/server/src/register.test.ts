import assert from 'node:assert/strict';
import test from 'node:test';
import {Refusal, Zone} from '@karwan/base';
import type {FactDoor} from './door/fact.ts';
import {registerFrom} from './register.ts';
import {keyFrom} from './vault-key.ts';
import {Vault} from './vault.ts';

const vault = new Vault(keyFrom(new Uint8Array(32)));
const door: FactDoor = {
    classes: new Set(['car', 'truck']), currency: {code: 'PKR', minorDigits: 2},
    tokenOf: plate => vault.token(plate),
};
const HEAD = 'tag,plate,jurisdiction,class,valid_from,opening_balance\n';

const read = (text: string) =>
    registerFrom('vehicles.csv', text, door, new Zone('Asia/Karachi'), 0);

test('a day begins where the road lies, and a row in another file is the same fact', () => {
    const row = 'PK1,LEA-1234,PK-PB,car,2025-03-03,500';
    const [first] = read(`${HEAD}${row}\n`);
    assert(first!.judged.kind === 'fact');
    assert.equal(first!.place, 'line 2');
    assert.deepEqual(first!.judged.rows.map(each => each.kind), ['carriage', 'class', 'opening']);
    assert.equal(first!.judged.rows[0]!.validFromMs, Date.parse('2025-03-03T00:00:00+05:00'));
    const other = 'valid_from,class,plate,tag,jurisdiction,opening_balance\n'
        + '# a comment\n2025-03-02T19:00:00Z,car,lea1234,PK1,pk-pb,500.00\n';
    assert.deepEqual(read(other)[0]!.judged, first!.judged);
    const [changed] = read(`${HEAD}${row.replace('500', '501')}\n`);
    assert(changed!.judged.kind === 'fact' && changed!.judged.id !== first!.judged.id);
});

test('the id of a row does not tell its plate', () => {
    const [first] = read(`${HEAD},LEA1234,PK-PB,car,2025-03-03,\n`);
    assert(first!.judged.kind === 'fact');
    assert.match(first!.judged.id, /^register-[0-9a-f]{24}$/);
    const elsewhere = registerFrom('vehicles.csv', `${HEAD},LEA1234,PK-PB,car,2025-03-03,\n`, {
        ...door, tokenOf: plate => new Vault(keyFrom(new Uint8Array(32).fill(1))).token(plate),
    }, new Zone('Asia/Karachi'), 0);
    assert(elsewhere[0]!.judged.kind === 'fact' && elsewhere[0]!.judged.id !== first!.judged.id);
});

// A row that is wrong, and the place and words of its fault.
const faults: Record<string, string> = {
    'PK1,LEA1234,Punjab,car,2025-03-03,':
        '2:5 plate: found a serial of 7 letters and digits, a jurisdiction of 6 letters',
    'PK1,,,tank,2025-03-03,': '2:7 class: found "tank", expected one of car, truck',
    'PK1,,,car,yesterday,': '2:11 valid_from: found "yesterday", expected a day',
    'PK1,,,car,2025-02-30,': '2:11 valid_from: found "2025-02-30", expected a day',
    'PK1,,,car,2025-03-03T00:00,': '2:11 valid_from: found "2025-03-03T00:00", expected a day',
    'PK1,,,car,,': '2:11 valid_from: found nothing, expected a day',
    'PK1,,,car,2025-03-03,1.234': '2:22 opening_balance: found "1.234", expected PKR',
    ',,,car,2025-03-03,': '2:4 row: found neither tag nor plate',
    'PK1,,,car': '2:1 row: found 4 cells, expected 6 as in the header',
};

for (const [row, said] of Object.entries(faults)) {
    test(`a register with the row ${row} is refused`, () => {
        assert.throws(() => read(`${HEAD}${row}\n`), (error: Error) => {
            assert(error instanceof Refusal);
            assert(error.message.startsWith(`vehicles.csv:${said}`), error.message);
            assert(!error.message.includes('LEA'));
            return true;
        });
    });
}

test('a valid_to that is no later says that it no longer counts', () => {
    const head = HEAD.replace('opening_balance', 'valid_to');
    assert.throws(() => read(`${head}PK1,,,car,2025-12-31,2025-12-31\n`), (error: Error) => {
        assert(error instanceof Refusal);
        assert.match(error.message, /valid_to: found "2025-12-31", expected a day or time after /);
        assert.match(error.message, /that of one day it is the day after$/);
        return true;
    });
    assert.equal(read(`${head}PK1,,,car,2025-12-31,2026-01-01\n`).length, 1);
});

test('every fault is told, and nothing is taken', () => {
    const text = `${HEAD}PK1,,,tank,2025-03-03,\nPK2,,,car,2025-03-03,\nPK3,,,car,soon,\n`;
    assert.throws(() => read(text), (error: Error) =>
        error instanceof Refusal && error.faults.length === 2);
});

test('all faults of a row are told together, and none that follows from another', () => {
    const text = `${HEAD}PK1,LEA1234,Punjab,tank,soon,1.234\n`;
    assert.throws(() => read(text), (error: Error) => {
        assert(error instanceof Refusal);
        assert.deepEqual(error.faults.map(fault => `${fault.what} ${fault.place.column}`),
            ['plate 5', 'class 20', 'valid_from 25', 'opening_balance 30']);
        return true;
    });
});

test('a file that is wrong all over is told up to a bound', () => {
    const rows = Array.from({length: 300}, (_, i) => `PK${i},,,tank${i},2025-03-03,`).join('\n');
    assert.throws(() => read(`${HEAD}${rows}\n`), (error: Error) => {
        assert(error instanceof Refusal);
        assert.equal(error.faults.length, 41);
        assert.equal(error.faults.at(-1)!.found, '260 more in this file');
        return true;
    });
});
