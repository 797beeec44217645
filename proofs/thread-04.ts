import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Check, readTable} from '@karwan/base';
import {priceOf, surchargeOf, type Scheme, type TariffLine} from '@karwan/tolling';
import {readSchemeFiles, schemeFrom} from '../apps/server/src/scheme-files.ts';
import {proof} from './proof.ts';

/** A toll as a newspaper printed it, in rupees. */
interface Printed {
    road: string;
    class: string;
    year: string;
    payer: 'tag' | 'no tag';
    basis: string;
    rupees: number;
    firstDay: string;
}

/** What the sources call our six classes; three ladders of names for one ladder of tolls. */
const CLASSES: Readonly<Record<string, string>> = {
    car: 'car', wagon_12: 'wagon', coaster_13_24: 'coaster', bus: 'bus', truck_2_3_axle: 'truck',
    articulated: 'articulated', bus_class3: 'coaster', truck_2_axle: 'bus', truck_3_axle: 'truck',
};
const NO_TAG_FROM = '2025-06-15';
const M2_EXCEPTIONS = 'M-2 2024 truck, M-2 2024 articulated';
const NO_TAG_EXCEPTION = 'M-2 articulated';

export default proof({
    id: 'thread-04',
    claim: 'the published tolls of M-2 and M-1 come from their rates, one length and the rules',
    bar: '16 of 18 totals of the M-2 exactly (17 with free half paisas), 6 of 7 no-tag prices, '
        + 'none of them in the scheme',
    kind: 'held', short: true, needs: ['reference'],
    async measure({root, reference}) {
        const folder = join(root, 'corridors', 'pakistan');
        const scheme = schemeFrom(folder);
        const printed = printedIn(reference);
        const totals = printed.filter(p => p.road === 'M-2' && p.payer === 'tag');
        const noTag = printed.filter(p => p.payer === 'no tag');
        const exact = exactTotals(scheme, totals);
        const free = freeTotals(scheme, totals);
        const surcharged = surchargedPrices(scheme, printed, noTag);
        const derived = derivedTolls(scheme, noTag.filter(p => p.road === 'M-1'));
        const standing = standingInScheme(readSchemeFiles(folder), totals, noTag);
        return {
            value: `${exact.hits} of ${totals.length} (${free.hits}), ${surcharged.hits} of `
                + `${surcharged.of}, ${standing.length} in the scheme`,
            holds: exact.hits === 16 && totals.length === 18 && exact.missed === M2_EXCEPTIONS
                && free.hits === 17 && surcharged.hits === 6 && surcharged.of === 7
                && surcharged.missed === NO_TAG_EXCEPTION && derived.length === 0
                && standing.length === 0,
            notes: [
                ...exact.notes, ...free.notes, ...surcharged.notes,
                'M-1 tag tolls that are not the one multiple of Rs 50: '
                    + (derived.join(', ') || 'none'),
                `printed totals and no-tag prices in the scheme: ${standing.join(', ') || 'none'}`,
            ],
        };
    },
});

function printedIn(reference: string): Printed[] {
    const check = new Check();
    const file = 'pakistan_tolls.csv';
    const rows = readTable(file, readFileSync(join(reference, 'corridor-geo', file), 'utf8'), [
        'road', 'basis', 'payer', 'valid_from', 'valid_to', 'class', 'rupees', 'source_title',
        'source_date', 'note',
    ], [], check);
    check.refuseIfFaulty();
    return rows.filter(({road, basis}) => /^M-[12]$/.test(road.text) && basis.text === 'whole road')
        .map(row => ({
            road: row.road.text, class: CLASSES[row.class.text]!,
            year: row.valid_from.text.slice(0, 4),
            payer: row.payer.text === 'tag' ? 'tag' : 'no tag', basis: row.basis.text,
            rupees: Number(row.rupees.text), firstDay: row.valid_from.text,
        }));
}

function wholeRoad(scheme: Scheme, road: string) {
    const {directions} = scheme.corridor.roads.find(r => r.id === road)!;
    return scheme.corridor.sections.filter(s => s.road === road && s.direction === directions[0]);
}

function priceThen(scheme: Scheme, {road, class: name, firstDay}: Printed) {
    const sections = wholeRoad(scheme, road);
    const price = priceOf(scheme, {road, class: name, atMs: noonOf(firstDay), sections});
    if (!price) throw new Error(`no price for ${road} ${name} on ${firstDay}`);
    return price;
}

function exactTotals(scheme: Scheme, totals: readonly Printed[]) {
    const prices = totals.map(total => ({total, price: priceThen(scheme, total)}));
    const missed = prices.filter(({total, price}) => price.tollMinor !== minor(total.rupees));
    return {
        hits: totals.length - missed.length,
        missed: missed.map(({total}) => nameOf(total)).join(', '),
        notes: [
            `one length: ${prices[0]!.price.tolledMetres / 1000} km`,
            ...missed.map(({total, price}) =>
                `${nameOf(total)}: computed ${price.tollMinor / 100n}, printed ${total.rupees}`),
        ],
    };
}

// A printed rate stands for every rate that rounds to it: for each length in steps of 10 m, how
// many totals can some rate within the half paisa give?
function freeTotals(scheme: Scheme, totals: readonly Printed[]) {
    const rates = totals.map(total => rateOf(priceThen(scheme, total).line));
    const hitsAt = (metres: number): number => totals.filter(({rupees}, i) =>
        (rates[i]! + 0.005) * metres / 1000 >= rupees - 5
        && (rates[i]! - 0.005) * metres / 1000 < rupees + 5).length;
    const lengths = Array.from({length: 1001}, (_, i) => 353_000 + i * 10);
    const hits = Math.max(...lengths.map(hitsAt));
    const best = lengths.filter(metres => hitsAt(metres) === hits);
    return {hits, notes: [
        `each rate free within its printed half paisa: ${hits} of ${totals.length} at one length `
        + `of ${best[0]! / 1000} to ${best.at(-1)! / 1000} km`,
    ]};
}

function rateOf({price}: TariffLine): number {
    if (price.basis !== 'per-km') throw new Error(`found ${price.basis}, expected per-km`);
    return Number(price.rateMinorPerKm.digits) / 10 ** price.rateMinorPerKm.scale / 100;
}

// What the + 50 % rule makes of the tag tolls that were in print when it came.
function surchargedPrices(scheme: Scheme, printed: readonly Printed[], noTag: readonly Printed[]) {
    const pairs = noTag.flatMap(price => {
        const tag = printed.findLast(p => p.payer === 'tag' && p.road === price.road
            && p.class === price.class && p.firstDay !== '' && p.firstDay <= NO_TAG_FROM
            && (p.road === 'M-2' || p.firstDay >= '2025-04-01'));
        return tag ? [{price, tag}] : [];
    });
    const totalOf = ({firstDay}: Printed, tollMinor: bigint): bigint =>
        tollMinor + surchargeOf(scheme, tollMinor, 'no-tag', noonOf(firstDay))!.surchargeMinor;
    const isHit = ({price, tag}: (typeof pairs)[number]): boolean =>
        totalOf(price, minor(tag.rupees)) === minor(price.rupees);
    const computed = pairs.filter(({price}) =>
        totalOf(price, priceThen(scheme, price).tollMinor) === minor(price.rupees));
    const missed = pairs.filter(pair => !isHit(pair));
    return {
        hits: pairs.length - missed.length, of: pairs.length,
        missed: missed.map(({price}) => `${price.road} ${price.class}`).join(', '),
        notes: [
            ...missed.map(({price, tag}) => `${price.road} ${price.class} without tag: the toll `
                + `printed, ${tag.rupees}, gives ${totalOf(price, minor(tag.rupees)) / 100n}, `
                + `printed ${price.rupees}`),
            `from computed instead of printed tolls: ${computed.length} of ${pairs.length}`,
        ],
    };
}

// The M-1's tag tolls since June 2025: each the one multiple of Rs 50 that gives its no-tag price.
function derivedTolls(scheme: Scheme, noTag: readonly Printed[]): string[] {
    return noTag.filter(price => {
        const fitting = Array.from({length: 100}, (_, i) => (i + 1) * 50)
            .filter(toll => Math.floor((toll * 1.5 + 25) / 50) * 50 === price.rupees);
        return fitting.length !== 1 || priceThen(scheme, price).tollMinor !== minor(fitting[0]!);
    }).map(price => price.class);
}

// No total of the M-2 and no no-tag price of it stands in its folder or in what all roads share, in
// rupees or paisas, and no no-tag price of the M-1 in a row of its class (other rows of the M-1
// and other roads hold such figures by chance: a car on the M-5 pays what one paid on the M-2).
function standingInScheme(
    files: ReadonlyMap<string, string>, totals: readonly Printed[], noTag: readonly Printed[],
): string[] {
    const m2 = [...totals, ...noTag.filter(p => p.road === 'M-2')];
    const all = [...files].filter(([name]) => !name.includes('/') || name.startsWith('M-2/'))
        .map(([, text]) => text).join('\n');
    const rowsOf = ({class: name}: Printed): string => files.get('M-1/tariffs.csv')!.split('\n')
        .filter(row => row.startsWith(`M-1,${name},`) && countsOn(NO_TAG_FROM, row)).join('\n');
    return [
        ...m2.filter(p => stands(p.rupees, all)),
        ...noTag.filter(p => p.road === 'M-1' && stands(p.rupees, rowsOf(p))),
    ].map(p => `${nameOf(p)} ${p.rupees}`);
}

// The third and fourth cell are the first and the last day.
function countsOn(day: string, row: string): boolean {
    const [, , firstDay, lastDay] = row.split(',') as [string, string, string, string];
    return firstDay <= day && (lastDay === '' || day <= lastDay);
}

// Read with and without commas between thousands, for a comma may also part two cells.
function stands(rupees: number, text: string): boolean {
    const joined = text.replaceAll(/(?<=\d),(?=\d{3}\b)/g, '');
    const numbers = new Set(`${text} ${joined}`.match(/\d+(\.\d+)?/g)?.map(Number));
    return numbers.has(rupees) || numbers.has(rupees * 100);
}

function nameOf({road, year, class: name, payer}: Printed): string {
    return `${road} ${year} ${name}${payer === 'tag' ? '' : ' without tag'}`;
}

function noonOf(day: string): number {
    return Date.parse(`${day}T12:00:00+05:00`);
}

function minor(rupees: number): bigint {
    return BigInt(rupees) * 100n;
}
