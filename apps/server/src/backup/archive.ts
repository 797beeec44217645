import {open, type FileHandle} from 'node:fs/promises';
import {BackupRefused} from './refused.ts';

// A tar archive (POSIX.1-1988, ustar) of plain entries, so that any tar lists and unpacks it. We
// read back only what we write ourselves: of each header every byte is known but name and size, so
// one that differs in any byte is damage.

const BLOCK = 512;
/** Two empty blocks end an archive. */
const END = Buffer.alloc(2 * BLOCK);
const NAME_BYTES = 100;
/** No part of a table is ever as long. */
const MOST_ENTRY_BYTES = 2 ** 31 - 1;

/** One file inside an archive. */
export interface Entry {
    name: string;
    bytes: Buffer;
    /** Where its header begins in the archive, in bytes. */
    position: number;
}

/** An entry as it stands in the archive: header, content, and zeros up to the block's end. */
export function entryBytes(name: string, bytes: Buffer): Buffer[] {
    return [headerOf(name, bytes.length), bytes, Buffer.alloc(paddingOf(bytes.length))];
}

/** What follows the last entry. */
export function endBytes(): Buffer {
    return END;
}

function paddingOf(size: number): number {
    return (BLOCK - size % BLOCK) % BLOCK;
}

function headerOf(name: string, size: number): Buffer {
    const header = Buffer.alloc(BLOCK);
    if (Buffer.byteLength(name) >= NAME_BYTES) throw new Error(`${name} is too long for tar`);
    const octal = (value: number, at: number, digits: number): number =>
        header.write(value.toString(8).padStart(digits, '0'), at, 'ascii');
    header.write(name, 0, 'utf8');
    octal(0o600, 100, 7);
    octal(0, 108, 7);
    octal(0, 116, 7);
    octal(size, 124, 11);
    octal(0, 136, 11);
    header.write('0', 156, 'ascii');
    header.write('ustar\x0000', 257, 'latin1');
    // The sum is taken with blanks where it will stand.
    header.fill(' ', 148, 156);
    octal(header.reduce((sum, byte) => sum + byte, 0), 148, 6);
    header[154] = 0;
    return header;
}

/** The entries of an archive in their order, each read whole. Throws where a byte is not ours. */
export async function* entriesOf(file: string): AsyncGenerator<Entry, void, void> {
    const handle = await open(file, 'r');
    try {
        for (let position = 0;;) {
            const header = await readExactly(handle, position, BLOCK, file);
            if (header.every(byte => byte === 0)) return await checkEnd(handle, position, file);
            const {name, size} = parsed(header, position, file);
            const length = size + paddingOf(size);
            const body = await readExactly(handle, position + BLOCK, length, file);
            if (body.subarray(size).some(byte => byte !== 0)) {
                throw damaged(file, `behind ${name}`, position + BLOCK + size);
            }
            yield {name, bytes: body.subarray(0, size), position};
            position += BLOCK + length;
        }
    } finally {
        await handle.close();
    }
}

function parsed(header: Buffer, position: number, file: string): {name: string; size: number} {
    const name = header.subarray(0, header.indexOf(0)).toString('utf8');
    const size = Number.parseInt(header.toString('ascii', 124, 135), 8);
    const isOurs = name.length < NAME_BYTES && size >= 0 && size <= MOST_ENTRY_BYTES
        && headerOf(name, size).equals(header);
    if (!isOurs) {
        throw new BackupRefused(position === 0
            ? `${file} is no backup of Karwan: found no entry that it writes at its beginning`
            : `${file} is damaged at byte ${position}: found no beginning of a part`);
    }
    return {name, size};
}

async function checkEnd(handle: FileHandle, position: number, file: string): Promise<void> {
    const {size} = await handle.stat();
    const end = await readExactly(handle, position, END.length, file);
    if (size !== position + END.length || !end.equals(END)) {
        throw damaged(file, 'behind its last part', position);
    }
}

async function readExactly(
    handle: FileHandle, position: number, length: number, file: string,
): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    for (let done = 0; done < length;) {
        const {bytesRead} = await handle.read(bytes, done, length - done, position + done);
        if (bytesRead === 0) {
            throw new BackupRefused(`${file} is cut off at byte ${position + done}: `
                + 'expected it to go on to its manifest');
        }
        done += bytesRead;
    }
    return bytes;
}

/** A file in which something is not as it was written. */
export function damaged(file: string, where: string, position: number): BackupRefused {
    return new BackupRefused(`${file} is damaged ${where} (at byte ${position}): found other bytes `
        + 'than were written. Take another copy of it');
}
