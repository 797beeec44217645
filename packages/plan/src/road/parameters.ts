import type {Check, Place} from '@karwan/base';
import {readRows, type ColumnKind, type RowOf} from './read-rows.ts';

const vehicles = ['car', 'lgv', 'hgv', 'bus'] as const;
const fuels = ['petrol', 'diesel'] as const;
const environments = ['extravilan', 'intravilan'] as const;
const categories = ['motorway', 'standard'] as const;

const priced = {price_level: 'number', value: 'number'} as const;
const perFuel = {vehicle: vehicles, fuel: fuels} as const;

/**
 * The tables of a road guide's values, by the name of their file, with the columns that each has.
 * `price_level` is the year of a price; `gdp_growth_adjustment` the share of economic growth by
 * which a value grows; `scale` multiplies a value; what a unit may be is listed, since a value in
 * another unit would be wrong by a thousand.
 */
const tables = {
    cpi: {year: 'number', cpi: 'number'},
    gdp_growth: {year: 'number', gdp_growth: 'number'},
    operation_cost: {
        item: 'text', operation_type: ['periodic', 'routine'], category: categories, ...priced,
        periodicity: 'number', unit: ['eur/m2'],
    },
    residual_value: {item: 'text', lifetime: 'lifetime', replacement_cost_ratio: 'number?'},
    conversion_factors: {
        item: 'text', expense_type: ['', 'investment', 'operation'], material: 'number',
        labour: 'number', fuel: 'number', other: 'number', aggregate: 'number?',
    },
    passenger_occupancy: {vehicle: vehicles, unit: ['pass/veh'], value: 'number'},
    freight_occupancy: {vehicle: vehicles, unit: ['t/veh'], value: 'number'},
    trip_purpose: {vehicle: vehicles, business: 'number', commute: 'number', private: 'number'},
    vtts: {
        vehicle: vehicles, substance: ['passengers', 'freight'], ...priced,
        purpose: ['business', 'commute', 'private'], distance: 'text',
        unit: ['eur/passh', 'eur/th'],
        gdp_growth_adjustment: 'number',
    },
    voc: {vehicle: vehicles, ...priced, unit: ['eur/vehkm']},
    fuel_cost: {fuel: fuels, ...priced, unit: ['eur/l']},
    fuel_density: {fuel: fuels, unit: ['kg/l'], value: 'number'},
    fuel_ratio: {...perFuel, ratio: 'number'},
    fuel_consumption: {
        ...perFuel, unit: ['l/km'], a0: 'number', a1: 'number', a2: 'number', a3: 'number',
    },
    accident_rate: {
        category: categories, lanes: 'number', layout: 'text', environment: environments,
        unit: ['acc/vehkm'], scale: 'number', fatal: 'number', severe_injury: 'number',
        light_injury: 'number', damage: 'number', nb: 'text',
    },
    accident_cost: {
        acc_type: ['fatal', 'severe_injury', 'light_injury', 'damage'], ...priced,
        correct_unreported: 'number', correct_pass_per_acc: 'number',
        gdp_growth_adjustment: 'number',
    },
    greenhouse_rate: {
        polluant: 'text', factor: 'number', ...perFuel, unit: ['g/kg'], value: 'number',
    },
    greenhouse_cost: {
        year: 'number', ...priced, unit: ['eur/g'], scale: 'number',
        gdp_growth_adjustment: 'number',
    },
    emission_rate: {polluant: 'text', ...perFuel, unit: ['g/kg'], value: 'number'},
    emission_cost: {
        polluant: 'text', environment: environments, ...priced, unit: ['eur/g'], scale: 'number',
        gdp_growth_adjustment: 'number',
    },
    noise: {
        vehicle: vehicles, time_of_day: 'text', ratio: 'number', traffic_type: ['dense', 'thin'],
        environment: environments, ...priced, unit: ['eur/vehkm'], scale: 'number',
        gdp_growth_adjustment: 'number',
    },
} as const satisfies Record<string, Record<string, ColumnKind>>;

/** Every table of a guide by name, its rows typed by their columns. */
export type Parameters = {
    readonly [T in keyof typeof tables]: readonly RowOf<(typeof tables)[T]>[];
};

export type Vehicle = (typeof vehicles)[number];
export type Fuel = (typeof fuels)[number];
export type Environment = (typeof environments)[number];
export type Category = (typeof categories)[number];
export const roadVehicles: readonly Vehicle[] = vehicles;
export const roadWords = {environments, categories} as const;

/**
 * The tables of a guide from `parameters/*.csv`. A missing one is a fault, and so is a price
 * that is younger than the case's price level, since prices are only ever raised to it.
 */
export function readParameters(
    files: ReadonlyMap<string, string>, priceYear: number, check: Check,
): Parameters {
    return Object.fromEntries(Object.entries(tables).map(([name, columns]) => {
        const file = `parameters/${name}.csv`;
        const text = files.get(file);
        if (text === undefined) {
            check.fault({file, line: 1, column: 1}, 'table', 'no such file', 'a table of values');
            return [name, []];
        }
        const rows = readRows(file, text, columns, check);
        refuseYounger(rows, priceYear, check);
        return [name, rows];
    })) as unknown as Parameters;
}

function refuseYounger(rows: readonly object[], priceYear: number, check: Check): void {
    for (const row of rows as readonly {price_level?: number; at: Place}[]) {
        if (row.price_level === undefined || row.price_level <= priceYear) continue;
        check.fault(row.at, 'price_level', `"${row.price_level}"`, `a year up to ${priceYear}`);
    }
}
