import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** The tables of a road case by name: those of the folder, and of `parameters` in it. */
export function readCaseFiles(folder: string): Map<string, string> {
    const files = new Map<string, string>();
    for (const inside of ['', 'parameters']) {
        for (const entry of readdirSync(join(folder, inside)).sort()) {
            if (!entry.endsWith('.csv')) continue;
            const name = inside === '' ? entry : `${inside}/${entry}`;
            files.set(name, readFileSync(join(folder, name), 'utf8'));
        }
    }
    return files;
}
