import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan unfold`: a nation's day as single vehicles. */
export function unfoldCommand(): Command {
    return command(
        'unfold', 'single vehicles whose passages, counted again, are published volumes by pair of '
            + 'gantries: readings.csv.gz, register-N.csv, and trips.csv.gz as the truth',
        'karwan unfold M05A_20240511.csv.gz --scheme taiwan --day 2024-05-11 --out nation',
    )
        .argument('<file>', 'volumes of a day as CSV, also packed: instant, gantry passed first, '
            + 'next gantry, kind, km/h, vehicles')
        .requiredOption('--day <day>', 'the local day of the volumes')
        .requiredOption('--out <folder>', 'a new or empty folder')
        .option('--scheme <scheme>', 'name or folder of a scheme with a nation.yaml', 'taiwan')
        .option('--seed <n>', 'a whole number; the same seed writes the same bytes', '1')
        .option('--hours <from..to>', 'readings of these hours of the day alone, such as 8..9')
        .option('--apart', 'a message by each antenna and one by each camera')
        .action(says(async (args, options) =>
            (await import('./unfold.ts')).unfoldHere(args as [string], options)));
}
