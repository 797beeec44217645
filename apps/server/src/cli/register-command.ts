import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan register FILE`: vehicles with their tags, classes and opening balances, as facts. */
export function registerCommand(): Command {
    return command(
        'register', 'take a CSV of vehicles, whole or not at all: tag, plate, jurisdiction, class, '
            + 'exemption, valid_from, valid_to, opening_balance',
        'karwan register vehicles.csv',
    )
        .argument('<file>')
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .action(says(
            async (words, options) => (await import('./register.ts')).register(words, options)));
}

/** `karwan topup TAG AMOUNT`: money paid in for a tag, as a fact. */
export function topupCommand(): Command {
    return command(
        'topup', 'book money that was paid in for a tag',
        'karwan topup PK0012345 500 --id receipt-8812 --at 2025-03-03T09:00:00+05:00',
    )
        .argument('<tag>')
        .argument('<amount>', 'in the scheme\'s currency, such as 500 or 500.00')
        .option('--id <id>', 'the payment\'s own number: said twice, it is booked once')
        .option('--at <time>', 'when it was paid, RFC 3339 with offset (default: now)')
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .action(says(
            async (words, options) => (await import('./register.ts')).topup(words, options)));
}
