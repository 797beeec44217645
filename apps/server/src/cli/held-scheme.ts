import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {checkoutFolder} from '../checkout.ts';
import {Stop} from './exit-code.ts';

/** In the data folder: where the scheme that was worked under lies, if not in `corridors/`. */
const FILE = 'scheme-folder';

/** Keeps in mind where a scheme lies, so that the next command finds it without being told. */
export function rememberFolder(home: string, id: string, folder: string): void {
    const file = join(home, FILE);
    if (resolve(folder) === resolve(checkoutFolder(), 'corridors', id)) {
        rmSync(file, {force: true});
        return;
    }
    mkdirSync(home, {recursive: true});
    writeFileSync(file, `${id}\n${resolve(folder)}\n`);
}

/**
 * The folder of the scheme that a database holds: where it lay when it was worked under last, else
 * of that name in `corridors/`. Stops where it is in neither.
 */
export function heldFolder(home: string, id: string): string {
    const file = join(home, FILE);
    const [heldId, lastFolder] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    const isScheme = (folder: string): boolean => existsSync(join(folder, 'corridor.yaml'));
    if (heldId === id && lastFolder && isScheme(lastFolder)) return lastFolder;
    const named = join(checkoutFolder(), 'corridors', id);
    if (isScheme(named)) return named;
    throw new Stop('not-found', `this Karwan holds the scheme ${id}, and found no files of it in `
        + `corridors/${heldId === id ? ` nor in ${lastFolder}, where they lay` : ''}; expected `
        + '--scheme with the folder that they lie in');
}
