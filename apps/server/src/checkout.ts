import {existsSync, readFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The folder of this checkout: where corridors/, proofs/ and apps/ lie. */
export function checkoutFolder(): string {
    return process.env['KARWAN_CHECKOUT'] ?? folderAbove(fileURLToPath(import.meta.url));
}

/** Where this Karwan keeps its data: KARWAN_HOME, or `.karwan` in the checkout. */
export function homeFolder(): string {
    return resolve(process.env['KARWAN_HOME'] ?? join(checkoutFolder(), '.karwan'));
}

/** Where the reference data of the proofs lies, or undefined where there is none. */
export function findReferenceFolder(): string | undefined {
    const folder = resolve(process.env['KARWAN_REFERENCE']
        ?? join(checkoutFolder(), '..', 'shared', 'reference'));
    return existsSync(join(folder, 'README.md')) ? folder : undefined;
}

// The code runs from src/, from dist/ or from a bundle of tests: the way up is the same.
function folderAbove(path: string): string {
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
        const file = join(folder, 'package.json');
        if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'karwan') {
            return folder;
        }
    }
    throw new Error(`no package.json of karwan is found above ${path}`);
}
