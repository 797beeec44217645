import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {
    isAgreementsFile, loadAgreements, Oc4ids, type Agreements, type Oc4idsFile,
} from '@karwan/agreements';

/** The agreements of a folder. Throws a Refusal with all faults where there are any. */
export function agreementsIn(folder: string): Agreements {
    const files = new Map<string, string>();
    for (const inside of ['', 'commitments']) {
        const path = join(folder, inside);
        if (!existsSync(path)) continue;
        for (const entry of readdirSync(path).sort()) {
            const name = inside === '' ? entry : `${inside}/${entry}`;
            if (isAgreementsFile(name)) files.set(name, readFileSync(join(folder, name), 'utf8'));
        }
    }
    return loadAgreements(files);
}

/** The folder that is meant: one with an agreements.yaml, else the `agreements` of a corridor. */
export function findAgreementsFolder(nameOrFolder: string, checkout: string): string | undefined {
    const corridor = join(checkout, 'corridors', nameOrFolder);
    return [nameOrFolder, join(nameOrFolder, 'agreements'), join(corridor, 'agreements')]
        .find(folder => existsSync(join(folder, 'agreements.yaml')));
}

/** OC4IDS 0.9.5 as the checkout holds it. */
export function oc4idsIn(checkout: string): Oc4ids {
    const file = join(checkout, 'packages/agreements/oc4ids/oc4ids-0.9.5.json');
    return new Oc4ids(JSON.parse(readFileSync(file, 'utf8')) as Oc4idsFile);
}
