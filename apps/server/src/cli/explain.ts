import {explain, explainedText} from '../explain/explain.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {readSession} from './read-session.ts';

/** Exits: `done`, `not-found`. */
export function explainHere([what]: string[], options: Record<string, unknown>): Promise<Said> {
    return readSession(options['scheme'] as string | undefined, async ({pool, vault, setting}) => {
        const client = await pool.connect();
        try {
            const found = await explain(client, what!, setting, plate => vault.token(plate));
            if (!found) throw new Stop('not-found', notFound(what!));
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
