import {Command} from 'commander';
import {exitCodes} from './exit-code.ts';

/** The command line with these commands, in their order. */
export function programOf(commands: readonly Command[]): Command {
    const program = new Command('karwan')
        .description('Follows every journey through a corridor: from a reading to a settled toll.')
        .addHelpText('after', `\nExit codes:\n${exitTable()}`)
        .showSuggestionAfterError()
        .exitOverride();
    for (const command of commands) program.addCommand(inherit(command, program));
    return program;
}

// Subcommands made elsewhere do not take over a parent's settings by themselves.
function inherit(command: Command, parent: Command): Command {
    command.copyInheritedSettings(parent);
    for (const child of command.commands) inherit(child, command);
    return command;
}

/** The exit codes as a table for people. */
function exitTable(): string {
    return Object.values(exitCodes)
        .map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`).join('\n');
}
