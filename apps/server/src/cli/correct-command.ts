import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan correct CHARGE`: what a clerk says of one charge. */
export function correctCommand(): Command {
    return command(
        'correct', 'correct a charge: a fact with its reason, which a later one outweighs',
        'karwan correct 5978/M-2 --as exempt --reason "fire engine on duty"\n'
            + '  karwan correct 5978/M-2 --as reassign --to "PK-PB LEA1234" '
            + '--reason "cloned plate"',
    )
        .argument('<charge>', 'as karwan explain names it')
        .requiredOption('--as <correction>', 'exempt, reassign, write-off, reprice or restore')
        .requiredOption('--reason <reason>', 'why, in up to 500 characters')
        .option('--to <whom>', 'with reassign: a plate with its jurisdiction, a tag or a token')
        .option('--amount <money>', 'with reprice: what it costs instead')
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .action(says(
            async (words, options) => (await import('./correct.ts')).correct(words, options)));
}
