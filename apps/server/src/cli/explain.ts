import type {Command} from 'commander';
import {explain, explainedText} from '../explain/explain.ts';
import {command, says} from './command.ts';
import {Stop} from './exit-code.ts';
import {readSession} from './read-session.ts';

/** `karwan explain CHARGE|TRIP|TOKEN`: back to every sighting, rule, source and transfer. */
export function explainCommand(): Command {
    return command(
        'explain', 'why was it charged: back to every sighting, rule, source and transfer',
        'karwan explain 123/M-2\n  karwan explain tag:PK0012345\n  karwan explain "PK-PB LEA1234"',
    )
        .argument('<what>', 'a charge, a trip, a token, a tag, or a plate with its jurisdiction')
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .action(says(([what], options) => readSession(
            options['scheme'] as string | undefined, async ({pool, vault, setting}) => {
                const client = await pool.connect();
                try {
                    const found = await explain(
                        client, what!, setting, plate => vault.token(plate));
                    if (!found) throw new Stop('not-found', notFound(what!));
                    return {json: found, text: explainedText(found)};
                } finally {
                    client.release();
                }
            })));
}

// The text may be a plate, so it is not said again.
function notFound(what: string): string {
    const kind = /^\d{1,15}\/./.test(what) ? `charge ${what}` : /^\d{1,15}$/.test(what)
        ? `trip ${what}` : 'token, tag or plate of that name';
    return `found no ${kind}`;
}
