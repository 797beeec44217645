import {choiceText, likelyText, parseInstant, Zone} from '@karwan/base';
import type {Scheme, SurchargeWhen} from '@karwan/tolling';
import {
    driveBetween, pricesOf, pricesText, totalText, type Asked,
} from '../explain/price-asked.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {schemeNamed} from './session.ts';

/** What of a tag decides the price, and which surcharge that is. */
const TAGS: Readonly<Record<string, SurchargeWhen | undefined>> = {
    valid: undefined, blocked: 'no-tag', none: 'no-tag', low: 'low-balance',
};

/**
 * What a drive would cost by a scheme's files, without a reading and without a database. Exits:
 * `done`, `no` where there is no price, `not-found`, `wrong-usage`, `refused-input`.
 */
export function priceInScheme(nameOrFolder: string, options: Record<string, unknown>): Said {
    const {scheme} = schemeNamed(nameOrFolder);
    const text = (name: string): string => options[name] as string;
    const tag = oneOf('--tag', text('tag'), Object.keys(TAGS));
    const asked: Asked = {
        sections: driveFrom(
            scheme, text('from'), text('to'), options['road'] as string | undefined),
        class: oneOf('--class', text('class'), scheme.corridor.classes),
        atMs: momentFrom(text('at'), new Zone(scheme.corridor.zone)), when: TAGS[tag],
    };
    const prices = pricesOf(asked, scheme);
    const total = totalText(prices, scheme);
    return {
        json: {
            scheme: scheme.id, version: scheme.version, digest: scheme.digest,
            from: text('from'), to: text('to'), class: asked.class, atMs: asked.atMs, tag,
            total: total === 'no price' ? null : total.split(' ')[1], prices,
        },
        text: pricesText(prices, asked, tag, scheme),
        ...total === 'no price' ? {exit: 'no'} : {},
    };
}

function driveFrom(
    scheme: Scheme, from: string, to: string, road: string | undefined,
): Asked['sections'] {
    const {corridor} = scheme;
    if (road !== undefined) oneOf('--road', road, corridor.roads.map(each => each.id));
    const places = [...new Set(corridor.interchanges
        .filter(place => road === undefined || place.road === road).map(place => place.id))];
    oneOf('--from', from, places);
    oneOf('--to', to, [...new Set(corridor.interchanges.map(place => place.id))]);
    if (from === to) throw new Stop('wrong-usage', `found ${from} twice, expected two places`);
    const drive = driveBetween(scheme, from, to, road);
    if (drive) return drive;
    throw new Stop('not-found', `found no way from ${from} to ${to} without leaving the roads of `
        + `${scheme.id}`);
}

const MOST_LISTED = 30;

function oneOf(option: string, found: string, words: readonly string[]): string {
    if (words.includes(found)) return found;
    const expected = words.length <= MOST_LISTED ? choiceText(words, found)
        : `one of ${words.length} names of the scheme${likelyText(found, words)}`;
    throw new Stop('not-found', `found ${option} ${found}, expected ${expected}`);
}

/** A local day, a local time, or an instant with its offset. */
function momentFrom(text: string, zone: Zone): number {
    const instant = parseInstant(text);
    if (instant !== undefined) return instant;
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
    const asUtc = parseInstant(`${isDay ? `${text}T12:00` : text}Z`);
    if (asUtc === undefined) {
        throw new Stop('wrong-usage', `found --at ${text}, expected a day such as 2026-03-02, a `
            + 'local time such as 2026-03-02T08:00, or one with its offset');
    }
    return asUtc - zone.offsetMs(asUtc - zone.offsetMs(asUtc));
}
