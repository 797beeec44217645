import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan work`: works off the log without doors, as a process of its own. */
export function workCommand(): Command {
    return command(
        'work', 'work off the log without serving: beside a server with --workers 0, or what waits',
        'karwan work --workers 2 --until-done',
    )
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .option('--workers <n>', '1, or 2: one decides ahead of the one that stores', '1')
        .option('--until-done', 'end when all that was in the log is worked off')
        .action(says(async (_, options) => (await import('./work.ts')).work(options)));
}
