import type {Effect} from './effect.ts';

/**
 * With minus without, series by series. A series that only one side has is nothing on the other.
 * Throws where the same series comes in two units or over other years.
 */
export function difference(withIt: readonly Effect[], without: readonly Effect[]): Effect[] {
    const before = new Map(without.map(effect => [keyOf(effect), effect]));
    const changed = withIt.map(effect => {
        const other = before.get(keyOf(effect));
        before.delete(keyOf(effect));
        return other ? minus(effect, other) : effect;
    });
    const gone = [...before.values()].map(effect =>
        ({...effect, values: effect.values.map(value => 0 - value)}));
    return [...changed, ...gone];
}

function keyOf({id, bearer}: Effect): string {
    return JSON.stringify([id, bearer.party, bearer.country]);
}

function minus(effect: Effect, other: Effect): Effect {
    const isSame = effect.unit === other.unit && effect.firstYear === other.firstYear
        && effect.values.length === other.values.length;
    if (!isSame) throw new Error(`${effect.id}: with and without differ in unit or years`);
    return {...effect, values: effect.values.map((value, year) => value - other.values[year]!)};
}
