import {weakest, type Status} from '@karwan/base';

/** Who gains or loses: a party (`road users`, `owner`, `government`) in a country (ISO 3166). */
export interface Bearer {
    party: string;
    country: string;
}

/**
 * What a scenario does to one bearer, year by year. Values are signed: what is good for the bearer
 * is above zero, so that an outlay is below. `kind` says on which side of a ratio it stands;
 * a transfer is paid by one bearer and received by another, and is worth nothing to both together.
 */
export interface Effect {
    id: string;
    kind: 'benefit' | 'cost' | 'transfer';
    bearer: Bearer;
    /** Currency and price level (`EUR of 2020`), or a physical unit (`t CO2`). */
    unit: string;
    firstYear: number;
    values: readonly number[];
    status: Status;
    /**
     * The resources that are counted in it (`fuel`, `driver's time`). Two effects of one bearer
     * that name the same resource count it twice.
     */
    counts: readonly string[];
}

/** A transfer as its two sides: what `from` pays and what `to` receives. */
export function transferBetween(
    from: Bearer, to: Bearer, paid: Omit<Effect, 'kind' | 'bearer'>,
): [Effect, Effect] {
    return [
        {...paid, kind: 'transfer', bearer: from, values: paid.values.map(v => -v)},
        {...paid, kind: 'transfer', bearer: to},
    ];
}

/** One resource of one bearer that more than one effect counts. */
export interface CountedTwice {
    bearer: Bearer;
    resource: string;
    effects: readonly string[];
}

/** What is counted twice; empty where nothing is. Transfers between parties are not resources. */
export function countedTwice(effects: readonly Effect[]): CountedTwice[] {
    const counted = new Map<string, {bearer: Bearer; resource: string; effects: string[]}>();
    for (const {id, kind, bearer, unit, counts} of effects) {
        if (kind === 'transfer') continue;
        for (const resource of counts) {
            const key = JSON.stringify([bearer.party, bearer.country, unit, resource]);
            const before = counted.get(key);
            if (before) before.effects.push(id);
            else counted.set(key, {bearer, resource, effects: [id]});
        }
    }
    return [...counted.values()].filter(({effects: those}) => those.length > 1);
}

/** The sum of effects year by year. Throws where their units or years differ. */
export function netFlows(effects: readonly Effect[]): number[] {
    const [first] = effects;
    if (!first) return [];
    const total = first.values.map(() => 0);
    for (const {id, unit, firstYear, values} of effects) {
        if (unit !== first.unit || firstYear !== first.firstYear
            || values.length !== total.length) {
            throw new Error(`${id} is in ${unit} from ${firstYear} for ${values.length} years, ${
                first.id} in ${first.unit} from ${first.firstYear} for ${total.length}`);
        }
        values.forEach((value, year) => {
            total[year]! += value;
        });
    }
    return total;
}

/** How well a sum of effects is known: as well as the weakest of them. */
export function statusOf(effects: readonly Effect[]): Status {
    return weakest(effects.map(({status}) => status));
}
