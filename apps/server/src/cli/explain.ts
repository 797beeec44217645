import {userInfo} from 'node:os';
import {LEAST_REASON, reasonFrom, traceLookUp} from '../audit/look-up.ts';
import {explain, explainedText, findPlate} from '../explain/explain.ts';
import {hintFor} from '../explain/hint.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {readSession} from './read-session.ts';

/** Exits: `done`, `not-found`, `wrong-usage` where a plate is asked for without a reason. */
export function explainHere([what]: string[], options: Record<string, unknown>): Promise<Said> {
    const plate = findPlate(what!);
    const reason = reasonFrom(options['reason']);
    if (plate && !reason) {
        throw new Stop('wrong-usage', 'found a plate and no reason, expected --reason with why it '
            + `is looked up, ${LEAST_REASON} characters or more; it is kept with your name`);
    }
    return readSession(options['scheme'] as string | undefined, async ({pool, vault, setting}) => {
        const client = await pool.connect();
        try {
            const found = await explain(client, what!, setting, plate => vault.token(plate));
            if (plate) {
                await traceLookUp(client, {
                    who: userInfo().username, role: 'command-line', reason: reason!,
                    what: 'plate-to-token', token: vault.token(plate), found: found !== undefined,
                }, Date.now());
            }
            if (!found) {
                const hint = plate ? '' : await hintFor(client, what!);
                throw new Stop('not-found', `${notFound(what!)}${hint}`);
            }
            return {json: found, text: explainedText(found)};
        } finally {
            client.release();
        }
    });
}

// The text may be a plate, so it is not said again.
function notFound(what: string): string {
    const kind = /^\d{1,15}\/./.test(what) ? `charge ${what}` : /^\d{1,15}$/.test(what)
        ? `trip ${what}` : 'token, tag or plate of that name';
    return `found no ${kind}`;
}
