import {statuses, type Check, type Currency, type Figure, type YamlValue} from '@karwan/base';
import {ranged, sourceDate} from './cells.ts';
import {
    modes, terrains, type Circuity, type Commodity, type Country, type Licence, type Vehicle,
} from './network.ts';
import type {Placed} from './placed.ts';
import {zoneOf} from './read-openings.ts';

const FIGURE = ['value', 'low', 'high', 'status', 'source', 'date', 'note'] as const;
const OPTIONAL = ['low', 'high', 'note'] as const;
const COMMODITY = ['id', 'name', 'tonnes', 'value', 'hour', 'spreadHour', 'modes'] as const;

/** What network.yaml says. */
export interface Head {
    id: string;
    name: string;
    version: string;
    currency: Currency;
    countries: Placed<Country>[];
    vehicles: Placed<Vehicle>[];
    commodities: Placed<Commodity>[];
    circuity: Placed<Circuity>[];
    licences: Licence[];
}

/** network.yaml. */
export function readHead(file: YamlValue, check: Check): Head {
    const head = file.fields('network', [
        'id', 'name', 'version', 'currency', 'countries', 'vehicles', 'commodities', 'circuity',
        'licences',
    ]);
    return {
        id: check.id(head.id.cell('id'), 'id'),
        name: check.text(head.name.cell('name'), 'name'),
        version: check.text(head.version.cell('version'), 'version'),
        currency: currencyOf(head.currency, check),
        countries: countriesOf(head.countries, check),
        vehicles: vehiclesOf(head.vehicles, check),
        commodities: commoditiesOf(head.commodities, check),
        circuity: circuityOf(head.circuity, check),
        licences: licencesOf(head.licences, check),
    };
}

function currencyOf(value: YamlValue, check: Check): Currency {
    const {code, minorDigits} = value.fields('currency', ['code', 'minorDigits']);
    const cell = code.cell('currency code');
    if (!/^[A-Z]{3}$/.test(cell.text) && cell.isRefused !== true) {
        check.fault(cell.place, 'currency code', `"${cell.text}"`, 'three capitals such as USD');
    }
    const digits = check.oneOf(
        minorDigits.cell('minorDigits'), 'minorDigits', ['0', '1', '2', '3', '4']);
    return {code: cell.text, minorDigits: Number(digits)};
}

function countriesOf(list: YamlValue, check: Check): Placed<Country>[] {
    return listed(list, 'countries', check).map(item => {
        const fields = item.fields('country', ['id', 'name', 'zone']);
        const cell = fields.id.cell('country id');
        if (!/^[A-Z]{2}$/.test(cell.text) && cell.isRefused !== true) {
            check.fault(cell.place, 'country id', `"${cell.text}"`, 'two capitals such as PK');
        }
        return {
            place: item.place, cells: {id: cell},
            value: {
                id: cell.text, name: check.text(fields.name.cell('name'), 'country name'),
                zone: zoneOf(fields.zone.cell('zone'), check),
            },
        };
    });
}

function vehiclesOf(list: YamlValue, check: Check): Placed<Vehicle>[] {
    return listed(list, 'vehicles', check).map(item => {
        const fields = item.fields('vehicle', ['id', 'name', 'mode', 'tonnes']);
        const id = fields.id.cell('vehicle id');
        return {
            place: item.place, cells: {id},
            value: {
                id: check.id(id, 'vehicle id'),
                name: check.text(fields.name.cell('name'), 'vehicle name'),
                mode: check.oneOf(fields.mode.cell('mode'), 'mode', modes),
                tonnes: check.number(fields.tonnes.cell('tonnes'), 'tonnes', 0.001, 1e6),
            },
        };
    });
}

function commoditiesOf(list: YamlValue, check: Check): Placed<Commodity>[] {
    return listed(list, 'commodities', check).map(item => {
        const fields = item.fields('commodity', COMMODITY);
        const id = fields.id.cell('commodity id');
        const ways = listed(fields.modes, 'modes', check).map(mode => mode.cell('mode'));
        const figure = (key: 'value' | 'hour' | 'spreadHour'): Figure =>
            figureOf(fields[key], key, 'money', check);
        return {
            place: item.place, cells: {id, ...Object.fromEntries(ways.map((c, i) => [i, c]))},
            value: {
                id: check.id(id, 'commodity id'),
                name: check.text(fields.name.cell('name'), 'commodity name'),
                tonnes: check.number(fields.tonnes.cell('tonnes'), 'tonnes', 0.001, 1e6),
                value: figure('value'), hour: figure('hour'), spreadHour: figure('spreadHour'),
                modes: ways.map(cell => check.oneOf(cell, 'mode', modes)),
            },
        };
    });
}

function circuityOf(list: YamlValue, check: Check): Placed<Circuity>[] {
    return list.items('circuity').map(item => {
        const fields = item.fields('circuity', ['mode', 'terrain', ...FIGURE], OPTIONAL);
        const mode = fields.mode.cell('mode');
        return {
            place: item.place, cells: {mode},
            value: {
                mode: check.oneOf(mode, 'mode', modes),
                terrain: check.oneOf(fields.terrain.cell('terrain'), 'terrain', terrains),
                factor: figureFrom(fields, 'circuity', 'km/km', check),
            },
        };
    });
}

function licencesOf(list: YamlValue, check: Check): Licence[] {
    return list.items('licences').map(item => {
        const fields = item.fields('licence', ['file', 'licence', 'attribution']);
        const text = (key: 'file' | 'licence' | 'attribution'): string =>
            check.text(fields[key].cell(key), key);
        return {file: text('file'), licence: text('licence'), attribution: text('attribution')};
    });
}

function figureOf(value: YamlValue, what: string, unit: string, check: Check): Figure {
    return figureFrom(value.fields(what, FIGURE, OPTIONAL), what, unit, check);
}

function figureFrom(
    fields: Readonly<Record<(typeof FIGURE)[number], YamlValue>>, what: string, unit: string,
    check: Check,
): Figure {
    const cell = (key: (typeof FIGURE)[number]) => fields[key].cell(key);
    return {
        ...ranged({low: cell('low'), value: cell('value'), high: cell('high')}, what, 0, 1e9,
            check),
        unit,
        status: check.oneOf(cell('status'), 'status', statuses),
        source: check.text(cell('source'), 'source'),
        date: sourceDate(cell('date'), check),
    };
}

function listed(list: YamlValue, what: string, check: Check): YamlValue[] {
    const items = list.items(what);
    if (items.length === 0) check.fault(list.place, what, 'none', 'at least one');
    return items;
}
