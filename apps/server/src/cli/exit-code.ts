/** What the exit codes of `karwan` mean; the numbers from 65 on are those of BSD's sysexits. */
export const exitCodes = {
    'done': [0, 'done'],
    'no': [1, 'the answer is no: a difference was found, a close was refused, a check failed, '
        + 'some lines of a file were refused'],
    'wrong-usage': [2, 'unknown command or option, or a missing argument'],
    'refused-input': [65, 'a file (every line of it) or a value was refused; it is said '
        + 'where and what was expected'],
    'not-found': [66, 'a named file, scheme, charge, trip, token or site does not exist'],
    'unavailable': [69, 'the database or an address could not be opened; the message says why'],
    'own-fault': [70, 'a fault inside Karwan, with its stack'],
    'interrupted': [130, 'stopped by Ctrl-C or SIGTERM; the same command goes on where it was'],
} as const satisfies Record<string, readonly [number, string]>;

export type ExitName = keyof typeof exitCodes;

/** Ends a command with a message for its user and a code that means something. */
export class Stop extends Error {
    readonly exit: ExitName;

    constructor(exit: ExitName, message: string) {
        super(message);
        this.name = 'Stop';
        this.exit = exit;
    }
}
