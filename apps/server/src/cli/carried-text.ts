import {moneyText, type Currency} from '@karwan/base';
import {grouped} from '../counted.ts';
import type {CarriedIn} from '../verify/closed-days.ts';
import {groupedMoney} from './balance-table.ts';

/** The terms of the three balances whose names are not what people say. */
const words: Record<string, string> = {
    charges: 'charged', inReview: 'in review', writtenOff: 'written off',
    stations: 'station records', undetected: 'seen by tag or plate alone',
    free: 'windows that cost nothing',
};

/** What later facts changed about a closed day: each figure as it was closed and as it is now. */
export function carriedLines({day, figures}: CarriedIn, currency: Currency): string[] {
    return [
        `${day} is closed and stays as it was closed; what came later stands in the day that was `
            + 'open then:',
        ...figures.map(({name, closed, now}) => `  ${figureText(name, currency)(closed, now)}`),
    ];
}

/** `charges.paid.minor` and what it was and is as `paid (charges): 75.84, now 78.32 CLP`. */
function figureText(path: string, currency: Currency): (closed: string, now: string) => string {
    const [balance = '', term = '', unit] = path.split('.');
    const word = words[term] ?? term;
    // The count of a balance's own rows goes by the balance's name.
    const of = term === balance || balance === '' ? balance : `${word}, of the ${balance}`;
    if (unit !== 'minor') {
        return (closed, now) => `${of}: ${grouped(Number(closed))}, now ${grouped(Number(now))}`;
    }
    const money = (minor: string): string => groupedMoney(moneyText(BigInt(minor), currency));
    const what = term === balance ? word : of;
    return (closed, now) => `${what}: ${money(closed)}, now ${money(now)} ${currency.code}`;
}
