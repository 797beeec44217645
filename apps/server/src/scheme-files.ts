import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {loadScheme, roadFiles, schemeFiles, type Scheme} from '@karwan/tolling';

/**
 * The texts of a scheme's files by name, from its folder and the folders of its roads
 * (`MY-1/tariffs.csv`); files of other names are not read.
 */
export function readSchemeFiles(folder: string): Map<string, string> {
    const files = new Map<string, string>();
    const roads = existsSync(folder) ? readdirSync(folder, {withFileTypes: true})
        .filter(entry => entry.isDirectory()).map(entry => entry.name).sort() : [];
    const names = roads.flatMap(road => roadFiles.map(name => `${road}/${name}`));
    for (const name of [...schemeFiles.keys(), ...names]) {
        const path = join(folder, name);
        if (existsSync(path)) files.set(name, readFileSync(path, 'utf8'));
    }
    return files;
}

/** SHA-256 over names and contents, in the order of names: the version a decision names. */
export function digestOf(files: ReadonlyMap<string, string>): string {
    const hash = createHash('sha256');
    for (const name of [...files.keys()].sort()) {
        hash.update(`${name}\0${files.get(name)}\0`);
    }
    return hash.digest('hex');
}

/** The folder that is meant: a folder of that name, or else one of `corridors/`. */
export function schemeFolder(nameOrFolder: string, checkout: string): string {
    const isFolder = statSync(nameOrFolder, {throwIfNoEntry: false})?.isDirectory() ?? false;
    return isFolder ? nameOrFolder : join(checkout, 'corridors', nameOrFolder);
}

/** A scheme from its folder. Throws a Refusal with all faults where there are any. */
export function schemeFrom(folder: string): Scheme {
    const files = readSchemeFiles(folder);
    return loadScheme(files, digestOf(files));
}
