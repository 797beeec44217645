import {faultKinds} from '@karwan/world';
import {Argument, Command} from 'commander';
import {command, says} from './command.ts';

const ADDRESS = [
    '--address <url>', 'of the server; the one that runs on this data folder if left out',
] as const;

/** `karwan fault on|off|list`: break and mend the simulated world while it runs. */
export function faultCommand(): Command {
    const fault = new Command('fault').description('break and mend the simulated world as it runs');
    fault.addCommand(command('on', 'switch a fault on; prints its number',
        'karwan fault on silent --at M2N-06\n  karwan fault on drift --at M2-06 --offset 90')
        .addArgument(new Argument('<kind>').choices(faultKinds))
        .option('--at <place>', 'a device, a gantry or a site; everything where it is left out')
        .option('--share <share>', 'of vehicles or messages, above 0, at most 1')
        .option('--offset <seconds>', 'of a drifting clock, ahead or behind')
        .option('--hours <hours>', 'how long, of the world\'s clock; until it is switched off')
        .option(...ADDRESS)
        .action(says(async (words, options) => (await import('./fault.ts')).on(words, options))));
    fault.addCommand(command('off', 'switch a fault off', 'karwan fault off 3')
        .argument('<number>', 'as on and list print it')
        .option(...ADDRESS)
        .action(says(async (words, options) => (await import('./fault.ts')).off(words, options))));
    fault.addCommand(command('list', 'the faults that are on, and those that were',
        'karwan fault list')
        .option(...ADDRESS)
        .action(says(async (_, options) => (await import('./fault.ts')).list(options))));
    return fault;
}
