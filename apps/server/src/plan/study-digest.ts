import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const PARTS = ['agreements', 'demand', 'network', 'scenarios', 'values'];

/** A digest of every file of a corridor from which scenarios are compared, by name and content. */
export function studyDigest(folder: string): string {
    const digest = createHash('sha256');
    for (const part of PARTS) {
        const files = readdirSync(join(folder, part), {recursive: true, withFileTypes: true})
            .filter(each => each.isFile()).map(each => join(each.parentPath, each.name)).sort();
        for (const file of files) {
            digest.update(file.slice(folder.length)).update('\0').update(readFileSync(file));
        }
    }
    return digest.digest('hex');
}
