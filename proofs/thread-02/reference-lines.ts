import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {linesOf} from '../thread-03/cut-halves.ts';

/** Readings of the reference corridor as a file to feed, and as the lines that stand in it. */
export interface ReadingsFile {
    readonly file: string;
    /** Without the header: `lines[i]` is line `i + 2` of the file. */
    readonly lines: readonly string[];
}

/** The scheme whose columns the file has. */
export const SCHEME = 'gantry-corridor';

/** All readings of the reference corridor, where they lie. */
export function referenceReadings(reference: string): ReadingsFile {
    const file = join(reference, SCHEME, 'readings.csv.gz');
    return {file, lines: rowsOf(file).slice(1)};
}

/** The first readings of the reference corridor, packed into a folder. */
export function firstReadings(reference: string, count: number, folder: string): ReadingsFile {
    const [header, ...rows] = rowsOf(join(reference, SCHEME, 'readings.csv.gz'));
    const lines = rows.slice(0, count);
    const file = join(folder, 'readings.csv.gz');
    writeFileSync(file, packed(header!, lines));
    return {file, lines};
}

/** Lines under a header as the bytes of a packed file. */
export function packed(header: string, lines: readonly string[]): Buffer {
    return gzipSync(`${[header, ...lines].join('\n')}\n`, {level: 1});
}

// Its lines end as they do on Windows.
function rowsOf(file: string): string[] {
    return linesOf(file).map(line => line.trimEnd());
}
