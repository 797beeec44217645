import {Command, Option} from 'commander';
import {command, says} from './command.ts';

/** `karwan scheme new|check|map|price|replace`: roads, points and prices as files. */
export function schemeCommand(): Command {
    const scheme = new Command('scheme').description('roads, points and prices as files');
    scheme.addCommand(command(
        'new', 'write a small whole scheme to start from', 'karwan scheme new my-road',
    ).argument('<name>', 'a name, or a folder')
        .option('--kind <kind>',
            'open, closed, distance, matrix or day: a whole one of the documentation')
        .action(says(async ([name], options) => (await import('./scheme.ts'))
            .newScheme(name!, options['kind'] as string | undefined))));
    scheme.addCommand(command(
        'check', 'say what is wrong with a scheme, or how much of it is published or assumed',
        'karwan scheme check pakistan',
    ).argument('<name>', 'a name, or a folder')
        .option('--road <id>', 'one road of several in full').action(says(
            async ([name], {road}) => (await import('./scheme-adopted.ts'))
                .checkHere(name!, road as string | undefined))));
    scheme.addCommand(command(
        'map', 'draw its roads: on a map and one by one, by how well tolls and lengths are known',
        'karwan scheme map pakistan --day 2025-03-03 --out pictures',
    ).argument('<name>', 'a name, or a folder')
        .requiredOption('--day <day>', 'whose tolls are shown, such as 2025-03-03')
        .option('--out <folder>', 'where the pictures go', '.').action(says(
            async ([name], {day, out}) => (await import('./scheme-map.ts'))
                .mapScheme(name!, day as string, out as string))));
    scheme.addCommand(command(
        'price', 'what a drive would cost, without a reading: explained like a charge',
        'karwan scheme price pakistan --from pk-sangjani --to pk-peshawar-ring --class car '
            + '--at 2025-03-03\n  karwan scheme price my-road --from a --to c --class car '
            + '--at 2026-03-02T08:00 --tag none',
    ).argument('<name>', 'a name, or a folder')
        .requiredOption('--from <interchange>', 'where one comes on')
        .requiredOption('--to <interchange>', 'where one goes off')
        .requiredOption('--class <class>', 'a class of the scheme')
        .requiredOption('--at <time>', 'a day, or a time of the scheme\'s zone or with its offset')
        .addOption(new Option('--tag <state>', 'how the tag stands; low: too little money on it')
            .choices(['valid', 'blocked', 'none', 'low']).default('valid'))
        .option('--road <id>', 'the road on which it begins').action(says(
            async ([name], options) => (await import('./scheme-price.ts'))
                .priceInScheme(name!, options))));
    scheme.addCommand(command(
        'replace', 'take changed files under the same version, while nothing was charged under it',
        'karwan scheme replace my-road',
    ).argument('<name>', 'a name, or a folder').action(says(
        async ([name]) => (await import('./scheme-adopted.ts')).replaceHere(name!))));
    return scheme;
}
