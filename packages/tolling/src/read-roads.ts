import {
    minorFrom, readTable, statuses, type Cell, type Check, type Figure, type Place, type Row,
    type YamlValue,
} from '@karwan/base';
import type {
    Device, DeviceKind, Interchange, Junction, Point, Road,
} from '@karwan/journey';
import type {Origin} from './scheme.ts';

/** Something read, with where it stands: what is wrong with it is said there. */
export type Placed<T> = T & {place: Place};

/** A stretch between neighbouring interchanges as the table has it: once for all carriageways. */
export interface Stretch {
    road: string;
    from: string;
    to: string;
    lengthMetres: number;
    tolledMetres: number;
    lowMetres: number;
    highMetres: number;
    origin: Origin;
}

/** A road with the origin of its rule for trips over a part of it. */
export interface RoadEntry extends Road {
    part: Origin | undefined;
}

const INTERCHANGES = [
    'road', 'id', 'name', 'km', 'ramps', 'status', 'lat', 'lon', 'source', 'source_date', 'note',
] as const;
const SECTIONS = [
    'road', 'from', 'to', 'length_km', 'tolled_km', 'low_km', 'high_km', 'status', 'source',
    'source_date', 'note',
] as const;
const POINTS = [
    'id', 'kind', 'name', 'road', 'direction', 'at', 'km', 'low_km', 'high_km', 'status', 'lat', 'lon',
    'note',
] as const;
const DEVICES = ['id', 'point', 'kind', 'site'] as const;
const DEVICE_KINDS: readonly DeviceKind[] = [
    'laser', 'antenna', 'camera', 'gantry', 'entry-tag', 'entry-manual', 'exit',
];

/** The `roads` of corridor.yaml. */
export function readRoads(list: YamlValue, check: Check): Placed<RoadEntry>[] {
    return list.items('roads').map(item => {
        const road = item.fields('road',
            ['id', 'name', 'directions', 'tolledLength', 'partOfRoad'], ['tolledLength', 'partOfRoad']);
        const directions = road.directions.items('directions')
            .map(d => check.text(d.cell('direction'), 'direction'));
        if (directions.length === 0) {
            check.fault(road.directions.place, 'directions', 'none', 'a list such as [north, south]');
        }
        const tolled = road.tolledLength.isEmpty() ? undefined : readFigure(road.tolledLength, check);
        const part = road.partOfRoad.isEmpty() ? undefined : originFrom(
            road.partOfRoad.fields('partOfRoad', ORIGIN, ['note']), road.partOfRoad.place, check);
        return {
            id: check.text(road.id.cell('road id'), 'road id'),
            name: check.text(road.name.cell('road name'), 'road name'),
            directions, tolled, part, place: item.place,
        };
    });
}

function readFigure(value: YamlValue, check: Check): Figure {
    const figure = value.fields('tolledLength',
        ['value', 'low', 'high', 'status', 'source', 'date', 'note'], ['note']);
    return {
        value: check.number(figure.value.cell('length'), 'length in km', 0, 100_000),
        unit: 'km',
        low: check.number(figure.low.cell('low'), 'least length in km', 0, 100_000),
        high: check.number(figure.high.cell('high'), 'greatest length in km', 0, 100_000),
        source: check.text(figure.source.cell('source'), 'source'),
        date: check.text(figure.date.cell('date'), 'source date'),
        status: check.oneOf(figure.status.cell('status'), 'status', statuses),
    };
}

/** The keys that say where a rule of corridor.yaml comes from; the note may be left out. */
export const ORIGIN = ['status', 'source', 'date', 'note'] as const;

/** Where a rule of corridor.yaml comes from. */
export function originFrom(
    rule: Readonly<Record<(typeof ORIGIN)[number], YamlValue>>, place: Place, check: Check,
): Origin {
    return {
        place,
        source: check.text(rule.source.cell('source'), 'source'),
        sourceDate: check.text(rule.date.cell('date'), 'source date'),
        status: check.oneOf(rule.status.cell('status'), 'status', statuses),
        note: rule.note.cell('note').text,
    };
}

/** The `junctions` of corridor.yaml. */
export function readJunctions(list: YamlValue, check: Check): Placed<Junction>[] {
    return list.items('junctions').map(item => {
        const junction = item.fields('junction', ['at', 'from', 'fromDirection', 'to', 'toDirection']);
        const text = (key: keyof typeof junction): string =>
            check.text(junction[key].cell(key), `junction ${key}`);
        return {
            at: text('at'), fromRoad: text('from'), fromDirection: text('fromDirection'),
            toRoad: text('to'), toDirection: text('toDirection'), place: item.place,
        };
    });
}

/** interchanges.csv: the places along each road, in its first direction. */
export function readInterchanges(text: string, check: Check): Placed<Interchange>[] {
    const optional = ['lat', 'lon', 'note'] as const;
    return readTable('interchanges.csv', text, INTERCHANGES, optional, check).map(row => {
        originOf(row, check);
        return {
            id: check.text(row.id, 'interchange id'),
            road: check.text(row.road, 'road'),
            name: check.text(row.name, 'name'),
            hasRamps: check.oneOf(row.ramps, 'ramps', ['yes', 'no']) === 'yes',
            chainageMetres: metresOf(row.km, 'km', check, -100_000),
            chainageStatus: check.oneOf(row.status, 'status', statuses),
            ...coordinatesOf(row, check),
            place: row.id.place,
        };
    });
}

/** sections.csv: the stretches between neighbouring interchanges. */
export function readSections(text: string, check: Check): Placed<Stretch>[] {
    return readTable('sections.csv', text, SECTIONS, ['note'], check).map(row => {
        const stretch = {
            road: check.text(row.road, 'road'),
            from: check.text(row.from, 'from'),
            to: check.text(row.to, 'to'),
            lengthMetres: metresOf(row.length_km, 'length_km', check),
            tolledMetres: metresOf(row.tolled_km, 'tolled_km', check),
            lowMetres: metresOf(row.low_km, 'low_km', check),
            highMetres: metresOf(row.high_km, 'high_km', check),
            origin: originOf(row, check),
            place: row.road.place,
        };
        checkRange(row, stretch, check);
        return stretch;
    });
}

function checkRange(row: Row<'length_km' | 'tolled_km' | 'low_km' | 'high_km'>, s: Stretch, check: Check): void {
    const most = (cell: Cell, what: string, isFine: boolean, expected: string): void => {
        if (!isFine) check.fault(cell.place, what, `${cell.text} km`, expected);
    };
    most(row.tolled_km, 'tolled_km', s.tolledMetres <= s.lengthMetres,
        `at most the length, ${row.length_km.text} km`);
    most(row.low_km, 'low_km', s.lowMetres <= s.lengthMetres,
        `at most the length, ${row.length_km.text} km`);
    most(row.high_km, 'high_km', s.highMetres >= s.lengthMetres,
        `at least the length, ${row.length_km.text} km`);
}

/** points.csv: gantries and stations. */
export function readPoints(text: string, check: Check): Placed<Point>[] {
    const optional = ['low_km', 'high_km', 'lat', 'lon', 'note'] as const;
    return readTable('points.csv', text, POINTS, optional, check).map(row => ({
        id: check.text(row.id, 'point id'),
        kind: check.oneOf(row.kind, 'kind', ['gantry', 'station']),
        name: check.text(row.name, 'name'),
        road: check.text(row.road, 'road'),
        direction: check.text(row.direction, 'direction'),
        at: check.text(row.at, 'at'),
        chainageMetres: metresOf(row.km, 'km', check, -100_000),
        chainageStatus: check.oneOf(row.status, 'status', statuses),
        lowMetres: check.optional(row.low_km, c => metresOf(c, 'low_km', check, -100_000)),
        highMetres: check.optional(row.high_km, c => metresOf(c, 'high_km', check, -100_000)),
        ...coordinatesOf(row, check),
        place: row.id.place,
    }));
}

/** devices.csv: what stands at each point, and the site that sends for it. */
export function readDevices(text: string, check: Check): Placed<Device>[] {
    return readTable('devices.csv', text, DEVICES, [], check).map(row => ({
        id: check.text(row.id, 'device id'),
        point: check.text(row.point, 'point'),
        kind: check.oneOf(row.kind, 'kind', DEVICE_KINDS),
        site: check.text(row.site, 'site'),
        place: row.id.place,
    }));
}

/** Where a row of a table comes from. */
export function originOf(
    row: Row<'status' | 'source' | 'source_date' | 'note'> & {[column: string]: Cell}, check: Check,
): Origin {
    return {
        place: Object.values(row)[0]!.place,
        source: check.text(row.source, 'source'),
        sourceDate: check.text(row.source_date, 'source_date'),
        status: check.oneOf(row.status, 'status', statuses),
        note: row.note.text,
    };
}

function coordinatesOf(
    row: Row<'lat' | 'lon'>, check: Check,
): {lat: number | undefined; lon: number | undefined} {
    const lat = check.optional(row.lat, c => check.number(c, 'lat', -90, 90));
    const lon = check.optional(row.lon, c => check.number(c, 'lon', -180, 180));
    if ((lat === undefined) !== (lon === undefined)) {
        check.fault(row.lat.place, 'lat and lon', 'one without the other', 'both or neither');
    }
    return {lat, lon};
}

// Kilometres to whole metres, exactly: a tenth of a metre is a finer length than a road has.
function metresOf(cell: Cell, what: string, check: Check, leastKm = 0): number {
    const decimal = check.decimal(cell, what, leastKm);
    const metres = minorFrom(decimal, {code: 'km', minorDigits: 3});
    if (metres === undefined) {
        check.fault(cell.place, what, `"${cell.text}"`, 'kilometres with at most three decimals');
    }
    return Number(metres ?? 0n);
}
