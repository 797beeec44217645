import {createReadStream, openSync, readSync, closeSync} from 'node:fs';
import type {Readable} from 'node:stream';
import {createGunzip} from 'node:zlib';

/** Some lines of a file in their order. */
export interface Lines {
    /** The number of the first one, counted from 1. */
    firstLine: number;
    /** Without line ends; undefined where a line is longer than any reading can be. */
    texts: (string | undefined)[];
    /** Bytes of the file, as it lies on the disk, that were read so far. */
    readBytes: number;
}

/** A reading has a few hundred bytes; a line of a megabyte is no line of readings. */
const LONGEST_LINE_BYTES = 1 << 20;
const BLOCK_BYTES = 1 << 18;
const NEWLINE = 10;

/**
 * The lines of a file, gzip or not, after the first `skip` of them and `count` at a time. Only
 * so much of the file is in memory as is being read. Throws where a gzip file is damaged or cut.
 */
export async function* linesOf(file: string, skip: number, count: number): AsyncGenerator<Lines> {
    const raw = createReadStream(file, {highWaterMark: BLOCK_BYTES});
    const stream: Readable = isGzip(file)
        ? raw.pipe(createGunzip({chunkSize: BLOCK_BYTES})) : raw;
    raw.on('error', error => stream.destroy(error));
    const cutter = new LineCutter(skip);
    try {
        for await (const block of stream as AsyncIterable<Buffer>) {
            cutter.add(block);
            while (cutter.has(count)) yield {...cutter.take(count), readBytes: raw.bytesRead};
        }
        cutter.end();
        while (cutter.has(1)) yield {...cutter.take(count), readBytes: raw.bytesRead};
    } finally {
        raw.destroy();
        stream.destroy();
    }
}

/** The first line of a file, undefined where there is none. */
export async function firstLineOf(file: string): Promise<string | undefined> {
    for await (const {texts} of linesOf(file, 0, 1)) return texts[0];
    return undefined;
}

function isGzip(file: string): boolean {
    const descriptor = openSync(file, 'r');
    const magic = Buffer.alloc(2);
    readSync(descriptor, magic, 0, 2, 0);
    closeSync(descriptor);
    return magic[0] === 0x1f && magic[1] === 0x8b;
}

/** Cuts blocks of bytes into lines. Bytes are cut before they are decoded: no letter is halved. */
class LineCutter {
    #skip: number;
    #next = 1;
    #rest: Buffer = Buffer.alloc(0);
    #isTooLong = false;
    #lines: (string | undefined)[] = [];
    #taken = 0;

    constructor(skip: number) {
        this.#skip = skip;
    }

    add(block: Buffer): void {
        const unskipped = this.#skipIn(block);
        const last = unskipped.lastIndexOf(NEWLINE);
        if (last < 0) return this.#keep(unskipped);
        const head = unskipped.subarray(0, last);
        const whole = this.#rest.length === 0 ? head : Buffer.concat([this.#rest, head]);
        this.#push(whole);
        this.#rest = Buffer.alloc(0);
        this.#keep(unskipped.subarray(last + 1));
    }

    end(): void {
        if (this.#rest.length > 0 || this.#isTooLong) this.#push(this.#rest);
        this.#rest = Buffer.alloc(0);
    }

    has(count: number): boolean {
        return this.#lines.length - this.#taken >= count;
    }

    take(count: number): {firstLine: number; texts: (string | undefined)[]} {
        const texts = this.#lines.slice(this.#taken, this.#taken + count);
        const firstLine = this.#next;
        this.#next += texts.length;
        this.#taken += texts.length;
        if (this.#taken === this.#lines.length) {
            this.#lines = [];
            this.#taken = 0;
        }
        return {firstLine, texts};
    }

    // Lines that are not wanted are counted, not decoded.
    #skipIn(block: Buffer): Buffer {
        let from = 0;
        while (this.#skip > 0) {
            const end = block.indexOf(NEWLINE, from);
            if (end < 0) return block.subarray(block.length);
            from = end + 1;
            this.#skip--;
            this.#next++;
        }
        return block.subarray(from);
    }

    #keep(bytes: Buffer): void {
        if (this.#rest.length + bytes.length > LONGEST_LINE_BYTES) {
            this.#isTooLong = true;
            this.#rest = Buffer.alloc(0);
        } else if (!this.#isTooLong && bytes.length > 0) {
            this.#rest = Buffer.concat([this.#rest, bytes]);
        }
    }

    #push(bytes: Buffer): void {
        const lines: (string | undefined)[] = bytes.toString('utf8').split('\n');
        if (this.#isTooLong) lines[0] = undefined;
        this.#isTooLong = false;
        for (const line of lines) {
            this.#lines.push(line?.endsWith('\r') ? line.slice(0, -1) : line);
        }
    }
}
