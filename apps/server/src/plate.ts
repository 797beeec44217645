import type {Plate} from '@karwan/journey';
import {shapeText} from './door/told-value.ts';

/** Cyrillic letters that plates use because Latin has the same shape (GOST R 50577). */
const CYRILLIC = new Map(Object.entries({
    А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X',
}));

/** What people and cameras put between the groups of a serial. */
const SEPARATORS = /[\s\-‐-―_.,·•/\\|:]+/g;
const PLAIN = /^[A-Z0-9]+$/;
const SERIAL = /^[\p{Lu}\p{Lo}0-9]{2,12}$/u;
const JURISDICTION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

/**
 * The plate as it is compared: upper case, no separators, Western digits, Latin where a letter
 * has a Latin twin. Undefined where it is no plate. The same plate must always come out the same,
 * because its token is made from this.
 */
export function normalPlate({jurisdiction, serial}: Plate): Plate | undefined {
    const where = jurisdiction.trim().toUpperCase();
    const letters = normalSerial(serial);
    return JURISDICTION.test(where) && letters !== undefined
        ? {jurisdiction: where, serial: letters} : undefined;
}

/** What is wrong with a plate that has no normal form, without saying what stands on it. */
export function plateFault({jurisdiction, serial}: Plate): {found: string; expected: string} {
    return {
        found: `a serial of ${shapeText(serial)}, a jurisdiction of ${shapeText(jurisdiction)}`,
        expected: 'a serial of 2 to 12 letters and digits, a jurisdiction like PK-PB or UZ',
    };
}

function normalSerial(serial: string): string | undefined {
    if (PLAIN.test(serial)) return serial.length >= 2 && serial.length <= 12 ? serial : undefined;
    // A text far longer than any plate is not worth the work of normalising it.
    if (serial.length > 64) return undefined;
    const upper = serial.normalize('NFKC').toUpperCase().replace(SEPARATORS, '');
    const latin = [...upper].map(letter => CYRILLIC.get(letter) ?? westernDigit(letter)).join('');
    return SERIAL.test(latin) ? latin : undefined;
}

// Arabic-Indic digits begin at U+0660, the Persian and Urdu ones at U+06F0.
function westernDigit(letter: string): string {
    const code = letter.charCodeAt(0);
    if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
    if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
    return letter;
}
