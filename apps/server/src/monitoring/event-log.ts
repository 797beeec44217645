/**
 * What happens to the server, an object a line. Nobody's plate, tag or name stands in it: of a
 * request its route and not its address, of a fault its kind and place and not what it found.
 */
export class EventLog {
    readonly #write: (line: string) => void;
    readonly #wallMs: () => number;

    constructor(write: (line: string) => void, wallMs: () => number) {
        this.#write = write;
        this.#wallMs = wallMs;
    }

    tell(event: string, fields: Readonly<Record<string, string | number | boolean>> = {}): void {
        const at = new Date(this.#wallMs()).toISOString();
        this.#write(`${JSON.stringify({at, event, ...fields})}\n`);
    }

    fault(error: unknown): void {
        this.tell('fault', faultFields(error));
    }
}

/**
 * A fault without what it found. PostgreSQL and the parsers of Node quote values in their messages,
 * so of these only their codes are told; our own messages quote nothing personal.
 */
export function faultFields(error: unknown): Record<string, string> {
    if (!(error instanceof Error)) return {kind: typeof error};
    const {name, message, stack = ''} = error;
    const {code, routine, severity, table, constraint} = error as Error & Partial<
        Record<'code' | 'routine' | 'severity' | 'table' | 'constraint', string>>;
    const isQuoting = severity !== undefined || error instanceof SyntaxError;
    const fields = {
        kind: name, code, routine, table, constraint,
        message: isQuoting ? undefined : message,
        at: stack.split('\n').filter(line => /^\s+at /.test(line)).slice(0, 6)
            .map(line => line.trim()).join(' < '),
    };
    return Object.fromEntries(Object.entries(fields)
        .filter((entry): entry is [string, string] => entry[1] !== undefined));
}
