import {readTable, type Cell, type Check} from '@karwan/base';
import {knownOf, optionalNumber, ranged, wordCells} from './cells.ts';
import {
    modes, rateKinds, roadClasses, terrains, type Rate, type Toll, type Total,
} from './network.ts';
import type {Placed} from './placed.ts';

const RATES = [
    'what', 'mode', 'country', 'class', 'terrain', 'vehicle', 'low', 'value', 'high', 'status',
    'source', 'source_date', 'note',
] as const;
const TOLLS = [
    'link', 'vehicle', 'money', 'whole', 'first_day', 'last_day', 'status', 'source', 'source_date',
    'note',
] as const;
const TOTALS = [
    'id', 'line', 'mode', 'from', 'to', 'via', 'length_km', 'tolerance', 'status', 'source',
    'source_date', 'note',
] as const;

const UNITS = {
    'speed': 'km/h', 'price': 'money/tkm', 'price-vehicle': 'money/vkm', 'loss': 'permille/1000km',
} as const;
/** A speed of nothing would take for ever. */
const LEAST = {'speed': 0.5, 'price': 0, 'price-vehicle': 0, 'loss': 0} as const;
/** By how much a sum of links may differ from its published total where nothing else is said. */
const TOLERANCE = 0.08;

/** rates.csv: speeds, prices, losses. */
export function readRates(text: string, check: Check): Placed<Rate>[] {
    return readTable('rates.csv', text, RATES, ['note'], check).map(cells => {
        const what = check.oneOf(cells.what, 'what', rateKinds);
        return {
            place: cells.what.place, cells,
            value: {
                what,
                mode: check.oneOf(cells.mode, 'mode', ['*', ...modes]),
                country: check.id(cells.country, 'country or *'),
                class: check.oneOf(cells.class, 'class', ['*', ...roadClasses]),
                terrain: check.oneOf(cells.terrain, 'terrain', ['*', ...terrains]),
                vehicle: check.id(cells.vehicle, 'vehicle or *'),
                figure: {
                    ...ranged(cells, what, LEAST[what], 100_000, check),
                    unit: UNITS[what], ...knownOf(cells, check),
                },
                at: cells.what.place, note: cells.note.text,
            },
        };
    });
}

/** tolls.csv: what the use of a link costs. */
export function readTolls(text: string, check: Check): Placed<Toll>[] {
    const optional = ['whole', 'first_day', 'last_day', 'note'] as const;
    return readTable('tolls.csv', text, TOLLS, optional, check).map(cells => ({
        place: cells.link.place, cells,
        value: {
            link: check.id(cells.link, 'link'),
            vehicle: check.id(cells.vehicle, 'vehicle'),
            money: {
                value: check.number(cells.money, 'money', 0, 1e6), unit: 'money',
                ...knownOf(cells, check),
            },
            whole: optionalNumber(cells.whole, 'whole', 0, 1e6, check),
            ...daysOf(cells.first_day, cells.last_day, check),
            at: cells.link.place, note: cells.note.text,
        },
    }));
}

/** A first and a last day, either of which may be left open. */
export function daysOf(
    first: Cell, last: Cell, check: Check,
): {firstDay: string | undefined; lastDay: string | undefined} {
    const firstDay = check.optional(first, c => check.day(c, 'first_day'));
    const lastDay = check.optional(last, c => check.day(c, 'last_day'));
    if (firstDay !== undefined && lastDay !== undefined && lastDay < firstDay) {
        check.fault(last.place, 'last_day', `"${lastDay}"`, `${firstDay} or later`);
    }
    return {firstDay, lastDay};
}

/** totals.csv: published totals to check sums against. */
export function readTotals(text: string, check: Check): Placed<Total>[] {
    const optional = ['via', 'tolerance', 'note'] as const;
    return readTable('totals.csv', text, TOTALS, optional, check).map(cells => ({
        place: cells.id.place, cells,
        value: {
            id: check.id(cells.id, 'total id'),
            line: check.text(cells.line, 'line or *'),
            mode: check.oneOf(cells.mode, 'mode', modes),
            from: check.id(cells.from, 'from'),
            to: check.id(cells.to, 'to'),
            via: wordCells(cells.via).map(c => check.id(c, 'via')),
            length: {
                value: check.number(cells.length_km, 'length_km', 0, 40_000), unit: 'km',
                ...knownOf(cells, check),
            },
            tolerance: optionalNumber(cells.tolerance, 'tolerance', 0, 1, check) ?? TOLERANCE,
            at: cells.id.place, note: cells.note.text,
        },
    }));
}
