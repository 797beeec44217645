import {nearWord} from '@karwan/base';

/**
 * How a value is told in a refusal. What stands in a wrong column may be a plate, and refusals are
 * kept and shown: a text is quoted only where it cannot be one, else its length and shape are told.
 */
export function shapeText(text: string): string {
    const kinds = [
        /\p{L}/u.test(text) ? 'letters' : '', /\d/.test(text) ? 'digits' : '',
        /[^\p{L}\d]/u.test(text) ? 'other signs' : '',
    ].filter(kind => kind !== '');
    const last = kinds.pop() ?? 'characters';
    if (text.length === 1) return `1 ${last.slice(0, -1)}`;
    return `${text.length} ${kinds.length > 0 ? `${kinds.join(', ')} and ` : ''}${last}`;
}

/** A device name that is not known: quoted where each part of it is a part of known names. */
export function deviceText(name: string, known: Iterable<string>): string {
    return isMadeOf(name, known) ? `"${name}"` : shapeText(name);
}

/** A word that is not among these: quoted where it is but a slip away from one of them. */
export function wordText(text: string, words: Iterable<string>): string {
    return nearWord(text, words) === undefined ? shapeText(text) : `"${text}"`;
}

/** A text in the place of a time: quoted where it is made of a clock's signs. */
export function timeText(text: string): string {
    return /^[\d\-/:.,TZ+ ]{8,40}$/.test(text) && /:/.test(text) && /\d.*\d.*\d.*\d/.test(text)
        ? `"${text}"` : shapeText(text);
}

const SEPARATOR = /[^\p{L}\d]+/u;
const MOST_DIGITS = 3;

// `E9.antenna` where `E1.antenna` is known: each part is one of theirs, but for its number. A plate
// with its groups apart has letters that no device has, or more digits.
function isMadeOf(name: string, known: Iterable<string>): boolean {
    const parts = name.split(SEPARATOR);
    if (parts.length < 2 || parts.some(part => /\d{4}/.test(part))) return false;
    const theirs = new Set([...known].flatMap(id => id.split(SEPARATOR)).map(withoutNumber));
    const words = [...theirs].filter(word => /^\p{L}{5,}$/u.test(word));
    return parts.every(part =>
        theirs.has(withoutNumber(part)) || nearWord(part, words) !== undefined)
        && parts.some(part => /^\p{L}{4,}$/u.test(part));
}

function withoutNumber(part: string): string {
    return part.replace(new RegExp(`\\d{1,${MOST_DIGITS}}`, 'g'), '#');
}
