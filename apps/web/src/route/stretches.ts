import {total} from '../data/amount.ts';
import type {Hours, Leg, MoneyRange} from '../data/network.ts';

/** Links of one road or line in a row, or one border or handover. */
export interface Stretch {
    legs: readonly Leg[];
    km: number;
    hours: Hours;
    waitHours: number;
    money: MoneyRange;
    lossPermille: number;
}

/** A way as people tell it; each leg stays within its stretch. */
export function stretchesOf(legs: readonly Leg[]): Stretch[] {
    const groups: Leg[][] = [];
    for (const leg of legs) {
        const last = groups.at(-1)?.at(-1);
        if (last && isSameLine(last, leg)) groups.at(-1)!.push(leg);
        else groups.push([leg]);
    }
    return groups.map(stretchOf);
}

function isSameLine(a: Leg, b: Leg): boolean {
    return a.kind === 'link' && b.kind === 'link' && a.line !== null && a.line === b.line
        && a.mode === b.mode && a.gaugeMm === b.gaugeMm;
}

function stretchOf(legs: readonly Leg[]): Stretch {
    const hours = (of: keyof Hours): number | null => legs.reduce<number | null>(
        (sum, leg) => sum === null || leg.hours[of] === null ? null : sum + leg.hours[of], 0);
    const money = (of: keyof MoneyRange): string => total(legs.map(leg => leg.money[of]));
    return {
        legs, km: legs.reduce((sum, leg) => sum + leg.lengthKm, 0),
        hours: {p10: hours('p10'), p50: hours('p50'), p90: hours('p90')},
        waitHours: legs.reduce((sum, leg) => sum + leg.waitHours, 0),
        money: {low: money('low'), median: money('median'), high: money('high')},
        lossPermille: legs.reduce((sum, leg) => sum + leg.lossPermille, 0),
    };
}
