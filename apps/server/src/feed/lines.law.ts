import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {gzipSync} from 'node:zlib';
import {chanceFrom} from '@karwan/base';
import {linesOf} from './lines.ts';

// However long the lines are, wherever one begins and how many are taken at a time, the lines are
// those of the text; a text of several gzip members is one text.
for (const seed of [1, 2, 3]) {
    test(`lines come whole and in order (seed ${seed})`, async () => {
        const folder = mkdtempSync(join(tmpdir(), 'karwan-lines-'));
        const chance = chanceFrom(seed);
        for (let round = 0; round < 12; round++) {
            const wide = chance.pick([3, 30, 3_000, 30_000]);
            const lines = Array.from({length: chance.below(60)}, () =>
                chance.pick(['x', 'ب', '😀', 'é,']).repeat(chance.below(wide)));
            const end = chance.pick(['\n', '\r\n']);
            const text = lines.join(end) + (chance.happens(0.5) && lines.length > 0 ? end : '');
            const file = join(folder, `file-${round}`);
            const bytes = Buffer.from(text);
            const half = chance.below(bytes.length + 1);
            writeFileSync(file, chance.happens(0.5) ? bytes : Buffer.concat([
                gzipSync(bytes.subarray(0, half)), gzipSync(bytes.subarray(half))]));
            const expected = text === '' ? [] : text.split(end);
            if (expected.at(-1) === '') expected.pop();
            const skip = chance.below(expected.length + 3);
            let next = skip + 1;
            const told: (string | undefined)[] = [];
            for await (const {firstLine, texts} of linesOf(file, skip, 1 + chance.below(20))) {
                assert.equal(firstLine, next);
                next += texts.length;
                told.push(...texts);
            }
            assert.deepEqual(told, expected.slice(skip));
        }
        rmSync(folder, {recursive: true});
    });
}

test('a line of more than a megabyte is left out, and its neighbours stay', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'karwan-lines-'));
    const file = join(folder, 'long');
    writeFileSync(file, `a\n${'x'.repeat(3 << 20)}\nb\n${'y'.repeat(2 << 20)}`);
    const told: (string | undefined)[] = [];
    for await (const {texts} of linesOf(file, 0, 10)) told.push(...texts);
    assert.deepEqual(told, ['a', undefined, 'b', undefined]);
    rmSync(folder, {recursive: true});
});

test('a gzip file that was cut is a fault, after the lines that are there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'karwan-lines-'));
    const file = join(folder, 'cut.gz');
    const all = Array.from({length: 50_000}, (_, i) => `line ${i * 7919 % 50_000}`);
    const whole = gzipSync(all.join('\n'));
    writeFileSync(file, whole.subarray(0, whole.length / 2));
    let lines = 0;
    await assert.rejects(async () => {
        for await (const {texts} of linesOf(file, 0, 100)) lines += texts.length;
    }, /unexpected end of file/);
    assert(lines > 0);
    rmSync(folder, {recursive: true});
});
