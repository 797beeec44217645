import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan verify`: every reading's place, three balances, the books, every row derived anew. */
export function verifyCommand(): Command {
    return command(
        'verify', 'look at everything that is derived, and name what is not as it must be',
        'karwan verify --digest',
    )
        .option('--quick', 'places, balances and books only; rows are not derived anew')
        .option('--digest', 'print the SHA-256 over all derived rows (decisions/0009)')
        .option('--days', 'print the balances of each day')
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .action(says(
            async (_, options) => (await import('./verify.ts')).verifyHere(options)));
}
