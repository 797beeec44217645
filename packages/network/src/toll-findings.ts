import {groupedBy} from '@karwan/base';
import type {Network, Toll} from './network.ts';
import type {Finding} from './findings.ts';

/** A share is written to a hundredth of the money's unit. */
const MOST_ROUNDING = 0.01;

/**
 * Shares of a whole road's toll that do not add up to it. The shares of one road are taken country
 * by country: what was shared out by the road's number alone, over two countries that both have
 * such a road, adds up in neither.
 */
export function tollFindings({places, links, tolls}: Network): Finding[] {
    const countryOf = new Map(places.map(place => [place.id, place.country]));
    const linkOf = new Map(links.map(link => [link.id, link]));
    const shares = tolls.filter(toll => toll.whole !== undefined);
    const roads = groupedBy(shares, ({link, vehicle, whole, firstDay, lastDay}) => {
        const {line, from} = linkOf.get(link)!;
        return [line, countryOf.get(from), vehicle, whole, firstDay, lastDay].join('\t');
    });
    return [...roads].flatMap(([road, rows]) => {
        const [line, country, vehicle] = road.split('\t') as [string, string, string];
        return tollFinding(`toll of ${vehicle} on ${line || 'a road without a number'} in `
            + `${country}`, rows);
    });
}

function tollFinding(what: string, rows: readonly Toll[]): Finding[] {
    const {whole, at: {file, line}} = rows[0]!;
    const sum = rows.reduce((all, {money}) => all + money.value, 0);
    if (Math.abs(sum - whole!) <= MOST_ROUNDING * rows.length) return [];
    return [{
        kind: 'toll', file, line, what,
        found: `${rows.length} ${rows.length === 1 ? 'share' : 'shares'} that add up to `
            + sum.toFixed(2),
        expected: `${whole!.toFixed(2)}, the whole road's`,
    }];
}
