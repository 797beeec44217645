import {compareText, moneyText, type Currency} from '@karwan/base';
import type {DueRow} from '../thread/load-derived.ts';
import type {Difference} from './difference.ts';

/** Charges of a day that an earlier version made, and that the files at hand price otherwise. */
export interface Repriced {
    day: string;
    /** The version that they were made under. */
    version: string;
    count: number;
    /** What they came to and what they would come to, as money. */
    found: string;
    expected: string;
}

const PRICE = new Set(['tariff', 'toll_minor', 'surcharge', 'surcharge_minor', 'amount_minor']);

/**
 * Tells dues that were made under earlier versions. Where the files at hand give the very same row
 * but for the version's name, a later price for later days has changed nothing of it; where they
 * give another price, somebody has changed the price of a day that was charged.
 */
export class EarlierDues {
    readonly #versions: ReadonlyMap<string, string>;
    readonly #currency: Currency;
    readonly #repriced = new Map<string, {
        day: string; version: string; count: number; foundMinor: bigint; expectedMinor: bigint;
    }>();
    /** How many are as they must be but for the version's name. */
    matched = 0;

    /** `versions` by the digest of their files: those that decisions were ever made under. */
    constructor(versions: ReadonlyMap<string, string>, currency: Currency) {
        this.#versions = versions;
        this.#currency = currency;
    }

    /** Hears all that differs in a due; gives back what of it is a difference. */
    differencesOf(row: readonly Difference[], expected: DueRow): readonly Difference[] {
        const version = row.flatMap(({column, found}) =>
            column === 'scheme' ? this.#versions.get(found) ?? [] : [])[0];
        if (version === undefined) return row;
        const rest = row.filter(({column}) => column !== 'scheme');
        if (rest.length === 0) this.matched++;
        if (rest.some(({column}) => PRICE.has(column))) this.#addPrice(rest, expected, version);
        return rest;
    }

    /** Day by day and version by version. */
    get repriced(): Repriced[] {
        const money = (minor: bigint): string => moneyText(minor, this.#currency);
        return [...this.#repriced.values()]
            .sort((a, b) => compareText(a.day, b.day) || compareText(a.version, b.version))
            .map(({day, version, count, foundMinor, expectedMinor}) =>
                ({day, version, count, found: money(foundMinor), expected: money(expectedMinor)}));
    }

    #addPrice(row: readonly Difference[], {day, amount_minor}: DueRow, version: string): void {
        const expectedMinor = BigInt(amount_minor);
        const amount = row.find(({column}) => column === 'amount_minor');
        const key = `${day} ${version}`;
        const sum = this.#repriced.get(key)
            ?? {day, version, count: 0, foundMinor: 0n, expectedMinor: 0n};
        sum.count++;
        sum.foundMinor += amount ? BigInt(amount.found) : expectedMinor;
        sum.expectedMinor += expectedMinor;
        this.#repriced.set(key, sum);
    }
}
