import type {Hours, Leg, NetworkTold} from '../data/network.ts';
import type {Word, Words} from '../words/words.ts';

/** Hours with one place; never is a dash. */
export function hoursText({rate}: Words, hours: number | null): string {
    return hours === null ? '—' : rate(hours);
}

/** p10 to p90. */
export function rangeText(words: Words, {p10, p90}: Hours): string {
    return `${hoursText(words, p10)} – ${hoursText(words, p90)}`;
}

/** An amount to the whole unit, for rows; the sheet of its source has it whole. */
export function dollars({count}: Words, amount: string): string {
    return count(Math.round(Number(amount)));
}

/** Permille of the goods that may be lost, to a hundredth. */
export function lossText(permille: number): string {
    return permille.toFixed(2);
}

export function modeName(t: Words['t'], mode: string): string {
    const word = MODES.find(each => each === mode);
    return word ? t(`mode.${word}`) : mode;
}

export const MODES = ['road', 'rail', 'sea', 'ferry'] as const;

/** What a stretch is: a road or line by its name, a border, a change of gauge or of mode. */
export function kindText(words: Words, leg: Leg): string {
    const {t} = words;
    if (leg.kind === 'link') {
        const gauge = leg.gaugeMm === null ? '' : ` ${leg.gaugeMm}`;
        return `${modeName(t, leg.mode)}${gauge}${leg.line === null ? '' : ` ${leg.line}`}`;
    }
    if (leg.kind === 'gauge') return `${t('leg.gauge')} ${leg.gaugeMm} > ${leg.toGaugeMm}`;
    if (leg.kind === 'border') return t('leg.border');
    return `${t(`leg.${leg.kind}`)}, ${modeName(t, leg.mode)} > ${modeName(t, leg.toMode)}`;
}

/** Where a stretch lies, from its first place to its last. */
export function whereText(legs: readonly Leg[]): string {
    const [first, last] = [legs[0]!, legs.at(-1)!];
    return first.kind === 'link' || first.kind === 'border'
        ? `${first.fromName} – ${last.toName}` : first.fromName;
}

/** What a source is for: `hours of PK` is hours, on that side. */
export function whatText({t}: Words, what: string): string {
    const [name = what, side] = what.split(' of ');
    const isKnown = WHATS.find(each => each === name);
    const told = isKnown ? t(`what.${isKnown}` as Word) : name;
    return side === undefined ? told : `${told}, ${side}`;
}

const WHATS = [
    'length', 'speed', 'price', 'price-vehicle', 'loss', 'toll', 'hours', 'money',
] as const;

/** Which country's places, as the language calls it. */
export function countryName({language}: Words, id: string, network?: NetworkTold): string {
    if (id === 'border') return '';
    try {
        return new Intl.DisplayNames([language.id], {type: 'region'}).of(id) ?? id;
    } catch {
        return network?.name ?? id;
    }
}
