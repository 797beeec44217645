import type {Leg} from './route.ts';

/**
 * What a road charges, as plain numbers: the world prices with these few lines of its own, so that
 * an error in the engine's pricing cannot hide in both.
 */
export interface WorldTariff {
    prices: readonly WorldPrice[];
    surcharges: readonly WorldSurcharge[];
}

export interface WorldPrice {
    road: string;
    class: string;
    /** Counts from here (inclusive) until there (exclusive). */
    validFromMs: number;
    validToMs: number;
    price:
        /** Minor units per metre, as a fraction, x the tolled metres. */
        | {basis: 'per-metre'; numerator: bigint; denominator: bigint; step: WorldStep}
        /** The whole road's toll x the share of its metres. */
        | {basis: 'share-of-road'; wholeMinor: bigint; wholeMetres: number; step: WorldStep}
        | {basis: 'per-gantry'; amountMinor: ReadonlyMap<string, bigint>}
        /** By entry and exit, a blank between them. */
        | {basis: 'by-pair'; pairMinor: ReadonlyMap<string, bigint>};
}

/** To a multiple of this: to the nearest with ties up, always up or always down. */
export interface WorldStep {
    stepMinor: bigint;
    rounding: 'nearest' | 'up' | 'down';
}

/** The toll x a fraction, rounded, and at least the toll + `leastMinor`. */
export interface WorldSurcharge {
    when: 'no-tag' | 'low-balance';
    validFromMs: number;
    validToMs: number;
    numerator: bigint;
    denominator: bigint;
    leastMinor: bigint;
    step: WorldStep;
}

/** The toll of a leg with a tag, in minor units. Throws where the road has no price then. */
export function tollMinor(
    tariff: WorldTariff, leg: Leg, vehicleClass: string, atMs: number,
): bigint {
    const line = tariff.prices.find(p => p.road === leg.road && p.class === vehicleClass
        && p.validFromMs <= atMs && atMs < p.validToMs);
    if (!line) throw new Error(`${leg.road} has no price for ${vehicleClass} at ${atMs}`);
    const {price} = line;
    if (price.basis === 'per-gantry') {
        return leg.gantries.reduce((sum, id) => sum + (price.amountMinor.get(id) ?? 0n), 0n);
    }
    if (price.basis === 'by-pair') {
        const pair = price.pairMinor.get(`${leg.entry} ${leg.exit}`);
        if (pair === undefined) throw new Error(`no price from ${leg.entry} to ${leg.exit}`);
        return pair;
    }
    const metres = BigInt(leg.tolledMetres);
    if (price.basis === 'per-metre') {
        return rounded(price.numerator * metres, price.denominator, price.step);
    }
    // The whole road costs what is printed; only a part of it is computed.
    const {wholeMinor, wholeMetres, step} = price;
    return leg.tolledMetres === wholeMetres
        ? wholeMinor : rounded(wholeMinor * metres, BigInt(wholeMetres), step);
}

/** What comes on top of a toll; nothing where no surcharge counts then. */
export function surchargeMinor(
    tariff: WorldTariff, when: WorldSurcharge['when'], toll: bigint, atMs: number,
): bigint {
    const rule = tariff.surcharges.find(
        s => s.when === when && s.validFromMs <= atMs && atMs < s.validToMs);
    if (!rule) return 0n;
    const raised = rounded(toll * rule.numerator, rule.denominator, rule.step);
    return raised > toll + rule.leastMinor ? raised - toll : rule.leastMinor;
}

// Counted in whole steps; twice the remainder tells a half, so that no fraction is ever made.
function rounded(numerator: bigint, denominator: bigint, {stepMinor, rounding}: WorldStep): bigint {
    const size = denominator * stepMinor;
    const over = numerator % size;
    const goesUp = {nearest: 2n * over >= size, up: over > 0n, down: false}[rounding];
    return (numerator - over) / denominator + (goesUp ? stepMinor : 0n);
}
