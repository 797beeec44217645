import type {Scheme} from '@karwan/tolling';
import {findCorridorOf, findEdited, replaceScheme} from '../adopt-scheme.ts';
import {checkoutFolder, homeFolder} from '../checkout.ts';
import {editedText, type Edited} from '../edited-version.ts';
import {findCluster} from '../postgres/cluster.ts';
import {schemeFolder, schemeFrom} from '../scheme-files.ts';
import {exitOf, type Said} from './command.ts';
import {checkScheme} from './scheme.ts';
import {inSession, schemeNamed} from './session.ts';

/**
 * Checks a scheme's files, and where this Karwan holds the scheme, that its version still stands
 * for them. Exits: `done`, `refused-input`, `not-found`, `no` where the version was edited.
 */
export async function checkHere(nameOrFolder: string, road?: string): Promise<Said> {
    const said = checkScheme(nameOrFolder, road);
    if (said.exit !== undefined) return said;
    const scheme = schemeFrom(schemeFolder(nameOrFolder, checkoutFolder()));
    const edited = await findEditedHere(scheme);
    if (edited === undefined) return said;
    if (edited === 'not-looked-at') {
        return {...said, warning: 'The database could not be opened, so whether the version '
            + 'stands for other files there is not known.'};
    }
    return {
        text: `${said.text}\n\nBut ${editedText(scheme, edited)}`, exit: 'no',
        json: {...said.json as object, edited},
    };
}

// A database that is not there yet is not made to look into it.
async function findEditedHere(scheme: Scheme): Promise<Edited | 'not-looked-at' | undefined> {
    if (!process.env['DATABASE_URL'] && !findCluster(homeFolder())) return undefined;
    try {
        return await inSession(async ({pool}) =>
            await findCorridorOf(pool) === scheme.id ? findEdited(pool, scheme) : undefined);
    } catch (error) {
        if (exitOf(error) !== 'unavailable') throw error;
        return 'not-looked-at';
    }
}

/** Exits: `done`, `refused-input` where something was charged, `not-found`. */
export async function replaceHere(nameOrFolder: string): Promise<Said> {
    const {scheme} = schemeNamed(nameOrFolder);
    const {id, version, digest} = scheme;
    return inSession(async ({pool, vault}) => {
        const answer = await replaceScheme(pool, vault, scheme, Date.now());
        return {
            json: {scheme: id, version, digest, answer},
            text: answer === 'replaced'
                ? `${id} version ${version} stands for the files ${digest.slice(0, 12)} now`
                : `${id} version ${version} stands for no other files: nothing to replace`,
        };
    });
}
