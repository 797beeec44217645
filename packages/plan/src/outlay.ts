import {renewals, residualValue, serviceFrom, upkeep} from './cost.ts';
import type {Edit} from './edit.ts';
import type {Effect} from './effect.ts';

/** What keeping something that was built takes. */
export interface Keeping {
    lifetimeYears: number;
    /** A year, as a share of what it cost. */
    upkeepShare: number;
    /** What renewing it costs, as a share of what it cost. */
    renewalShare: number;
    unit: string;
    status: Effect['status'];
}

/**
 * The effects of paying for what an edit builds, in equal parts over its years: capital, upkeep
 * from the first year of service, renewals, and what is left after the last year. What would be
 * spent before the first year or after the last one is refused by whoever reads the edit.
 */
export function outlaysOf(
    edit: Edit, capital: number, keeping: Keeping, firstYear: number, years: number,
): Effect[] {
    const {of, first, years: over, owner} = edit;
    if (first === undefined || owner === undefined) return [];
    const {lifetimeYears, renewalShare, upkeepShare, unit, status} = keeping;
    const outlay = Array.from({length: years}, (_, year) => {
        const at = firstYear + year - first;
        return at >= 0 && at < over ? capital / over : 0;
    });
    const asset = {id: of, capital: outlay, lifetimeYears, renewalShare};
    const effect = (id: string, kind: Effect['kind'], values: readonly number[]): Effect => ({
        id, kind, bearer: owner, unit, firstYear, values, status, counts: [`${id} ${of}`],
    });
    const left = outlay.map((_, year) => year === years - 1 ? residualValue(asset, years) : 0);
    const negative = (values: readonly number[]): number[] => values.map(value => 0 - value);
    return [
        effect(`building ${of}`, 'cost', negative(outlay)),
        effect(`upkeep of ${of}`, 'cost',
            negative(upkeep(capital * upkeepShare, 1, serviceFrom(outlay), years))),
        effect(`renewing ${of}`, 'cost', negative(renewals(asset, years))),
        effect(`${of} left at the end`, 'cost', left),
    ].filter(({values}) => values.some(value => value !== 0));
}
