import type {Scheme, TariffLine} from '@karwan/tolling';
import type {WorldPrice, WorldTariff} from '@karwan/world';

/** A scheme's prices as the plain numbers from which the world makes its own truth. */
export function worldTariffFrom({tariffs, surcharges}: Scheme): WorldTariff {
    return {
        // What is priced over several trips the world leaves unpriced: its truth goes trip by trip.
        prices: tariffs.flatMap(({road, class: name, validFromMs, validToMs, price}) =>
            price.basis === 'per-km-in-bands' || price.basis === 'flat' ? []
                : [{road, class: name, validFromMs, validToMs, price: worldPrice(price)}]),
        surcharges: surcharges.map(({when, validFromMs, validToMs, factor, leastMinor, step}) => ({
            when, validFromMs, validToMs, leastMinor, step,
            numerator: factor.digits,
            denominator: 10n ** BigInt(factor.scale),
        })),
    };
}

function worldPrice(
    price: Exclude<TariffLine['price'], {basis: 'per-km-in-bands' | 'flat'}>,
): WorldPrice['price'] {
    if (price.basis === 'matrix') {
        const pairs = [...price.pairs].map(([pair, {amountMinor}]) => [pair, amountMinor] as const);
        return {basis: 'by-pair', pairMinor: new Map(pairs)};
    }
    if (price.basis !== 'per-km') return price;
    const {rateMinorPerKm: {digits, scale}, step} = price;
    return {basis: 'per-metre', numerator: digits, denominator: 1000n * 10n ** BigInt(scale), step};
}
