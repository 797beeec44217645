import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan doctor`: looks at all that a start depends on, and changes nothing. */
export function doctorCommand(): Command {
    return command(
        'doctor', 'look at all that a start depends on; changes nothing', 'karwan doctor',
    ).action(says(async () => (await import('./doctor.ts')).doctor()));
}
