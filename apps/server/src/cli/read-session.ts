import type {Setting} from '@karwan/tolling';
import {findCorridorOf} from '../adopt-scheme.ts';
import {settingOf} from '../ingest.ts';
import {Stop} from './exit-code.ts';
import {heldFolder} from './held-scheme.ts';
import {inSession, schemeNamed, type Session} from './session.ts';

/** Runs work that only reads on what this Karwan holds, by the scheme named or the one it holds. */
export function readSession<T>(
    name: string | undefined, work: (session: Session & {setting: Setting}) => Promise<T>,
): Promise<T> {
    return inSession(async session => {
        const held = name === undefined ? await findCorridorOf(session.pool) : undefined;
        if (name === undefined && held === undefined) {
            throw new Stop('not-found', 'this Karwan holds nothing yet: see `karwan feed --help`, '
                + 'or `karwan start`');
        }
        const {scheme} = schemeNamed(name ?? heldFolder(session.home, held!));
        return work({...session, setting: settingOf(scheme)});
    });
}
