import {Command} from 'commander';
import {command, says} from './command.ts';

const SCHEME = ['--scheme <scheme>',
    'name or folder; the one this Karwan holds where left out'] as const;

/** `karwan review list|trips|show|decide`: what a person must decide. */
export function reviewCommand(): Command {
    const review = new Command('review').description('passages that a person must decide about');
    review.addCommand(command(
        'list', 'items that wait for a decision, those worth most first',
        'karwan review list --day 2025-03-03',
    )
        .option('--day <day>', 'of one local day, such as 2025-03-03; otherwise of all')
        .option('--decided', 'those that were decided instead')
        .option('--most <n>', 'at most so many', '40')
        .option(...SCHEME)
        .action(says(async (_, options) => (await import('./review.ts')).list(options))));
    review.addCommand(command(
        'trips', 'trips whose cut is in doubt for more money than a look costs, most first',
        'karwan review trips --look-costs 20.00',
    )
        .option('--look-costs <money>', 'what it costs that a person looks at one', '20')
        .option('--day <day>', 'charged on one local day; otherwise on any')
        .option('--most <n>', 'at most so many', '40')
        .option(...SCHEME)
        .action(says(
            async (_, options) => (await import('./review-trips.ts')).listTrips(options))));
    review.addCommand(command(
        'show', 'an item: what was seen, why it waits, what can be decided',
        'karwan review show 6017:nobody-identified',
    ).argument('<item>', 'as review list prints it').option(...SCHEME)
        .action(says(
            async (words, options) => (await import('./review.ts')).show(words, options))));
    review.addCommand(command(
        'decide', 'decide an item; the decision is a fact of the log, and a later one outweighs it',
        'karwan review decide 6017:nobody-identified --as assign --to "PK-PB LEA1234" '
            + '--reason "read on the picture"\n'
            + '  karwan review decide 6017:tag-and-plate-differ --as not-chargeable '
            + '--reason "towed vehicle"',
    )
        .argument('<item>', 'as review list prints it')
        .requiredOption('--as <decision>', 'accept, assign, not-chargeable or reclass')
        .requiredOption('--reason <reason>', 'why, in up to 500 characters')
        .option('--to <whom>', 'with assign: a plate with its jurisdiction, a tag or a token')
        .option('--class <class>', 'with reclass: the class that the vehicle was of')
        .option(...SCHEME)
        .action(says(
            async (words, options) => (await import('./review.ts')).decide(words, options))));
    return review;
}
