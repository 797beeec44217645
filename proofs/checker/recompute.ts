// Recomputes a charge from what `karwan explain --json` prints, by arithmetic of its own: nothing
// of the engine is imported. Every amount is a fraction of whole numbers, so nothing is rounded
// where the rules do not say so.

interface Fraction {n: bigint; d: bigint}

/** `12.50` as 1250/100. */
function fraction(text: string): Fraction {
    const [whole, part = ''] = text.split('.');
    return {n: BigInt(whole! + part), d: 10n ** BigInt(part.length)};
}

const product = (a: Fraction, b: Fraction): Fraction => ({n: a.n * b.n, d: a.d * b.d});
const sum = (a: Fraction, b: Fraction): Fraction => ({n: a.n * b.d + b.n * a.d, d: a.d * b.d});
const minus = (a: Fraction, b: Fraction): Fraction => sum(a, {n: -b.n, d: b.d});
const isSame = (a: Fraction, b: Fraction): boolean => a.n * b.d === b.n * a.d;
const isLess = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;

/** A multiple of `step`: the nearest (a tie goes up), the next, or the last. */
function rounded(value: Fraction, step: string, how: string): Fraction {
    const unit = fraction(step);
    const n = value.n * unit.d;
    const d = value.d * unit.n;
    const shift = how === 'nearest' ? d : how === 'up' ? 2n * d - 2n : 0n;
    return product({n: (2n * n + shift) / (2n * d), d: 1n}, unit);
}

/** What of an explanation the amount depends on. */
export interface Charge {
    window: string;
    state: string;
    entry: string;
    exit: string;
    sections: {gantry: string; from: string; to: string; tolledMetres: number; isSeen: boolean}[];
    passages: {point: string; kind: string; readings: {seq: number; point: string}[]}[];
    inferred: string[];
    tariff: Record<string, string | number> & {basis: string; amounts: Record<string, string>};
    surcharge: Record<string, string> | null;
    toll: string;
    surchargeAmount: string;
    amount: string;
    payer: string;
    transfers: {debit: string; credit: string; amount: string}[];
}

/** Everything in which a charge is not what its own grounds give; empty where all is right. */
export function recompute(charge: Charge): string[] {
    const {sections, tariff, surcharge, state} = charge;
    const wrong: string[] = [];
    const equal = (what: string, found: Fraction, printed: string): void => {
        if (isSame(found, fraction(printed))) return;
        wrong.push(`${what}: ${found.n}/${found.d}, not ${printed}`);
    };
    wrong.push(...unseen(charge));
    const metres = BigInt(sections.reduce((total, section) => total + section.tolledMetres, 0));
    const toll = tollOf(tariff, metres, sections);
    equal('toll', toll, charge.toll);
    let extra: Fraction = {n: 0n, d: 1n};
    if (surcharge && state !== 'exempt') {
        const raised = rounded(product(toll, fraction(surcharge['factor']!)),
            surcharge['roundTo']!, surcharge['rounding']!);
        const least = fraction(surcharge['least']!);
        extra = minus(raised, toll);
        if (isLess(extra, least)) extra = least;
    }
    equal('surcharge', extra, charge.surchargeAmount);
    equal('amount', state === 'exempt' ? {n: 0n, d: 1n} : sum(toll, extra), charge.amount);
    const posted = charge.transfers.reduce((total, {debit, credit, amount}) =>
        debit === charge.payer ? sum(total, fraction(amount))
            : credit === charge.payer ? minus(total, fraction(amount)) : total, {n: 0n, d: 1n});
    equal('posted', posted, charge.amount);
    return wrong.map(text => `${charge.window}: ${text}`);
}

function tollOf(tariff: Charge['tariff'], metres: bigint, sections: Charge['sections']): Fraction {
    const [first, last] = [sections[0]!, sections.at(-1)!];
    if (tariff.basis === 'matrix') return fraction(tariff.amounts[`${first.from} ${last.to}`]!);
    const step = [String(tariff['roundTo']), String(tariff['rounding'])] as const;
    if (tariff.basis === 'per-gantry') {
        return sections.map(s => fraction(tariff.amounts[s.gantry]!)).reduce(sum, {n: 0n, d: 1n});
    }
    if (tariff.basis === 'per-km') {
        const perKm = fraction(String(tariff['ratePerKm']));
        return rounded(product(perKm, {n: metres, d: 1000n}), ...step);
    }
    const whole = fraction(String(tariff['whole']));
    const wholeMetres = BigInt(tariff['wholeMetres']!);
    if (metres === wholeMetres) return whole;
    return rounded(product(whole, {n: metres, d: wholeMetres}), ...step);
}

// The sections join from entry to exit, and each was either seen by a reading or is inferred.
function unseen({sections, passages, inferred, entry, exit}: Charge): string[] {
    const seen = new Set(passages.flatMap(({readings}) => readings.map(({point}) => point)));
    const isJoined = sections[0]?.from === entry && sections.at(-1)?.to === exit
        && sections.every((section, i) => i === 0 || section.from === sections[i - 1]!.to);
    const bad = sections.filter(({gantry}) => seen.has(gantry) === inferred.includes(gantry));
    return [...isJoined ? [] : ['the sections do not join'], ...bad.map(({gantry}) =>
        `${gantry} is ${seen.has(gantry) ? 'seen and inferred' : 'neither seen nor inferred'}`)];
}
