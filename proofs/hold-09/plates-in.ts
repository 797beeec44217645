import {createReadStream, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {createGunzip, gunzipSync} from 'node:zlib';
import {entriesOf} from '../../apps/server/src/backup/archive.ts';

/** Where something was looked into, how much of it, and the plates that stand there in clear. */
export interface Looked {
    where: string;
    bytes: number;
    found: string[];
}

/** Serials shorter than this are no proof: any text holds them by chance. */
export const LEAST_LETTERS = 5;

/** Every serial that a device or a person said, in the letters and digits that are compared. */
export async function serialsIn(...files: string[]): Promise<Set<string>> {
    const serials = new Set<string>();
    for (const file of files) {
        const raw = createReadStream(file);
        const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
        const lines = createInterface({input});
        for await (const line of lines) {
            for (const [, serial] of line.matchAll(/"serial":"([^"]+)"/g)) serials.add(serial!);
            const [, column] = /^[^,{]*,(?:[^,]*,)?([A-Z]{1,4}[0-9]{1,5})(?:,|$)/.exec(line) ?? [];
            if (column) serials.add(column);
        }
    }
    return new Set([...serials].filter(serial => serial.length >= LEAST_LETTERS));
}

/** The serials that stand in these bytes, however they are spelt: LEA1234, lea-1234, LEA 1234. */
export function platesIn(bytes: Buffer, serials: ReadonlySet<string>): Set<string> {
    const text = bytes.toString('latin1');
    const found = new Set<string>();
    let before = '';
    let endOfBefore = -2;
    for (const {0: word, index} of text.matchAll(/[0-9A-Za-z]+/g)) {
        const now = word.length > 16 ? '' : word.toUpperCase();
        for (const each of index === endOfBefore + 1 ? [now, before + now] : [now]) {
            if (serials.has(each)) found.add(each);
        }
        before = now;
        endOfBefore = index + word.length;
    }
    return found;
}

/** Looks into every part of a backup. */
export async function lookIntoBackup(file: string, serials: ReadonlySet<string>): Promise<Looked> {
    const found = new Set<string>();
    let bytes = 0;
    for await (const entry of entriesOf(file)) {
        const plain = entry.name.endsWith('.gz') ? gunzipSync(entry.bytes) : entry.bytes;
        bytes += plain.length;
        for (const serial of platesIn(plain, serials)) found.add(serial);
    }
    return {where: 'a backup of every table', bytes, found: [...found]};
}

/** Looks into every file below a folder, as it lies on the disk. */
export async function lookIntoFiles(
    where: string, folder: string, serials: ReadonlySet<string>,
): Promise<Looked> {
    const found = new Set<string>();
    let bytes = 0;
    for (const name of readdirSync(folder, {recursive: true, encoding: 'utf8'})) {
        const path = join(folder, name);
        if (!statSync(path, {throwIfNoEntry: false})?.isFile()) continue;
        let rest = Buffer.alloc(0);
        for await (const part of createReadStream(path, {highWaterMark: 4 << 20})) {
            bytes += (part as Buffer).length;
            const all = Buffer.concat([rest, part as Buffer]);
            for (const serial of platesIn(all, serials)) found.add(serial);
            // A serial across two parts is found with the next one.
            rest = all.subarray(-64);
        }
    }
    return {where, bytes, found: [...found]};
}
