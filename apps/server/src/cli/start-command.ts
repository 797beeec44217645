import type {Command} from 'commander';
import {command, says} from './command.ts';
import {DEFAULT_PORT} from './start-options.ts';

/** `karwan start`: the server, with a simulated world that is driven while it runs. */
export function startCommand(): Command {
    return command(
        'start', 'start the server: its database, its doors, and a simulated world to look at',
        'npm start -- --scheme pakistan --speed 60',
    )
        .option('--scheme <scheme>', 'name or folder; the one this Karwan holds where left out')
        .option('--host <host>', 'the address to listen on', '127.0.0.1')
        .option('--port <port>', `the port to listen on (default: ${DEFAULT_PORT}, or a free one)`)
        .option('--no-world', 'no simulated vehicles: the devices are real, and so is the clock')
        .option('--seed <n>', 'which simulated world', '1')
        .option('--speed <n>', 'how many times faster than ours its clock runs', '20')
        .option('--vehicles <n>', 'about how many vehicles drive in it a day', '2000')
        .option('--workers <n>', '1; 2: a process that decides ahead of the one that stores; '
            + '0: `karwan work` works elsewhere', '1')
        .option('--log <form>', 'text, or json: what happens as an object a line, for machines',
            'text')
        .action(says(async (_, options) => (await import('./start.ts')).start(options)));
}
