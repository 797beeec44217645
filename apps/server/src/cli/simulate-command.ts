import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan simulate`: a seeded world as files, with the truth beside them. */
export function simulateCommand(): Command {
    return command(
        'simulate', 'write a seeded world as files: register.csv, facts.ndjson, '
            + 'readings.ndjson.gz as they arrive, and truth.json',
        'karwan simulate --seed 7 --days 2 --vehicles 500 --out world-7',
    )
        .requiredOption('--seed <n>', 'a whole number; the same seed writes the same bytes')
        .requiredOption('--days <d>', 'days on which trips begin')
        .requiredOption('--out <folder>', 'a new or empty folder')
        .option('--vehicles <n>', 'vehicles on a day (default: as many as the traffic says)')
        .option('--scheme <scheme>', 'name or folder of a scheme that says who drives', 'pakistan')
        .option('--first-day <day>', 'the first local day', '2025-03-03')
        .action(says(
            async (_, options) => (await import('./simulate.ts')).simulate(options)));
}
