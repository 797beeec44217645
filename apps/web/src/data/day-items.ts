import {useQueries} from '@tanstack/react-query';
import {ask} from './ask.ts';
import type {Day} from './day.ts';
import type {DayItem, DayItems, Term} from './wire.ts';

export type {DayItem} from './wire.ts';

/** The terms of the three balances, in the order in which they are told. */
export const BALANCES = {
    detections: ['identified', 'unidentifiable', 'false'],
    passages: ['charged', 'exempt', 'inReview', 'writtenOff'],
    charges: ['paid', 'open', 'noticed', 'disputed', 'lost'],
} as const;

export type Balance = keyof typeof BALANCES;

export const balanceNames = Object.keys(BALANCES) as Balance[];

/** A term of a balance, as it stands in an address: `passages.inReview`. */
export type DayTerm = {[B in Balance]: `${B}.${(typeof BALANCES)[B][number]}`}[Balance];

const TERMS: ReadonlySet<string> = new Set(Object.entries(BALANCES)
    .flatMap(([balance, names]) => names.map(name => `${balance}.${name}`)));

export function isDayTerm(text: unknown): text is DayTerm {
    return typeof text === 'string' && TERMS.has(text);
}

/** What the balance says of a term. */
export function figureOf(day: Day, term: DayTerm): number {
    const [balance, name] = term.split('.') as ['charges', 'paid'];
    const value = valueOf(day, balance, name);
    return typeof value === 'number' ? value : value.count;
}

/** The whole of a balance, one of its terms, or what is left over. */
export function valueOf(
    {balances}: Day, balance: Balance, name: string,
): Term | number {
    return (balances[balance] as Readonly<Record<string, Term | number>>)[name]!;
}

/** Rows that are asked for at once. */
export const PAGE_ROWS = 200;

/** The items of some pages of a term, by page; those that are not there yet are left out. */
export function useDayItems(
    day: string, term: DayTerm, pages: readonly number[],
): ReadonlyMap<number, readonly DayItem[]> {
    const found = useQueries({
        queries: pages.map(page => ({
            queryKey: ['items', day, term, page], staleTime: 10_000,
            queryFn: () => ask<DayItems>(
                `/v1/day/${day}/items?term=${term}&from=${page * PAGE_ROWS}&most=${PAGE_ROWS}`),
        })),
    });
    return new Map(found.flatMap(({data}) =>
        data ? [[data.from / PAGE_ROWS, data.items] as const] : []));
}
