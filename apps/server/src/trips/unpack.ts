import {Refusal} from '@karwan/base';
import {closeSync, fstatSync, openSync, readFileSync, readSync} from 'node:fs';
import {constants, createGunzip, gunzipSync, type Gunzip} from 'node:zlib';

const PACKED_BYTES = 1 << 16;

/** A source of bytes that fills a buffer from a place on and says how many came; 0 at the end. */
export interface ByteSource {
    /** About how many bytes will come; 0 where nothing is known. */
    readonly sizeBytes: number;
    fill(buffer: Uint8Array, from: number): number;
    close(): void;
}

/**
 * Opens a file, unpacked when it is gzip: through zlib's handle, or, where there is none or
 * `isDocumented` asks for it, the documented way. Throws a Refusal where the gzip is damaged.
 */
export function openBytes(file: string, isDocumented = false): ByteSource {
    const descriptor = openSync(file, 'r');
    const {size} = fstatSync(descriptor);
    const ends = Buffer.alloc(6);
    readSync(descriptor, ends, 0, 2, 0);
    if (ends[0] !== 0x1f || ends[1] !== 0x8b) return new PlainBytes(descriptor, size);
    const gunzip = createGunzip();
    if (isDocumented || !hasHandle(gunzip)) return new UnpackedWhole(file, descriptor);
    // A gzip file ends with the size of what it holds.
    readSync(descriptor, ends, 2, 4, Math.max(0, size - 4));
    return new UnpackedBytes(file, descriptor, gunzip, ends.readUInt32LE(2));
}

class PlainBytes implements ByteSource {
    readonly sizeBytes: number;
    readonly #descriptor: number;
    #readBytes = 0;

    constructor(descriptor: number, sizeBytes: number) {
        this.sizeBytes = sizeBytes;
        this.#descriptor = descriptor;
    }

    fill(buffer: Uint8Array, from: number): number {
        const count = readSync(
            this.#descriptor, buffer, from, buffer.length - from, this.#readBytes);
        this.#readBytes += count;
        return count;
    }

    close(): void {
        closeSync(this.#descriptor);
    }
}

/**
 * zlib's own handle, which every zlib stream of Node has had since version 10 without promising
 * it. It writes into a buffer of ours again and again; the documented ways hand out a new buffer
 * for each piece, and to touch that much fresh memory costs more than to unpack.
 */
interface Handle {
    onerror: (message: string) => void;
    writeSync(
        flush: number, input: Uint8Array, inputFrom: number, inputCount: number,
        output: Uint8Array, outputFrom: number, outputCount: number,
    ): void;
}

interface WithHandle {
    _handle: Handle;
    /** What the last write left: room in the output, bytes of the input. */
    _writeState: Uint32Array;
}

function hasHandle(gunzip: Gunzip): gunzip is Gunzip & WithHandle {
    const {_handle: handle, _writeState: state} = gunzip as Partial<WithHandle>;
    return typeof handle?.writeSync === 'function' && state instanceof Uint32Array;
}

class UnpackedBytes implements ByteSource {
    readonly sizeBytes: number;
    readonly #file: string;
    readonly #descriptor: number;
    readonly #gunzip: Gunzip & WithHandle;
    readonly #packed = new Uint8Array(PACKED_BYTES);
    #from = 0;
    #count = 0;
    #isAtEnd = false;
    #fault: string | undefined;

    constructor(
        file: string, descriptor: number, gunzip: Gunzip & WithHandle, sizeBytes: number,
    ) {
        this.sizeBytes = sizeBytes;
        this.#file = file;
        this.#descriptor = descriptor;
        this.#gunzip = gunzip;
        gunzip._handle.onerror = message => {
            this.#fault = message;
        };
    }

    fill(buffer: Uint8Array, from: number): number {
        for (;;) {
            if (this.#count === 0 && !this.#isAtEnd) this.#readMore();
            const room = buffer.length - from;
            const flush = this.#isAtEnd ? constants.Z_FINISH : constants.Z_NO_FLUSH;
            this.#gunzip._handle.writeSync(
                flush, this.#packed, this.#from, this.#count, buffer, from, room);
            if (this.#fault !== undefined) throw damaged(this.#file, this.#fault);
            const [roomLeft, countLeft] = this.#gunzip._writeState as unknown as [number, number];
            this.#from += this.#count - countLeft;
            const isStuck = countLeft === this.#count && roomLeft === room;
            this.#count = countLeft;
            if (roomLeft < room) return room - roomLeft;
            if (this.#isAtEnd || (isStuck && this.#count > 0)) return 0;
        }
    }

    #readMore(): void {
        this.#from = 0;
        this.#count = readSync(this.#descriptor, this.#packed, 0, PACKED_BYTES, null);
        this.#isAtEnd = this.#count === 0;
    }

    close(): void {
        this.#gunzip.close();
        closeSync(this.#descriptor);
    }
}

/** The documented way, for a Node whose zlib streams have no such handle. */
class UnpackedWhole implements ByteSource {
    readonly #bytes: Uint8Array;
    #given = 0;

    constructor(file: string, descriptor: number) {
        this.#bytes = unpackWhole(file, readFileSync(descriptor));
        closeSync(descriptor);
    }

    get sizeBytes(): number {
        return this.#bytes.length;
    }

    fill(buffer: Uint8Array, from: number): number {
        const piece = this.#bytes.subarray(this.#given, this.#given + buffer.length - from);
        buffer.set(piece, from);
        this.#given += piece.length;
        return piece.length;
    }

    close(): void {
        // The file was closed when it had been read.
    }
}

function unpackWhole(file: string, packed: Uint8Array): Uint8Array {
    try {
        return gunzipSync(packed);
    } catch (error) {
        throw damaged(file, (error as Error).message);
    }
}

function damaged(file: string, found: string): Refusal {
    return new Refusal([{
        place: {file, line: 1, column: 1}, what: 'gzip', found, expected: 'a whole gzip file',
    }]);
}
