/** Where something stands in a file: line and column count from 1. */
export interface Spot {
    file: string;
    line: number;
    column: number;
}

/** Why a changed scheme may be taken: the closed list. Each is decided by rule, from the change. */
export const reasons = {
    'optional': 'what was taken out may be left out',
    'not-read': 'nothing reads it there: a comment, or a cell that its basis does not use',
    'free-text': 'a text for people may be any text',
    'order-free': 'rows, columns or list items may stand in this order as well',
    'no-reference': 'a name that nothing refers to may be another name',
    'another-figure': 'another figure of the same kind, which nothing in the files contradicts',
    'not-needed': 'nothing needs the row: what it said is said elsewhere or not at all',
} as const;
export type Reason = keyof typeof reasons;

/**
 * What must come of a variant: taken for a reason, or refused with a fault at one of these places.
 * Where `isAlone`, the fault stands in a single cell, and no other fault may be told beside it.
 */
export type Expected =
    | {accepted: Reason}
    | {refusedAt: readonly Spot[]; isAlone: boolean};

/** The rules by which a valid file is broken. */
export const rules = ['drop', 'double', 'retype', 'shift', 'out-of-range', 'dangling'] as const;
export type Rule = (typeof rules)[number];

/** One changed file of a valid scheme. */
export interface Variant {
    rule: Rule;
    /** `drop cell`, `double row`: what was done. */
    how: string;
    file: string;
    /** A column or a path of keys: `sections.csv length_km`, `corridor.yaml zone`. */
    field: string;
    /** What stands in the file now; undefined where the file is gone. */
    text: string | undefined;
    expected: Expected;
}

export const refusedAt = (...spots: readonly Spot[]): Expected => (
    {refusedAt: spots, isAlone: false});
export const refusedThere = (spot: Spot): Expected => ({refusedAt: [spot], isAlone: true});
export const accepted = (reason: Reason): Expected => ({accepted: reason});
