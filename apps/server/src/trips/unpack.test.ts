import {Refusal} from '@karwan/base';
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after} from 'node:test';
import {gzipSync} from 'node:zlib';
import {openBytes} from './unpack.ts';

const folder = mkdtempSync(join(tmpdir(), 'karwan-unpack-'));
after(() => rmSync(folder, {recursive: true}));

const text = Buffer.from(Array.from({length: 40_000}, (_, row) => `${row},G${row % 7}\n`).join(''));

function fileOf(name: string, bytes: Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
}

/** All bytes of a source, taken in pieces of a buffer that is never empty at its beginning. */
function read(file: string, isDocumented: boolean, buffer = new Uint8Array(10_007)): Buffer {
    const source = openBytes(file, isDocumented);
    const pieces: Buffer[] = [];
    for (let count = source.fill(buffer, 7); count > 0; count = source.fill(buffer, 7)) {
        pieces.push(Buffer.from(buffer.subarray(7, 7 + count)));
    }
    source.close();
    return Buffer.concat(pieces);
}

const packed = gzipSync(text);
const files: Readonly<Record<string, [bytes: Uint8Array, expected: Uint8Array]>> = {
    'plain': [text, text],
    'packed': [packed, text],
    'packed in two members': [Buffer.concat([packed, packed]), Buffer.concat([text, text])],
    'packed, of nothing': [gzipSync(''), Buffer.alloc(0)],
};

for (const [name, [bytes, expected]] of Object.entries(files)) {
    for (const isDocumented of [false, true]) {
        const way = isDocumented ? 'the documented way' : 'through the handle';
        test(`the same bytes come out: ${name}, ${way}`, () => {
            assert(read(fileOf('whole', bytes), isDocumented).equals(expected));
        });
    }
}

const damaged: Readonly<Record<string, Uint8Array>> = {
    'cut short': packed.subarray(0, packed.length >> 1),
    'spoiled': Uint8Array.from(packed).fill(255, 300, 340),
};

for (const [name, bytes] of Object.entries(damaged)) {
    for (const isDocumented of [false, true]) {
        const way = isDocumented ? 'the documented way' : 'through the handle';
        test(`a gzip file ${name} is refused, ${way}`, () => {
            assert.throws(() => read(fileOf('damaged', bytes), isDocumented), error =>
                error instanceof Refusal && /damaged:1:1 gzip: found/.test(error.message));
        });
    }
}
