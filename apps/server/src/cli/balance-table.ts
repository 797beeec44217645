import {moneyText, type Currency} from '@karwan/base';
import type {Balances, Term} from '../verify/balances.ts';
import {grouped} from '../counted.ts';

/** The three balances as tables for people: counts, money, and what is left over. */
export function balanceTable(balances: Balances, currency: Currency): string {
    const {detections: d, passages: p, charges: c} = balances;
    const money = (minor: bigint): string => groupedMoney(moneyText(minor, currency));
    const of = (name: string, {count, minor}: Term): Line => [name, grouped(count), money(minor)];
    const count = (name: string, value: number): Line => [name, grouped(value), ''];
    return [
        table([
            count('detections', d.detections), count('= identified', d.identified),
            count('+ unidentifiable', d.unidentifiable), count('+ false', d.false),
            count('difference', d.difference),
        ]),
        table([
            count('passages', p.passages), of('= charged', p.charged), of('+ exempt', p.exempt),
            of('+ in review', p.inReview), of('+ written off', p.writtenOff),
            count('difference', p.difference),
        ]),
        `  beside them: ${grouped(p.inferred)} inferred, ${grouped(p.stations)} station records, `
            + `${grouped(p.undetected)} seen by tag or plate alone`,
        table([
            of(`charges (${currency.code})`, c.charges), of('= paid', c.paid), of('+ open', c.open),
            of('+ noticed', c.noticed), of('+ disputed', c.disputed), of('+ lost', c.lost),
            of('difference', c.difference),
        ]),
        `  beside them: ${grouped(c.free)} windows that cost nothing`,
    ].join('\n');
}

type Line = [name: string, count: string, money: string];

function table(lines: readonly Line[]): string {
    return lines.map(([name, count, money]) =>
        `  ${name.padEnd(18)}${count.padStart(12)}${money.padStart(20)}`.trimEnd()).join('\n');
}

/** `1,234,567.89` of `1234567.89`. */
export function groupedMoney(text: string): string {
    return text.replace(/^(-?)(\d+)/, (_, sign: string, whole: string) =>
        sign + whole.replace(/\B(?=(\d{3})+$)/g, ','));
}
