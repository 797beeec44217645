import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan close DAY`: seals a day's totals and the digest of its rows. */
export function closeCommand(): Command {
    return command(
        'close', 'close a local day: it verifies, its totals are sealed, and it stays closed',
        'karwan close 2025-03-03',
    )
        .argument('<day>', 'the local day, such as 2025-03-03')
        .option('--complete', 'nothing more is expected of the day, though the log ends within it')
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .action(says(
            async (words, options) => (await import('./close.ts')).close(words, options)));
}
