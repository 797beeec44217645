import {readTable, type Check} from '@karwan/base';
import {knownOf, optionalNumber, words} from './cells.ts';
import {placeKinds, type Crossing, type OtherCoordinate, type Place} from './network.ts';
import type {Placed} from './placed.ts';

const PLACES = [
    'id', 'name', 'kind', 'country', 'part_of', 'aliases', 'lat', 'lon', 'elevation_m', 'status',
    'source', 'source_date', 'note',
] as const;
const CROSSINGS = ['id', 'name', 'countries', 'note'] as const;
const COORDINATES = [
    'place', 'lat', 'lon', 'status', 'source', 'source_date', 'note',
] as const;

/** places/*.csv: where links meet. */
export function readPlaces(file: string, text: string, check: Check): Placed<Place>[] {
    const optional = ['part_of', 'aliases', 'elevation_m', 'note'] as const;
    return readTable(file, text, PLACES, optional, check).map(cells => ({
        place: cells.id.place, cells,
        value: {
            id: check.id(cells.id, 'place id'),
            name: check.text(cells.name, 'name'),
            kind: check.oneOf(cells.kind, 'kind', placeKinds),
            country: check.id(cells.country, 'country'),
            partOf: check.optional(cells.part_of, c => check.id(c, 'part_of')),
            aliases: words(cells.aliases),
            lat: check.number(cells.lat, 'lat', -90, 90),
            lon: check.number(cells.lon, 'lon', -180, 180),
            elevationMetres: optionalNumber(cells.elevation_m, 'elevation_m', -500, 9_000, check),
            known: knownOf(cells, check),
            at: cells.id.place, note: cells.note.text,
        },
    }));
}

/** crossings.csv: borders by name. */
export function readCrossings(text: string, check: Check): Placed<Crossing>[] {
    return readTable('crossings.csv', text, CROSSINGS, ['note'], check).map(cells => {
        const both = words(cells.countries);
        if (both.length !== 2 || both[0] === both[1]) {
            check.fault(cells.countries.place, 'countries', `"${cells.countries.text}"`,
                'two countries such as PK;AF');
        }
        return {
            place: cells.id.place, cells,
            value: {
                id: check.id(cells.id, 'crossing id'),
                name: check.text(cells.name, 'name'),
                countries: [both[0] ?? '', both[1] ?? ''] as const,
                at: cells.id.place, note: cells.note.text,
            },
        };
    });
}

/** coordinates.csv: what other sources say of where places lie. */
export function readCoordinates(text: string, check: Check): Placed<OtherCoordinate>[] {
    return readTable('coordinates.csv', text, COORDINATES, ['note'], check).map(cells => ({
        place: cells.place.place, cells,
        value: {
            place: check.id(cells.place, 'place'),
            lat: check.number(cells.lat, 'lat', -90, 90),
            lon: check.number(cells.lon, 'lon', -180, 180),
            known: knownOf(cells, check),
            at: cells.place.place, note: cells.note.text,
        },
    }));
}
