/** Stands where a line, or one field of it, could not be read at all. */
export class Unreadable {
    readonly found: string;
    readonly expected: string;
    /** The wire's field as the door names it, `/at`; empty where it is the whole line. */
    readonly field: string;

    constructor(found: string, expected: string, field = '') {
        this.found = found;
        this.expected = expected;
        this.field = field;
    }
}
