import {choiceText, foundText, type Cell, type Check} from '@karwan/base';
import {numberOf} from './read-rows.ts';

/** Years, prices and rate of a case. */
export interface Settings {
    country: string;
    currency: string;
    firstYear: number;
    years: number;
    buildYears: number;
    priceYear: number;
    economicRate: number;
}

const FILE = 'parameters/sample_input.csv';
const KEYS = ['econ-discount-factor', 'fin-discount-factor', 'start-year', 'construction-time',
    'period', 'price-level', 'country', 'currency'] as const;

/** A case's settings: a key and a value a line. What is missing or misspelt is a fault. */
export function readSettings(files: ReadonlyMap<string, string>, check: Check): Settings {
    const found = new Map<string, Cell>();
    (files.get(FILE) ?? '').split(/\r?\n/).forEach((text, index) => {
        const place = {file: FILE, line: index + 1, column: 1};
        const [key = '', value = ''] = text.split(',').map(part => part.trim());
        if (text.trim() === '') return;
        if (!(KEYS as readonly string[]).includes(key)) {
            check.fault(place, 'setting', foundText(key), choiceText(KEYS));
        }
        found.set(key, {text: value, place: {...place, column: key.length + 2}});
    });
    const cell = (key: (typeof KEYS)[number]): Cell => {
        const at = found.get(key);
        if (at) return at;
        check.fault({file: FILE, line: 1, column: 1}, 'setting', `no ${key}`, `${key},…`);
        return {text: '', place: {file: FILE, line: 1, column: 1}, isRefused: true};
    };
    const number = (key: (typeof KEYS)[number]): number => numberOf(cell(key), key, check);
    const settings = {
        country: cell('country').text, currency: cell('currency').text.toUpperCase(),
        firstYear: number('start-year'), years: number('period'),
        buildYears: number('construction-time'), priceYear: number('price-level'),
        economicRate: number('econ-discount-factor'),
    };
    refuseUnlikely(settings, cell, check);
    return settings;
}

function refuseUnlikely(
    {years, buildYears}: Settings, cell: (key: 'period' | 'construction-time') => Cell,
    check: Check,
): void {
    if (check.isFaulty) return;
    const {place, text} = cell('period');
    if (!Number.isInteger(years) || years < 1 || years > 200) {
        check.fault(place, 'period', foundText(text), 'whole years from 1 to 200');
    } else if (!Number.isInteger(buildYears) || buildYears < 0 || buildYears > years) {
        const building = cell('construction-time');
        check.fault(building.place, 'construction-time', foundText(building.text),
            `whole years from 0 to ${years}`);
    }
}
