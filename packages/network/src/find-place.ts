import type {Network, Place} from './network.ts';

/** The place that is meant, or those that may be: none, or several. */
export type FoundPlace = {place: Place} | {candidates: readonly Place[]};

/**
 * The place of an id, name or alias, whatever its letters' case. Where several bear the name, the
 * one that the others are part of is meant, then the only city; else all are told.
 */
export function findPlace(network: Network, text: string): FoundPlace {
    const byId = network.places.find(place => place.id === text);
    if (byId) return {place: byId};
    const asked = text.trim().toLowerCase();
    const named = network.places.filter(({name, aliases}) =>
        [name, ...aliases].some(each => each.toLowerCase() === asked));
    const wholes = named.filter(place => place.partOf === undefined);
    const cities = wholes.filter(place => place.kind === 'city');
    for (const set of [named, wholes, cities]) if (set.length === 1) return {place: set[0]!};
    if (named.length > 0) return {candidates: named};
    const alike = network.places.filter(({id}) => id.toLowerCase() === asked);
    if (alike.length === 1) return {place: alike[0]!};
    return {candidates: network.places.filter(({name, id, aliases}) =>
        [id, name, ...aliases].some(each => each.toLowerCase().includes(asked))).slice(0, 12)};
}

/** A place with its parts, by id. */
export function partsOf(network: Network, id: string): string[] {
    return [id, ...network.places.filter(place => place.partOf === id).map(place => place.id)];
}
