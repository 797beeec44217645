import type {DerivedTable} from '../thread/store.ts';
import type {Difference} from './difference.ts';
import {columnDifferences, derivedColumns, rowText} from './row-text.ts';

/** A row as the database has it. */
export interface Found {
    key: string;
    text: string;
}

/** Hears all columns in which a row differs, and gives back those that are to be told. */
type Sift<Row> = (columns: readonly Difference[], expected: Row) => readonly Difference[];

/**
 * Holds what must be against what is, row by row under their keys, as both stream past in about
 * the same order: what has met its like is forgotten.
 */
export class Matcher<Row extends object> {
    readonly #table: DerivedTable<Row>;
    readonly #columns;
    readonly #expected = new Map<string, {row: Row; isOptional: boolean}>();
    readonly #found = new Map<string, string>();
    readonly #say: (difference: Difference, expected: Row | undefined) => void;
    readonly #sift: Sift<Row>;
    /** How many rows were found that are what they must be. */
    matched = 0;

    /**
     * `say` hears each difference, with the row that must be where there is one; of the columns in
     * which a row differs those that `sift` gives back.
     */
    constructor(
        table: DerivedTable<Row>,
        say: (difference: Difference, expected: Row | undefined) => void,
        sift: Sift<Row> = row => row,
    ) {
        this.#table = table;
        this.#columns = derivedColumns(table);
        this.#say = say;
        this.#sift = sift;
    }

    /** How many rows must be and were not found yet: more are to be read when there are many. */
    get waiting(): number {
        return this.#expected.size;
    }

    /** A row that must be there; or, where it is optional, must be so if it is there. */
    expect(row: Row, isOptional = false): void {
        const key = String(row[this.#table.key]);
        const text = this.#found.get(key);
        if (text === undefined) {
            this.#expected.set(key, {row, isOptional});
        } else {
            this.#found.delete(key);
            this.#compare(key, text, row);
        }
    }

    find({key, text}: Found): void {
        const expected = this.#expected.get(key);
        if (!expected) {
            this.#found.set(key, text);
        } else {
            this.#expected.delete(key);
            this.#compare(key, text, expected.row);
        }
    }

    /** To be called at the end of both: names what found no like. */
    end(): void {
        const {name} = this.#table;
        for (const [key, {row, isOptional}] of this.#expected) {
            if (isOptional) continue;
            this.#say({
                table: name, key, column: 'row', found: 'no such row', expected: 'one as derived',
            }, row);
        }
        for (const key of this.#found.keys()) {
            this.#say({
                table: name, key, column: 'row', found: 'a row',
                expected: 'none: nothing implies it',
            }, undefined);
        }
        this.#expected.clear();
        this.#found.clear();
    }

    #compare(key: string, found: string, row: Row): void {
        const expected = rowText(this.#columns, row);
        if (found === expected) {
            this.matched++;
            return;
        }
        const columns = columnDifferences(this.#table, key, found, expected);
        for (const difference of this.#sift(columns, row)) this.#say(difference, row);
    }
}
