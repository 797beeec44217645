import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan explain CHARGE|TRIP|TOKEN`: back to every sighting, rule, source and transfer. */
export function explainCommand(): Command {
    return command(
        'explain', 'why was it charged: back to every sighting, rule, source and transfer',
        'karwan explain 123/M-2\n  karwan explain tag:PK0012345\n'
            + '  karwan explain "PK-PB LEA1234" --reason "caller asks about 3 March"',
    )
        .argument('<what>', 'a charge, a trip, a token, a tag, or a plate with its jurisdiction')
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .option('--reason <text>', 'why a plate is looked up; it is kept, see karwan audit list')
        .action(says(
            async (words, options) => (await import('./explain.ts')).explainHere(words, options)));
}
