import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import type {Agreements} from '@karwan/agreements';
import {agreementsIn} from '../agreement-files.ts';
import {FRONT_PAGE_FILE, plainFrontPage, readFrontPage, type FrontPage} from './front-page.ts';

/** What was agreed on a corridor and how it is laid out, as its folder has it. */
export interface CorridorPromises {
    /** The corridor's folder. */
    folder: string;
    agreements: Agreements;
    frontPage: FrontPage;
}

/** The promises whose agreements lie in a folder. Throws a Refusal with every fault. */
export function promisesIn(agreementsFolder: string): CorridorPromises {
    const agreements = agreementsIn(agreementsFolder);
    const folder = dirname(agreementsFolder);
    const file = join(folder, FRONT_PAGE_FILE);
    if (!existsSync(file)) return {folder, agreements, frontPage: plainFrontPage(agreements)};
    const scenarios = join(folder, 'scenarios');
    const names = existsSync(scenarios) ? readdirSync(scenarios) : [];
    return {folder, agreements, frontPage: readFrontPage(
        readFileSync(file, 'utf8'), agreements,
        new Set(names.filter(name => name.endsWith('.yaml')).map(name => basename(name, '.yaml'))),
    )};
}
