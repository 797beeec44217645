import {
    DAY_MS, groupedBy, roundRatio, weakest, Zone, type Decimal, type Status,
} from '@karwan/base';
import type {Section} from '@karwan/journey';
import {isOneOf} from './days.ts';
import {isWithin, minuteOf} from './hours.ts';
import {
    pairKey, type Band, type Origin, type Scheme, type Step, type Surcharge, type SurchargeWhen,
    type TariffLine, type Validity,
} from './scheme.ts';

/** What is to be priced: the sections driven on one road, by a class, at a moment. */
export interface Driven {
    road: string;
    class: string;
    /** The moment whose prices count. */
    atMs: number;
    /** In the order in which they were driven. */
    sections: readonly Section[];
}

/** A toll with the line it comes from. */
export interface Price {
    tollMinor: bigint;
    line: TariffLine;
    tolledMetres: number;
    /** The weakest of the line and of the rule that was applied to it. */
    status: Status;
}

/** The toll for what was driven; undefined where no tariff line counts for the class then. */
export function priceOf(scheme: Scheme, driven: Driven): Price | undefined {
    const line = linesOf(scheme.tariffs, driven).find(tariff => isValid(tariff, driven.atMs)
        && isInItsTime(tariff, driven.atMs, scheme));
    if (!line) return undefined;
    const tolledMetres = driven.sections.reduce((sum, s) => sum + s.tolledMetres, 0);
    return {
        tollMinor: tollOf(line, tolledMetres, driven.sections), line, tolledMetres,
        status: statusOf(line, tolledMetres, driven.sections),
    };
}

// Years of prices by the hour are tens of thousands of lines; a road and class has few of them.
const grouped = new WeakMap<readonly TariffLine[], ReadonlyMap<string, readonly TariffLine[]>>();

function linesOf(tariffs: readonly TariffLine[], driven: Driven): readonly TariffLine[] {
    let lines = grouped.get(tariffs);
    if (!lines) {
        lines = groupedBy(tariffs, line => `${line.road} ${line.class}`);
        grouped.set(tariffs, lines);
    }
    return lines.get(`${driven.road} ${driven.class}`) ?? [];
}

function isInItsTime({hours, days}: TariffLine, atMs: number, scheme: Scheme): boolean {
    if (!hours && days === undefined) return true;
    const zone = zoneNamed(scheme.corridor.zone);
    const localDay = Math.floor((atMs + zone.offsetMs(atMs)) / DAY_MS);
    return isWithin(hours, minuteOf(atMs, zone)) && isOneOf(days, localDay, scheme.holidays);
}

/** What is owed on top of a toll; undefined where no rule counts then or nothing is owed. */
export function surchargeOf(
    scheme: Scheme, tollMinor: bigint, when: SurchargeWhen, atMs: number,
): {surchargeMinor: bigint; rule: Surcharge} | undefined {
    const rule = scheme.surcharges.find(s => s.when === when && isValid(s, atMs));
    if (!rule || tollMinor === 0n) return undefined;
    const {factor, step, leastMinor} = rule;
    const raised = roundRatio(
        tollMinor * factor.digits, 10n ** BigInt(factor.scale), step.stepMinor, step.rounding);
    const surchargeMinor = raised - tollMinor;
    return {surchargeMinor: surchargeMinor > leastMinor ? surchargeMinor : leastMinor, rule};
}

/**
 * The toll that a line asks for so many tolled metres; `sections` are those that were driven, in
 * the order of the road.
 */
export function tollOf(
    {price}: TariffLine, tolledMetres: number, sections: readonly Section[],
): bigint {
    switch (price.basis) {
        case 'per-km': return tollAtRate(price.rateMinorPerKm, tolledMetres, price.step);
        case 'per-km-in-bands': {
            const {digits, scale} = bandedMinor(price.bands, tolledMetres);
            return roundRatio(
                digits, 10n ** BigInt(scale), price.step.stepMinor, price.step.rounding);
        }
        case 'share-of-road': {
            const {wholeMinor, wholeMetres, step} = price;
            // The whole road costs what is printed, also where that is no multiple of the step.
            if (tolledMetres === wholeMetres) return wholeMinor;
            return roundRatio(wholeMinor * BigInt(tolledMetres), BigInt(wholeMetres),
                step.stepMinor, step.rounding);
        }
        case 'per-gantry':
            return sections.reduce((sum, s) => sum + price.amountMinor.get(s.gantry)!, 0n);
        case 'flat': return price.amountMinor;
        case 'matrix':
            return price.pairs.get(pairKey(sections[0]!.from, sections.at(-1)!.to))!.amountMinor;
    }
}

/** A rate x a length, rounded once. */
export function tollAtRate(
    {digits, scale}: Decimal, metres: number, {stepMinor, rounding}: Step,
): bigint {
    return roundRatio(
        digits * BigInt(metres), 1000n * 10n ** BigInt(scale), stepMinor, rounding);
}

/** What lies of a length in each band, from the first metre on. */
export function inBands(
    bands: readonly Band[], tolledMetres: number,
): {band: Band; metres: number}[] {
    return bands.flatMap((band, nth) => {
        const endMetres = Math.min(tolledMetres, bands[nth + 1]?.beyondMetres ?? Infinity);
        const metres = endMetres - band.beyondMetres;
        return metres > 0 ? [{band, metres}] : [];
    });
}

/** The exact sum over all bands, in minor units. */
export function bandedMinor(bands: readonly Band[], tolledMetres: number): Decimal {
    const scale = Math.max(...bands.map(band => band.rateMinorPerKm.scale)) + 3;
    const digits = inBands(bands, tolledMetres).reduce((sum, {band, metres}) =>
        sum + band.rateMinorPerKm.digits * BigInt(metres)
            * 10n ** BigInt(scale - 3 - band.rateMinorPerKm.scale), 0n);
    return {digits, scale};
}

// A zone is slow to make and always the same.
const zones = new Map<string, Zone>();

function zoneNamed(name: string): Zone {
    const known = zones.get(name) ?? new Zone(name);
    zones.set(name, known);
    return known;
}

function isValid({validFromMs, validToMs}: Validity, atMs: number): boolean {
    return validFromMs <= atMs && atMs < validToMs;
}

function statusOf(
    line: TariffLine, tolledMetres: number, sections: readonly Section[],
): Status {
    const {price} = line;
    const isPart = price.basis === 'share-of-road' && tolledMetres !== price.wholeMetres;
    const statuses = originsOf(line, sections).map(origin => origin.status);
    return weakest(isPart ? [...statuses, price.part.status] : statuses);
}

/** The rows that priced these sections: of a price by gantry those of the gantries passed. */
export function originsOf(
    {price, origin}: TariffLine, sections: readonly Section[],
): readonly Origin[] {
    const rows = price.basis === 'per-gantry' ? price.rows : undefined;
    const own = rows && sections.flatMap(({gantry}) => rows.get(gantry)?.origin ?? []);
    return own && own.length > 0 ? [...new Set(own)] : [origin];
}
