/** Where something stands in a file: line and column count from 1. */
export interface Place {
    file: string;
    line: number;
    column: number;
}

/** One thing that is wrong with an input: where, what was found, what was expected. */
export interface Fault {
    place: Place;
    /** What it is about, in the reader's words: `tariff rate`, `point M-2/north/3`. */
    what: string;
    found: string;
    expected: string;
}

/** A fault as one line: `tariffs.csv:12:5 rate: found "abc", expected a decimal like 3.39`. */
export function faultText({place, what, found, expected}: Fault): string {
    const {file, line, column} = place;
    return `${file}:${line}:${column} ${what}: found ${found}, expected ${expected}`;
}

/** Thrown where an input is refused whole, so that nothing is loaded by half. Holds every fault. */
export class Refusal extends Error {
    readonly faults: readonly Fault[];

    constructor(faults: readonly Fault[]) {
        super(faults.map(faultText).join('\n'));
        this.name = 'Refusal';
        this.faults = faults;
    }
}
