import {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan retention run`: plates whose time is over. */
export function retentionCommand(): Command {
    const retention = new Command('retention').description('how long plates are kept');
    retention.addCommand(command(
        'run', 'delete the plates whose time is over by the scheme\'s retention.yaml; totals, '
            + 'charges and digests stay',
        'karwan retention run --dry-run',
    )
        .option('--dry-run', 'say what would be deleted, and delete nothing')
        .option('--as-of <day>', 'as if it were the beginning of this day; not later than today')
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .action(says(async (_, options) => (await import('./retention.ts')).run(options))));
    return retention;
}
