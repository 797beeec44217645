import {parseMoney} from '@karwan/base';
import {priceOf, surchargeOf, type Scheme, type TariffLine} from '@karwan/tolling';
import type {Conflict, Fate, PrintedToll} from './tables.ts';

/** A printed toll with what became of it. */
export interface Told {
    toll: PrintedToll;
    fate: Fate;
}

/** The day from which prices without a tag were printed. */
const NO_TAG_FROM = '2025-06-15';

/** What is wrong with the verdict on a printed toll; undefined where it is true. */
export function faultOf(
    {toll, fate}: Told, scheme: Scheme, conflicts: readonly Conflict[],
): string | undefined {
    const isOurs = scheme.corridor.roads.some(({id}) => id === toll.road);
    switch (fate.verdict) {
        case 'outside': return isOurs ? 'is of a road of the scheme' : undefined;
        case 'computed': return computedFault(toll, fate.day, scheme);
        case 'input': return toll.payer === 'tag'
            ? statedFault(toll, fate.day, scheme) : readBackFault(toll, fate.day, scheme);
        case 'conflict': return conflictFault(toll, fate.day, scheme, conflicts);
    }
}

/** The line of the scheme in which the very figure of a printed toll stands. */
export function lineOf({toll, fate}: Told, scheme: Scheme): TariffLine | undefined {
    if (toll.payer !== 'tag' || statedFault(toll, fate.day, scheme)) return undefined;
    return findLine(toll, fate.day, scheme);
}

function findLine(toll: PrintedToll, day: string, scheme: Scheme): TariffLine | undefined {
    return scheme.tariffs.find(({id}) => id === `${roadOf(toll)}/${toll.class}/${day}`);
}

// Rates that were printed for motorways without a name are carried as those of one.
function roadOf({road}: PrintedToll): string {
    return road.startsWith('motorways') ? 'M-9' : road;
}

// Comes out of what stands there, which must not itself have been read back from a no-tag price.
function computedFault(toll: PrintedToll, day: string, scheme: Scheme): string | undefined {
    const {totalMinor, line} = wholeRoad(toll, day, scheme);
    if (line.origin.status !== 'published') return `rests on ${line.id}, ${line.origin.status}`;
    if (toll.payer === 'tag' && line.price.basis !== 'per-km') return `stands in ${line.id}`;
    return same(totalMinor, minor(toll.amount), 'computed');
}

function statedFault(toll: PrintedToll, day: string, scheme: Scheme): string | undefined {
    const line = findLine(toll, day, scheme);
    if (!line) return `no line ${roadOf(toll)}/${toll.class}/${day}`;
    const {price} = line;
    if (price.basis !== 'per-km' && price.basis !== 'share-of-road') {
        return `${line.id} is priced ${price.basis}`;
    }
    if (price.basis === 'share-of-road') return same(price.wholeMinor, minor(toll.amount), line.id);
    const {digits, scale} = price.rateMinorPerKm;
    return digits === minor(toll.amount) * 10n ** BigInt(scale) ? undefined
        : `${line.id} holds another rate`;
}

// A tag toll read back from a no-tag price gives that price again, and no other multiple of its
// rounding does, where it says that it is the only one.
function readBackFault(toll: PrintedToll, day: string, scheme: Scheme): string | undefined {
    const {tollMinor, totalMinor, line} = wholeRoad(toll, NO_TAG_FROM, scheme);
    if (!line.id.endsWith(day)) return `${line.id} counts, and not one of ${day}`;
    if (line.origin.status === 'published') return `${line.id} is published`;
    const fitting = Array.from({length: 400}, (_, i) => BigInt(i + 1) * 5_000n)
        .filter(tag => withoutTag(tag, scheme) === minor(toll.amount));
    const isOnly = line.price.basis === 'per-km'
        || (fitting.length === 1 && fitting[0] === tollMinor);
    return isOnly ? same(totalMinor, minor(toll.amount), line.id)
        : `fits tag tolls of ${fitting.join(', ') || 'none'}, ${line.id} holds ${tollMinor}`;
}

function conflictFault(
    toll: PrintedToll, day: string, scheme: Scheme, conflicts: readonly Conflict[],
): string | undefined {
    const named = conflicts.find(each => each.road === toll.road && each.class === toll.class
        && each.day === day && each.payer === toll.payer && each.printed === toll.amount);
    if (!named) return 'is not in conflicts.csv';
    if (named.rule === '') return 'was chosen by no rule';
    if (named.chosen === '') {
        const atMs = noonOf(day);
        const isCarried = scheme.tariffs.some(line => line.road === toll.road
            && line.validFromMs <= atMs && atMs < line.validToMs);
        return isCarried ? 'the scheme carries a price of that day' : undefined;
    }
    return same(wholeRoad(toll, day, scheme).totalMinor, minor(named.chosen), 'chosen');
}

function wholeRoad({road, class: name, payer}: PrintedToll, day: string, scheme: Scheme) {
    const {directions} = scheme.corridor.roads.find(r => r.id === road)!;
    const sections = scheme.corridor.sections.filter(
        s => s.road === road && s.direction === directions[0]);
    const price = priceOf(scheme, {road, class: name, atMs: noonOf(day), sections});
    if (!price) throw new Error(`no price for ${road} ${name} on ${day}`);
    const {tollMinor, line} = price;
    return {
        tollMinor, line, totalMinor: payer === 'tag' ? tollMinor : withoutTag(tollMinor, scheme),
    };
}

/** A tag toll with what is added without a tag, since June 2025. */
export function withoutTag(tollMinor: bigint, scheme: Scheme): bigint {
    const extra = surchargeOf(scheme, tollMinor, 'no-tag', noonOf(NO_TAG_FROM))!;
    return tollMinor + extra.surchargeMinor;
}

function same(found: bigint, expected: bigint, what: string): string | undefined {
    return found === expected ? undefined : `${what} ${found / 100n}, printed ${expected / 100n}`;
}

function noonOf(day: string): number {
    return Date.parse(`${day}T12:00:00+05:00`);
}

/** Rupees as they are printed, in paisas. */
export function minor(rupees: string): bigint {
    return parseMoney(rupees, {code: 'PKR', minorDigits: 2})!;
}
