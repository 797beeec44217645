import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan rerate --from V`: what a new version of the rules moves, and its adoption. */
export function rerateCommand(): Command {
    return command(
        'rerate', 'rate anew what was charged under an earlier version, by the files at hand',
        'karwan rerate --from 2026-11-24 --dry-run        the money it would move; '
            + 'nothing is written',
    )
        .requiredOption('--from <version>', 'the version, the beginning of its digest, or all')
        .option('--dry-run', 'print the money by day, road and class, and adopt nothing')
        .option('--scheme <scheme>', 'name or folder of the files; the scheme held where left out')
        .action(says(
            async (_, options) => (await import('./rerate.ts')).rerate(options)));
}
