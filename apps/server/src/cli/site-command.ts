import {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan site add|rotate|revoke|list`: who may send readings. */
export function siteCommand(): Command {
    const site = new Command('site').description('sites whose devices may send, and their keys');
    site.addCommand(command(
        'add', 'let a site\'s devices send; prints its key, once', 'karwan site add M2-01',
    ).argument('<site>', 'as the corridor\'s devices.csv names it')
        .option('--measured-by <party>', 'who measures there: without this its journeys stand in '
            + 'no column of `karwan promised`')
        .action(says(async (words, options) => (await import('./site.ts')).add(words, options))));
    site.addCommand(command(
        'rotate', 'give a site a new key', 'karwan site rotate M2-01 --grace 24',
    ).argument('<site>')
        .option('--grace <hours>', 'how long the old key still opens the door', '24')
        .action(says(
            async (words, options) => (await import('./site.ts')).rotate(words, options))));
    site.addCommand(command(
        'revoke', 'shut the door on a site, from now', 'karwan site revoke M2-01',
    ).argument('<site>')
        .action(says(async words => (await import('./site.ts')).revoke(words))));
    site.addCommand(command('list', 'all sites and the ages of their keys', 'karwan site list')
        .action(says(async () => (await import('./site.ts')).list())));
    return site;
}
