import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {isNetworkFile, loadNetwork, type Network} from '@karwan/network';

/** The texts of a network's files by name, from its folder; other files are not read. */
export function readNetworkFiles(folder: string): Map<string, string> {
    const files = new Map<string, string>();
    for (const inside of ['', 'places', 'links']) {
        const path = join(folder, inside);
        if (!existsSync(path)) continue;
        for (const entry of readdirSync(path).sort()) {
            const name = inside === '' ? entry : `${inside}/${entry}`;
            if (isNetworkFile(name)) files.set(name, readFileSync(join(folder, name), 'utf8'));
        }
    }
    return files;
}

/** The folder that is meant: one with a network.yaml, else the `network` of a corridor. */
export function findNetworkFolder(nameOrFolder: string, checkout: string): string | undefined {
    const corridor = join(checkout, 'corridors', nameOrFolder);
    return [nameOrFolder, join(nameOrFolder, 'network'), join(corridor, 'network'), corridor]
        .find(folder => existsSync(join(folder, 'network.yaml')));
}

/** A network from its folder. Throws a Refusal with all faults where there are any. */
export function networkFrom(folder: string): Network {
    return loadNetwork(readNetworkFiles(folder));
}
