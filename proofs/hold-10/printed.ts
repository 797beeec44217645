import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Check, readTable, roundRatio} from '@karwan/base';
import type {Scheme} from '@karwan/tolling';
import {schemeFrom} from '../../apps/server/src/scheme-files.ts';

const FILE = 'printed-gantry-tolls.csv';
const CLASSES = ['small', 'large', 'trailer'] as const;

/** What came of holding the scheme against the tolls that are printed for single gantries. */
export interface Printed {
    gantries: number;
    of: number;
    within: number;
    notes: string[];
}

/**
 * The full rate of each class x the gantry's toll kilometres, against what the table prints; in
 * thousandths of NT$, so that nothing is rounded but for the words.
 */
export function printedTolls(root: string): Printed {
    const folder = join(root, 'corridors', 'taiwan');
    const scheme = schemeFrom(folder);
    const check = new Check();
    const rows = readTable(FILE, readFileSync(join(folder, FILE), 'utf8'),
        ['gantry', 'toll_km', ...CLASSES], [], check);
    check.refuseIfFaulty();
    const inexact: string[] = [];
    let [of, within] = [0, 0];
    for (const row of rows) {
        const metres = metresOf(scheme, row.gantry.text);
        for (const name of CLASSES) {
            const exact = rateOf(scheme, name) * BigInt(metres) / 1000n;
            const off = thousandths(row[name].text) - exact;
            of++;
            if (off <= 100n && off >= -100n) within++;
            if (!isRounded(exact, thousandths(row[name].text))) {
                inexact.push(`${row.gantry.text} ${name}: printed ${row[name].text}, `
                    + `${metres / 1000} km come to ${Number(exact) / 1000}`);
            }
        }
    }
    return {
        gantries: rows.length, of, within,
        notes: [`${inexact.length} printed tolls are neither the exact toll cut off nor rounded to `
            + 'NT$0.1:', ...inexact.map(line => `  ${line}`)],
    };
}

function metresOf({corridor}: Scheme, gantry: string): number {
    return corridor.sections.find(section => section.gantry === gantry)!.tolledMetres;
}

/** Thousandths of NT$ a kilometre, of the band beyond the free kilometres. */
function rateOf({tariffs, corridor}: Scheme, name: string): bigint {
    const {price} = tariffs.find(line => line.class === name)!;
    if (price.basis !== 'per-km-in-bands') throw new Error('a day is priced in bands');
    const {digits, scale} = price.bands[1]!.rateMinorPerKm;
    return digits * 1000n / 10n ** BigInt(scale + corridor.currency.minorDigits);
}

function thousandths(text: string): bigint {
    const [whole, part = ''] = text.split('.');
    return BigInt(whole!) * 1000n + BigInt(part.padEnd(3, '0'));
}

function isRounded(exact: bigint, printed: bigint): boolean {
    return (['down', 'nearest'] as const)
        .some(way => roundRatio(exact, 1n, 100n, way) === printed);
}
