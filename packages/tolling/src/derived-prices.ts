import {
    decimalText, foundText, roundRatio, times, weakest, type Check, type Currency, type Decimal,
    type Status,
} from '@karwan/base';
import {lineId} from './lines.ts';
import type {PriceRule} from './price-rules.ts';
import type {PlacedPrice} from './read-prices.ts';

/** An amount, how well it is known, and the arithmetic where it was derived. */
interface Amount {
    amount: Decimal;
    status: Status;
    told: string;
}

/**
 * The price rows with the amounts that their rules make of other rows. A derived amount is as well
 * known as the weakest of the rule and of what it stands on, and its note tells the arithmetic.
 */
export function withDerivedAmounts(
    prices: readonly PlacedPrice[], currency: Currency, check: Check,
): PlacedPrice[] {
    const deriving = new Deriving(prices, currency, check);
    return prices.map(price => {
        const found = deriving.amountOf(price);
        if (!isDerived(price) || !found) return price;
        const {origin} = price.value;
        const note = [found.told, origin.note].filter(text => text !== '').join('; ');
        return {...price, value: {
            ...price.value, amount: found.amount,
            origin: {...origin, status: found.status, note},
        }};
    });
}

function isDerived({value: {rule}}: PlacedPrice): boolean {
    return rule !== undefined && rule.kind !== 'as-stated';
}

class Deriving {
    readonly #byId: ReadonlyMap<string, PlacedPrice>;
    readonly #found = new Map<string, Amount | 'under way' | undefined>();
    readonly #currency: Currency;
    readonly #check: Check;

    constructor(prices: readonly PlacedPrice[], currency: Currency, check: Check) {
        this.#byId = new Map(prices.map(price => [lineId(price.value), price]));
        this.#currency = currency;
        this.#check = check;
    }

    /** Undefined where it cannot be said; the fault is written down. */
    amountOf(price: PlacedPrice): Amount | undefined {
        const {amount, origin, rule} = price.value;
        if (!isDerived(price)) return {amount, status: origin.status, told: ''};
        const id = lineId(price.value);
        const known = this.#found.get(id);
        if (known === 'under way') {
            this.#check.fault(price.cells.of.place, 'of', `${id}, which stands on itself`,
                'a line with an amount at the end of the chain');
            return undefined;
        }
        if (known || this.#found.has(id)) return known;
        this.#found.set(id, 'under way');
        const made = rule!.kind === 'times'
            ? this.#times(price, rule!) : this.#ladder(price, rule!);
        this.#found.set(id, made);
        return made;
    }

    #times(price: PlacedPrice, rule: PriceRule): Amount | undefined {
        const of = this.#line(price, price.value.of);
        if (!of) return undefined;
        const exact = times(of.amount, rule.factor);
        const amount = rule.step ? this.#rounded(exact, {digits: 1n, scale: 0}, rule) : exact;
        return {
            amount, status: weakest([rule.origin.status, of.status]),
            told: `${decimalText(of.amount)} of ${price.value.of} x ${decimalText(rule.factor)}`
                + `${stepText(rule, this.#currency)} = ${decimalText(amount)}`,
        };
    }

    #ladder(price: PlacedPrice, rule: PriceRule): Amount | undefined {
        const {value} = price;
        const [road, , firstDay] = value.of.split('/');
        const of = this.#line(price, value.of);
        if (!of) return undefined;
        const now = this.#line(price, `${value.road}/${rule.ladderClass}/${value.firstDay}`);
        const then = this.#line(price, `${road}/${rule.ladderClass}/${firstDay}`);
        if (!now || !then) return undefined;
        if (then.amount.digits === 0n) {
            this.#check.fault(price.cells.of.place, 'of', `0 for ${rule.ladderClass}`, 'a price');
            return undefined;
        }
        const amount = this.#rounded(times(of.amount, now.amount), then.amount, rule);
        return {
            amount,
            status: weakest([rule.origin.status, of.status, now.status, then.status]),
            told: `${decimalText(of.amount)} of ${value.of} x ${decimalText(now.amount)} / `
                + `${decimalText(then.amount)} (${rule.ladderClass})`
                + `${stepText(rule, this.#currency)} = ${decimalText(amount)}`,
        };
    }

    #line(price: PlacedPrice, id: string): Amount | undefined {
        const line = this.#byId.get(id);
        const {basis} = price.value;
        const hasAmount = basis === 'per-km' || basis === 'share-of-road';
        if (!line || line.value.basis !== basis || !hasAmount) {
            const found = line ? `${id}, which is ${line.value.basis}` : foundText(id);
            this.#check.fault(price.cells.of.place, 'of', found,
                `a line that is ${hasAmount ? basis : 'per-km or share-of-road'}`
                + ', named road/class/first_day');
            return undefined;
        }
        return this.amountOf(line);
    }

    // In minor units; a rate per kilometre is never rounded to less.
    #rounded(numerator: Decimal, denominator: Decimal, {step}: PriceRule): Decimal {
        const {minorDigits} = this.#currency;
        const up = 10n ** BigInt(denominator.scale + minorDigits);
        const down = 10n ** BigInt(numerator.scale);
        const digits = roundRatio(
            numerator.digits * up, denominator.digits * down, step!.stepMinor, step!.rounding);
        return {digits, scale: minorDigits};
    }
}

function stepText({step}: PriceRule, {minorDigits}: Currency): string {
    if (!step) return '';
    return `, to ${decimalText({digits: step.stepMinor, scale: minorDigits})} ${step.rounding}`;
}
