import {parseInstant} from '@karwan/base';

/** What a text is that is no instant: a time whose zone nobody can know, or no time at all. */
export type NoInstant = 'without-offset' | 'no-time';

const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?$/;

/** UTC milliseconds of an RFC 3339 instant, or why it is none. */
export function instantFrom(text: string): number | NoInstant {
    const common = commonForm(text);
    if (common !== undefined) return common;
    const atMs = parseInstant(text);
    if (atMs !== undefined) return atMs;
    return WITHOUT_OFFSET.test(text) ? 'without-offset' : 'no-time';
}

/**
 * The forms that nearly every device sends, `2022-02-22T08:15:02+08:00`, `…02Z` and `…02.250Z`,
 * read by position. Anything else, and whatever looks wrong, is left to the careful reader.
 */
function commonForm(text: string): number | undefined {
    const length = text.length;
    const isUtc = text.charCodeAt(length - 1) === 90 && (length === 20 || length === 24);
    if (!isUtc && length !== 25) return undefined;
    if (text[4] !== '-' || text[7] !== '-' || text[10] !== 'T' || text[13] !== ':'
        || text[16] !== ':') return undefined;
    const year = two(text, 0) * 100 + two(text, 2);
    const month = two(text, 5);
    const day = two(text, 8);
    const hour = two(text, 11);
    const minute = two(text, 14);
    const second = two(text, 17);
    const isPlain = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 28
        && hour <= 23 && hour >= 0 && minute <= 59 && minute >= 0 && second <= 59 && second >= 0;
    if (!isPlain) return undefined;
    const fractionMs = length === 24 ? fraction(text) : 0;
    const offsetMinutes = isUtc ? 0 : offset(text);
    if (offsetMinutes === undefined || fractionMs === undefined) return undefined;
    const localMs = Date.UTC(year, month - 1, day, hour, minute, second, fractionMs);
    return localMs - offsetMinutes * 60_000;
}

function fraction(text: string): number | undefined {
    const tens = two(text, 20);
    const ones = text.charCodeAt(22) - 48;
    return text[19] === '.' && tens >= 0 && ones >= 0 && ones <= 9 ? tens * 10 + ones : undefined;
}

function offset(text: string): number | undefined {
    const sign = text[19] === '+' ? 1 : text[19] === '-' ? -1 : undefined;
    const hours = two(text, 20);
    const minutes = two(text, 23);
    if (sign === undefined || text[22] !== ':') return undefined;
    if (!(hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59)) return undefined;
    return sign * (hours * 60 + minutes);
}

// Not a number where one of the two is no digit, so that every comparison with it is false.
function two(text: string, at: number): number {
    const tens = text.charCodeAt(at) - 48;
    const ones = text.charCodeAt(at + 1) - 48;
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
