import {existsSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import type {Scenario} from '@karwan/plan';
import {checkoutFolder} from '../checkout.ts';
import {Stop} from '../cli/exit-code.ts';
import {corridorStudy, type CorridorStudy} from './corridor-study.ts';

/** The folder of a corridor that has scenarios. Stops where there is none of this name. */
export function corridorFolder(nameOrFolder: string): string {
    const folders = [nameOrFolder, join(checkoutFolder(), 'corridors', nameOrFolder)];
    const found = folders.find(each => existsSync(join(each, 'values', 'frame.yaml')));
    if (found !== undefined) return found;
    throw new Stop('not-found',
        `found no corridor "${nameOrFolder}" with values/frame.yaml, expected a name or a folder`);
}

/**
 * A corridor with its scenarios and those that are files of their own: `words` are names of the
 * corridor's or paths that end in `.yaml`.
 */
export function studyFor(
    corridor: string, words: readonly string[],
): {study: CorridorStudy; scenarios: Scenario[]} {
    const files = new Map<string, string>();
    for (const word of words.filter(each => each.endsWith('.yaml'))) {
        if (!existsSync(word)) throw new Stop('not-found', `${word} does not exist`);
        files.set(word, readFileSync(word, 'utf8'));
    }
    const study = corridorStudy(corridorFolder(corridor), files);
    const scenarios = words.map(word => {
        const found = study.scenarios.get(basename(word, '.yaml'));
        if (found) return found;
        throw new Stop('not-found', `found no scenario "${word}", expected one of ${
            [...study.scenarios.keys()].join(', ')}, or a file that ends in .yaml`);
    });
    return {study, scenarios};
}
