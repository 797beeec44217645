import type {Command} from 'commander';
import {exitCodes} from './exit-code.ts';
import {exitOf} from './command.ts';
import {programOf} from './program-of.ts';

// A closed pipe (`karwan … | head`) is no fault: whoever read has read enough.
process.stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
    throw error;
});

try {
    const program = await programFor(process.argv[2]);
    await program.parseAsync(process.argv);
} catch (error) {
    const exit = exitOf(error);
    process.exitCode = exitCodes[exit][0];
    if (exit === 'own-fault') process.stderr.write(`${(error as Error).stack}\n`);
}

// To load every command takes longer than to run `trips` over a small file, which is run file by
// file: it is loaded without the others.
async function programFor(name: string | undefined): Promise<Command> {
    if (name === 'trips') return programOf([(await import('./trips-command.ts')).tripsCommand()]);
    return (await import('./program.ts')).karwanProgram();
}
