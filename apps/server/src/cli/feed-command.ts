import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan feed FILE… --scheme S [--map M]`: files into the log, worked off as they come. */
export function feedCommand(): Command {
    return command(
        'feed', 'feed files of readings (CSV or NDJSON, gzip or not); goes on where it stopped',
        'karwan feed lane1.csv.gz --scheme my-road --map \'device={place}.{kind},at=time,tag=id\'',
    )
        .argument('<files...>')
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .option('--map <map>', 'which column says what: field=column or field={template}, …')
        .option('--map-file <file>', 'the same as YAML (default: feed.yaml beside the scheme)')
        .option('--measured-by <party>', 'who measured it: without this its journeys stand in no '
            + 'column of `karwan promised`')
        .option('--workers <n>', '1, or 2: one decides ahead of the one that stores', '1')
        .option('--fresh', 'count the readings as received now, not when they were made')
        .action(says(
            async (files, options) => (await import('./feed.ts')).feed(files, options)));
}
