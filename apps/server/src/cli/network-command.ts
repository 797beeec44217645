import {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan network check|export|import`: roads, railways, sea lanes and borders as files. */
export function networkCommand(): Command {
    const network = new Command('network')
        .description('roads, railways, sea lanes and borders as files');
    network.addCommand(command(
        'check', 'say what is wrong or unlikely in a network, and how well it is known',
        'karwan network check pakistan',
    ).argument('<name>', 'a corridor, or a folder with a network.yaml')
        .option('--most <count>', 'how many findings of a kind to print', '10')
        .action(says(async ([name], options) =>
            (await import('./network.ts')).checkNetwork(name!, options))));
    network.addCommand(command(
        'export', 'write a network as GMNS or GeoJSON',
        'karwan network export pakistan --format gmns --to gmns/',
    ).argument('<name>', 'a corridor, or a folder with a network.yaml')
        .requiredOption('--format <format>', 'gmns or geojson')
        .requiredOption('--to <folder>', 'a new or empty folder')
        .action(says(async ([name], options) =>
            (await import('./network-formats.ts')).exportNetwork(name!, options))));
    network.addCommand(command(
        'import', 'make the files of a network from GMNS or GeoJSON',
        'karwan network import gmns/ --format gmns --to corridors/mine/network',
    ).argument('<folder>', 'what to read')
        .requiredOption('--format <format>', 'gmns or geojson')
        .requiredOption('--to <folder>', 'a new or empty folder')
        .action(says(async ([folder], options) =>
            (await import('./network-formats.ts')).importNetwork(folder!, options))));
    return network;
}
