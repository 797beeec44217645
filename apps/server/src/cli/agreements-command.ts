import {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan agreements check|export|import`: what was agreed, as files and as OC4IDS. */
export function agreementsCommand(): Command {
    const agreements = new Command('agreements')
        .description('agreements and their projects as files and as OC4IDS 0.9.5');
    agreements.addCommand(command(
        'check', 'say what is wrong with agreements, or with a package of OC4IDS',
        'karwan agreements check package.json',
    ).argument('<what>', 'a corridor, a folder with an agreements.yaml, or a .json of OC4IDS')
        .action(says(async ([what]) =>
            (await import('./agreements.ts')).checkAgreements(what!))));
    agreements.addCommand(command(
        'export', 'write the projects of a corridor as a package of OC4IDS',
        'karwan agreements export pakistan --uri https://example.org/p.json --on 2026-11-24 '
            + '--to p.json',
    ).argument('<name>', 'a corridor, or a folder with an agreements.yaml')
        .requiredOption('--uri <uri>', 'where the package will be published')
        .requiredOption('--on <day>', 'the day of publication')
        .requiredOption('--to <file>', 'a file that is not there yet')
        .action(says(async ([name], options) =>
            (await import('./agreements.ts')).exportAgreements(name!, options))));
    agreements.addCommand(command(
        'import', 'make the files of agreements from a package of OC4IDS',
        'karwan agreements import package.json --to corridors/mine/agreements',
    ).argument('<file>', 'a .json of OC4IDS')
        .requiredOption('--to <folder>', 'a new or empty folder')
        .action(says(async ([file], options) =>
            (await import('./agreements.ts')).importAgreements(file!, options))));
    return agreements;
}
