import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan route FROM TO`: by which roads, lines, gauges, ports and borders, and what it takes. */
export function routeCommand(): Command {
    const list = (value: string, before: string[] = []): string[] => [...before, value];
    return command(
        'route',
        'how something gets from one place to another: hours, money, risk, and their sources',
        'karwan route Karachi Tashkent --commodity container --k 3\n'
            + '  karwan route Karachi Kabul --depart 2025-10-10 --patience 240',
    )
        .argument('<from>', 'a place: id, name or alias')
        .argument('<to>', 'a place: id, name or alias')
        .option('--network <name>', 'a corridor, or a folder with a network.yaml', 'pakistan')
        .option('--commodity <id>', 'what is carried; the network\'s first where left out')
        .option('--modes <modes>', 'by which modes, with commas: road,rail,sea,ferry')
        .option('--vehicle <id>', 'a vehicle other than the first of its mode', list)
        .option('--depart <day>', 'a day or an instant: closures and opening hours are met as then')
        .option(
            '--shut <point>', 'a crossing, place, link or handover; =from..to with --depart', list)
        .option('--open <link>', 'a planned link or project that counts as open; with --depart '
            + 'also a crossing on record as shut, =from..to', list)
        .option('--patience <hours>', 'how long one waits at one place before turning', '720')
        .option('--within <hours>', 'who would take longer in all gives up (with --depart)', '8760')
        .option('--k <count>', 'how many truly different ways to tell, at most 8', '1')
        .option('--seed <number>', 'for the draws of a dated journey', '1')
        .option('--geojson', 'print GeoJSON: schematic lines, borders as points')
        .option('--certificate <file>', 'write what proves that no way is cheaper, as JSON '
            + '(packages/network/CERTIFICATE.md)')
        .action(says(async (words, options) =>
            (await import('./route.ts')).routeHere(words as [string, string], options)));
}
