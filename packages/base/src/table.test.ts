import assert from 'node:assert/strict';
import test from 'node:test';
import {Check} from './check.ts';
import {faultText, Refusal} from './refusal.ts';
import {readTable} from './table.ts';

function read(text: string): string {
    const check = new Check();
    const rows = readTable('t.csv', text, ['road', 'km', 'note'], ['note'], check);
    try {
        check.refuseIfFaulty();
    } catch (error) {
        assert(error instanceof Refusal);
        return error.faults.map(faultText).join(' | ');
    }
    return rows.map(row => Object.values(row)
        .map(cell => `${cell.text}@${cell.place.line}:${cell.place.column}`).join(' ')).join(' | ');
}

const stories: [name: string, text: string, told: string][] = [
    ['a plain table', 'road,km,note\nM-2,9,x\n', 'M-2@2:1 9@2:5 x@2:7'],
    ['columns in any order', 'km,road\n9,M-2\n', 'M-2@2:3 9@2:1 @2:1'],
    ['blanks around a value are no part of it', 'road,km\n M-2 ,9 \n', 'M-2@2:1 9@2:7 @2:1'],
    ['quotes keep commas and quotes',
        'road,km\n"M-2, ""north""",9', 'M-2, "north"@2:1 9@2:18 @2:1'],
    ['a quoted cell may span lines',
        'road,km\n"M\n2",9\nM-1,1', 'M\n2@2:1 9@3:4 @2:1 | M-1@4:1 1@4:5 @4:1'],
    ['lines of Windows', 'road,km\r\nM-2,9\r\n', 'M-2@2:1 9@2:5 @2:1'],
    ['a byte order mark is no text', '\uFEFFroad,km\nM-2,9', 'M-2@2:1 9@2:5 @2:1'],
    ['blank lines and comments are skipped',
        '# roads\nroad,km\n\n# one\nM-2,9\n', 'M-2@5:1 9@5:5 @5:1'],
    ['an empty quoted cell is empty', 'road,km\n"",9', '@2:1 9@2:4 @2:1'],
    ['a misspelt column', 'road,kms\nM-2,9',
        't.csv:1:1 header: found no column km, expected road,km,note | '
        + 't.csv:1:6 column: found "kms", expected one of road, km, note; likely km'],
    ['a column twice', 'road,km,km\nM-2,9,9',
        't.csv:1:9 column: found "km" twice, expected one of road, km, note'],
    ['a row too short', 'road,km\nM-2\nM-1,1',
        't.csv:2:1 row: found 1 cells, expected 2 as in the header'],
    ['a quote that nobody closes', 'road,km\nM-2,"9',
        't.csv:2:5 cell: found a quote, expected its closing quote'],
    ['text after a quote', 'road,km\n"M-2"x,9',
        't.csv:2:1 cell: found "x" after its closing quote, expected a comma'],
    ['semicolons, where the header has them',
        '# roads\nroad;km;note\nM-2;2,1;"x;y"\n', 'M-2@3:1 2,1@3:5 x;y@3:9'],
    ['tabs', 'road\tkm\nM-2\t9', 'M-2@2:1 9@2:5 @2:1'],
    ['what stands in quotes in the header separates nothing',
        'road,km,"no;te;;"\nM-2,9,x',
        't.csv:1:9 column: found "no;te;;", expected one of road, km, note'],
    ['text after a quote, before a semicolon', 'road;km\n"M-2"x;9',
        't.csv:2:1 cell: found "x" after its closing quote, expected a semicolon'],
    ['a column without its neighbours', 'road|km\nM-2|9',
        't.csv:1:1 header: found one column, expected road,km,note with a comma, a semicolon or a '
            + 'tab between them'],
    ['nothing at all', '', 't.csv:1:1 header: found nothing, expected road,km,note'],
];

for (const [name, text, told] of stories) {
    test(name, () => assert.equal(read(text), told));
}
