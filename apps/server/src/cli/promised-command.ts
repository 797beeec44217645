import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan promised`: what was promised, planned, simulated and measured, side by side. */
export function promisedCommand(): Command {
    return command(
        'promised', 'what was promised, planned, simulated and measured, side by side',
        'karwan promised --indicator capital-cost',
    ).argument('[name]', 'a corridor or folder; may be left out where one alone has agreements')
        .option('--indicator <id>', 'this indicator alone')
        .option('--project <id>', 'this project alone')
        .option('--plan', 'reckon what scenarios say of it, where that is not kept yet')
        .action(says(async ([name], options) =>
            (await import('./promised.ts')).tellPromised(name, options)));
}
