import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan health`: which device is silent, loses, is off the clock or stands elsewhere. */
export function healthCommand(): Command {
    return command('health', 'which device is silent, loses vehicles, or lies about time or place',
        'karwan health --json')
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .option('--all', 'every device, also those that are well')
        .action(says(async (_, options) => (await import('./health.ts')).healthHere(options)));
}
