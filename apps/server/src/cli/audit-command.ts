import {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan audit list`: who looked up whose plate, when and why. */
export function auditCommand(): Command {
    const audit = new Command('audit').description('who looked up whose plate, when and why');
    audit.addCommand(command(
        'list', 'the look-ups, the newest first', 'karwan audit list --most 20')
        .option('--most <n>', 'so many at the most', '100')
        .option('--token <token>', 'of one vehicle')
        .option('--scheme <scheme>', 'in whose zone times are told; UTC where it is left out')
        .action(says(async (_, options) => (await import('./audit.ts')).list(options))));
    return audit;
}
