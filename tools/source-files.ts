import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

const NOT_OURS = new Set(['node_modules', 'dist', '.karwan', '.git']);

/** Every file under a folder of the checkout whose name ends so, in a fixed order. */
export function filesEnding(root: string, folder: string, ending: RegExp): string[] {
    const path = join(root, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path, {withFileTypes: true}).flatMap(entry => {
        const below = join(folder, entry.name);
        if (NOT_OURS.has(entry.name)) return [];
        if (entry.isDirectory()) return filesEnding(root, below, ending);
        return entry.isFile() && ending.test(entry.name) ? [join(root, below)] : [];
    }).sort();
}

/** The TypeScript of a folder. */
export function sourceFiles(root: string, folder: string): string[] {
    return filesEnding(root, folder, /(?<!\.d)\.ts$/);
}
