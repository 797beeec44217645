import {exitCodes} from './exit-code.ts';
import {exitOf} from './command.ts';
import {karwanProgram} from './program.ts';

// A closed pipe (`karwan … | head`) is no fault: whoever read has read enough.
process.stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
    throw error;
});

try {
    await karwanProgram().parseAsync(process.argv);
} catch (error) {
    const exit = exitOf(error);
    process.exitCode = exitCodes[exit][0];
    if (exit === 'own-fault') process.stderr.write(`${(error as Error).stack}\n`);
}
