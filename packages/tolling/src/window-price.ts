import {roundRatio} from '@karwan/base';
import type {Scheme} from './scheme.ts';
import {priceOf, tollAtRate, tollOf, type Driven, type Price} from './tariff.ts';
import {windowRulesOf} from './window-rule.ts';
import type {Window} from './window.ts';

/** The toll of a window for a class; undefined where no tariff line counts for it then. */
export function priceOfWindow(
    scheme: Scheme, window: Window, vehicleClass: string,
): Price | undefined {
    const {road, fromMs, sections, thereSections} = window;
    const driven = {road, class: vehicleClass, atMs: fromMs, sections};
    const price = priceOf(scheme, driven);
    if (!price || thereSections === undefined) return price;
    const [there, back] = [sections.slice(0, thereSections), sections.slice(thereSections)]
        .map(way => tollOf(price.line, way.reduce((sum, s) => sum + s.tolledMetres, 0), way));
    return {...price, tollMinor: bothWays(there!, back!, road, scheme)};
}

/** There and back cost the dearer of the two x the factor, and never more than each by itself. */
export function bothWays(
    thereMinor: bigint, backMinor: bigint, road: string, scheme: Scheme,
): bigint {
    const {factor, step} = windowRulesOf(scheme).of(road)!.back!;
    const dearer = thereMinor > backMinor ? thereMinor : backMinor;
    const together = roundRatio(
        dearer * factor.digits, 10n ** BigInt(factor.scale), step.stepMinor, step.rounding);
    const apart = thereMinor + backMinor;
    return together < apart ? together : apart;
}

/**
 * What one section is worth by itself. Where a length is priced in bands nobody knows in which it
 * lies until the rest is known: it is worth its length in the dearest.
 */
export function priceOfSection(scheme: Scheme, driven: Driven): Price | undefined {
    const price = priceOf(scheme, driven);
    if (price?.line.price.basis !== 'per-km-in-bands') return price;
    const {bands, step} = price.line.price;
    const tolls = bands.map(band => tollAtRate(band.rateMinorPerKm, price.tolledMetres, step));
    return {...price, tollMinor: tolls.reduce((most, toll) => toll > most ? toll : most, 0n)};
}
