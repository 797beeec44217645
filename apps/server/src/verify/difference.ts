/** One thing in the database that is not what it must be: which row, which column, what instead. */
export interface Difference {
    table: string;
    key: string;
    /** `row` where a whole row is missing, one too many, or breaks a rule. */
    column: string;
    found: string;
    expected: string;
}

/** So many differences of one table are named; the others are counted. */
const NAMED_PER_TABLE = 50;

/** Differences by table: all are counted, the first of each table are named. */
export class Differences {
    readonly #named: Difference[] = [];
    readonly #counts = new Map<string, number>();

    add(difference: Difference): void {
        const count = (this.#counts.get(difference.table) ?? 0) + 1;
        this.#counts.set(difference.table, count);
        if (count <= NAMED_PER_TABLE) this.#named.push(difference);
    }

    addAll(differences: Iterable<Difference>): void {
        for (const difference of differences) this.add(difference);
    }

    /** In the order in which they were found. */
    get named(): readonly Difference[] {
        return this.#named;
    }

    /** How many there are by table, those that are not named counted too. */
    get counts(): ReadonlyMap<string, number> {
        return this.#counts;
    }
}

/** `due 12/M-2, amount_minor: found 121001, expected 121000`. */
export function differenceText({table, key, column, found, expected}: Difference): string {
    return `${table} ${key}, ${column}: found ${found}, expected ${expected}`;
}
