import {Refusal} from '@karwan/base';
import {Command, CommanderError} from 'commander';
import {BackupRefused} from '../backup/refused.ts';
import {EditedVersion} from '../edited-version.ts';
import {OtherCorridor} from '../other-corridor.ts';
import {isServerGone} from '../server-gone.ts';
import {Unavailable} from '../unavailable.ts';
import {exitCodes, Stop, type ExitName} from './exit-code.ts';

/** What a command says at its end: one object for --json, the same as text for people. */
export interface Said {
    json: unknown;
    text: string;
    /** What people must look at though the work was done; beside the text, on standard error. */
    warning?: string;
    /** `done` where it is not given. */
    exit?: ExitName;
}

/**
 * A command with what all of them share: `--json` and an example in its help. Arguments and
 * options are added by its file, which ends in `.action(says(…))`.
 */
export function command(name: string, what: string, example: string): Command {
    return new Command(name)
        .description(what)
        .option('--json', 'print one JSON object instead of text')
        .addHelpText('after', `\nExample:\n  ${example}`);
}

/** Runs a command's work, prints what it says, and sets the exit code. */
export function says(
    work: (args: string[], options: Record<string, unknown>) => Promise<Said> | Said,
): (this: Command) => Promise<void> {
    return async function () {
        const options = this.opts() as Record<string, unknown>;
        try {
            const {json, text, warning, exit} = await work(this.args, options);
            process.stdout.write(options['json'] ? `${JSON.stringify(json)}\n` : lines(text));
            if (!options['json']) process.stderr.write(lines(warning ?? ''));
            process.exitCode = exitCodes[exit ?? 'done'][0];
        } catch (error) {
            process.exitCode = exitCodes[exitOf(error)][0];
            process.stderr.write(errorText(error, options['json'] === true));
        }
    };
}

/** How an error ends the process. */
export function exitOf(error: unknown): ExitName {
    if (error instanceof Stop) return error.exit;
    const isRefused = [Refusal, OtherCorridor, EditedVersion, BackupRefused]
        .some(kind => error instanceof kind);
    if (isRefused) return 'refused-input';
    if (error instanceof Unavailable || isServerGone(error)) return 'unavailable';
    if (error instanceof CommanderError) return error.exitCode === 0 ? 'done' : 'wrong-usage';
    return 'own-fault';
}

function errorText(error: unknown, isJson: boolean): string {
    const exit = exitOf(error);
    const {message, stack} = error as Error;
    if (!isJson) return lines(exit === 'own-fault' ? stack ?? message : message);
    const faults = error instanceof Refusal ? {faults: error.faults} : {};
    return `${JSON.stringify({error: exit, message, ...faults})}\n`;
}

function lines(text: string): string {
    return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
