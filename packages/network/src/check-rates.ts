import type {Check} from '@karwan/base';
import {mustName, type Names} from './names.ts';
import type {Link} from './network.ts';
import type {NetworkRows} from './network-rows.ts';
import {once, valuesOf} from './placed.ts';
import {RateBook} from './rate-book.ts';

/** Writes down which rates contradict or are missing, and what is wrong with tolls. */
export function checkRates(rows: NetworkRows, names: Names, check: Check): void {
    const any = {has: (id: string) => id === '*' || names.countries.has(id)};
    const anyVehicle = {has: (id: string) => id === '*' || names.vehicles.has(id)};
    for (const {cells} of rows.rates) {
        mustName(cells['country']!, 'country', any, 'a country of network.yaml, or *', check);
        mustName(
            cells['vehicle']!, 'vehicle', anyVehicle, 'a vehicle of network.yaml, or *', check);
    }
    once(rows.rates, 'rate', r => [r.what, r.mode, r.country, r.class, r.terrain, r.vehicle]
        .join(' '), 'what', check);
    for (const {value, cells} of rows.tolls) {
        mustName(cells['link']!, 'link', names.links, 'the id of a link', check);
        const mode = names.links.get(value.link)?.value.mode;
        if (mode === undefined || names.vehicles.get(value.vehicle)?.value.mode === mode) continue;
        check.fault(cells['vehicle']!.place, 'vehicle', `"${value.vehicle}"`,
            `a vehicle of mode ${mode}`);
    }
    checkEveryLink(rows, names, check);
}

function checkEveryLink(rows: NetworkRows, names: Names, check: Check): void {
    const book = new RateBook(valuesOf(rows.rates));
    const told = new Set<string>();
    for (const {value, cells} of rows.links) {
        const country = names.places.get(value.from)?.value.country ?? '';
        for (const vehicle of vehiclesOn(value, names)) {
            const key = [value.mode, country, value.class, value.terrain, vehicle].join(' ');
            if (told.has(key)) continue;
            const fault = rateFault(book, value, country, vehicle);
            if (!fault) continue;
            told.add(key);
            check.fault(cells['mode']!.place, `rate of ${value.id} for ${vehicle}`,
                fault.found, fault.expected);
        }
    }
}

function vehiclesOn(link: Link, names: Names): string[] {
    const all = [...names.vehicles.values()].map(v => v.value).filter(v => v.mode === link.mode);
    return all.map(v => v.id).filter(id => link.access.length === 0 || link.access.includes(id));
}

function rateFault(
    book: RateBook, link: Link, country: string, vehicle: string,
): {found: string; expected: string} | undefined {
    const list = (what: 'speed' | 'price' | 'price-vehicle') =>
        book.list({what, link, country, vehicle});
    const [speeds, prices] = [list('speed'), [...list('price'), ...list('price-vehicle')]];
    if (speeds.length === 0 && link.freeHours === undefined) {
        return {found: 'no speed', expected: 'a speed in rates.csv that fits it'};
    }
    if (prices.length === 0) {
        return {found: 'no price', expected: 'a price or price-vehicle in rates.csv that fits it'};
    }
    for (const found of [speeds, prices]) {
        if (found.length < 2) continue;
        const lines = found.map(rate => rate.at.line).join(' and ');
        return {found: `lines ${lines} of rates.csv`, expected: 'one that says more than others'};
    }
    return undefined;
}
