import {minorFrom, readTable, statuses, type Cell, type Check, type Row} from '@karwan/base';
import type {Device, DeviceKind, Interchange, Point} from '@karwan/journey';
import {originOf, type Placed} from './placed.ts';
import type {Origin} from './scheme.ts';

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

export type PlacedInterchange = Placed<Interchange, (typeof INTERCHANGES)[number]>;
export type PlacedStretch = Placed<Stretch, (typeof SECTIONS)[number]>;
export type PlacedPoint = Placed<Point, (typeof POINTS)[number]>;
export type PlacedDevice = Placed<Device, (typeof DEVICES)[number]>;

const INTERCHANGES = [
    'road', 'id', 'name', 'km', 'ramps', 'status', 'lat', 'lon', 'source', 'source_date', 'note',
] as const;
const SECTIONS = [
    'road', 'from', 'to', 'length_km', 'tolled_km', 'low_km', 'high_km', 'status', 'source',
    'source_date', 'note',
] as const;
const POINTS = [
    'id', 'kind', 'name', 'road', 'direction', 'at', 'km', 'low_km', 'high_km', 'status', 'lat',
    'lon', 'note',
] as const;
const DEVICES = ['id', 'point', 'kind', 'site'] as const;
export const DEVICE_KINDS: readonly DeviceKind[] = [
    'laser', 'antenna', 'camera', 'gantry', 'entry-tag', 'entry-manual', 'exit',
];

// A road may be counted from a point within it.
const LEAST_KM = -100_000;

/** interchanges.csv: the places along each road, in its first direction. */
export function readInterchanges(
    file: string, text: string, check: Check,
): PlacedInterchange[] {
    const optional = ['lat', 'lon', 'note'] as const;
    return readTable(file, text, INTERCHANGES, optional, check).map(cells => {
        const {place} = cells.id;
        const {status} = originOf(cells, place, check);
        const value = {
            id: check.id(cells.id, 'interchange id'),
            road: check.text(cells.road, 'road'),
            name: check.text(cells.name, 'name'),
            hasRamps: check.yesNo(cells.ramps, 'ramps'),
            chainageMetres: metresOf(cells.km, 'km', check, LEAST_KM),
            chainageStatus: status,
            ...coordinatesOf(cells, check),
        };
        return {value, place, cells};
    });
}

/** The interchanges of a road, in the order in which they were read. */
export function placesAlong(road: string, interchanges: readonly PlacedInterchange[]): string[] {
    return interchanges.filter(({value}) => value.road === road).map(({value}) => value.id);
}

/** sections.csv: the stretches between neighbouring interchanges. */
export function readSections(file: string, text: string, check: Check): PlacedStretch[] {
    return readTable(file, text, SECTIONS, ['note'], check).map(cells => {
        const {place} = cells.road;
        const value = {
            road: check.text(cells.road, 'road'),
            from: check.text(cells.from, 'from'),
            to: check.text(cells.to, 'to'),
            lengthMetres: metresOf(cells.length_km, 'length_km', check),
            tolledMetres: metresOf(cells.tolled_km, 'tolled_km', check),
            lowMetres: metresOf(cells.low_km, 'low_km', check),
            highMetres: metresOf(cells.high_km, 'high_km', check),
            origin: originOf(cells, place, check),
        };
        return {value, place, cells};
    });
}

/** points.csv: gantries and stations. */
export function readPoints(file: string, text: string, check: Check): PlacedPoint[] {
    const optional = ['low_km', 'high_km', 'lat', 'lon', 'note'] as const;
    return readTable(file, text, POINTS, optional, check).map(cells => {
        const value = {
            id: check.id(cells.id, 'point id'),
            kind: check.oneOf(cells.kind, 'kind', ['gantry', 'station'] as const),
            name: check.text(cells.name, 'name'),
            road: check.text(cells.road, 'road'),
            direction: check.text(cells.direction, 'direction'),
            at: check.text(cells.at, 'at'),
            chainageMetres: metresOf(cells.km, 'km', check, LEAST_KM),
            chainageStatus: check.oneOf(cells.status, 'status', statuses),
            lowMetres: check.optional(cells.low_km, c => metresOf(c, 'low_km', check, LEAST_KM)),
            highMetres: check.optional(cells.high_km, c => metresOf(c, 'high_km', check, LEAST_KM)),
            ...coordinatesOf(cells, check),
        };
        return {value, place: cells.id.place, cells};
    });
}

/** devices.csv: what stands at each point, and the site that sends for it. */
export function readDevices(file: string, text: string, check: Check): PlacedDevice[] {
    return readTable(file, text, DEVICES, [], check).map(cells => {
        const value = {
            id: check.id(cells.id, 'device id'),
            point: check.text(cells.point, 'point'),
            kind: check.oneOf(cells.kind, 'kind', DEVICE_KINDS),
            site: check.id(cells.site, 'site'),
        };
        return {value, place: cells.id.place, cells};
    });
}

function coordinatesOf(
    row: Row<'lat' | 'lon'>, check: Check,
): {lat: number | undefined; lon: number | undefined} {
    const lat = check.optional(row.lat, c => check.number(c, 'lat', -90, 90));
    const lon = check.optional(row.lon, c => check.number(c, 'lon', -180, 180));
    if ((lat === undefined) !== (lon === undefined)) {
        const [empty, full] = lat === undefined ? [row.lat, row.lon] : [row.lon, row.lat];
        const {place} = empty.isWithoutColumn ? full : empty;
        check.fault(place, 'lat and lon', 'one without the other', 'both or neither');
    }
    return {lat, lon};
}

/** Kilometres to whole metres, exactly. */
export function metresOf(cell: Cell, what: string, check: Check, leastKm = 0): number {
    const decimal = check.decimal(cell, what, leastKm);
    const metres = minorFrom(decimal, {code: 'km', minorDigits: 3});
    if (metres === undefined) {
        check.fault(cell.place, what, `"${cell.text}"`, 'kilometres with at most three decimals');
    }
    return Number(metres ?? 0n);
}
