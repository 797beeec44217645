import type {Chance} from '@karwan/base';
import type {Network, Router} from '@karwan/network';

const CROSSINGS = 20;
const PLACES = 40;

/** Crossings that open links lead over, so many as the claim speaks of. */
export function drawnCrossings(network: Network, chance: Chance): string[] {
    const used = new Set(network.links.filter(link => link.state === 'open')
        .map(link => link.crossing));
    return drawn(network.crossings.map(({id}) => id).filter(id => used.has(id)), CROSSINGS, chance);
}

/** Cities that something leads to. */
export function drawnPlaces(network: Network, router: Router, chance: Chance): string[] {
    const cities = network.places.filter(({id, kind, partOf}) =>
        kind === 'city' && partOf === undefined && router.statesAt(id).length > 0);
    return drawn(cities.map(({id}) => id), PLACES, chance);
}

export function drawn<T>(items: readonly T[], count: number, chance: Chance): T[] {
    const left = [...items];
    const taken: T[] = [];
    while (taken.length < count && left.length > 0) {
        taken.push(...left.splice(chance.below(left.length), 1));
    }
    return taken;
}

/** Each alone, and as many pairs of them. */
export function shutSets(crossings: readonly string[], pairs: number, chance: Chance): string[][] {
    return [
        ...crossings.map(id => [id]),
        ...Array.from({length: pairs}, () => drawn(crossings, 2, chance)),
    ];
}
