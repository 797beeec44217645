import {Refusal} from '@karwan/base';
import {
    inferOrder, Places, runsOf, type Convention, type PlaceOrder, type Runs, type VehicleStops,
} from '@karwan/tolling';
import type {ReadingsFile} from './readings-file.ts';

/** Below this share of drives that agree, a road has not one direction. */
const LEAST_AGREEING = 0.95;

/**
 * The order of the places in a file, from its readings alone. Throws a Refusal where vehicles go
 * both ways between them: then the order must be given.
 */
export function orderFromReadings(readings: ReadingsFile): PlaceOrder {
    const names = [...readings.places].sort();
    const rank = readings.places.map(name => names.indexOf(name));
    const place = Uint16Array.from(readings.place, number => rank[number]!);
    const unordered = new Places([names]);
    const {starts, rows, columns} = runsOf(
        vehicleStops(readings, unordered), unordered, 'operator');
    const placeInRuns = Uint16Array.from(rows, row => place[row]!);
    const {order, agreeing} = inferOrder(
        {atMs: columns.atMs, place: placeInRuns}, starts, names.length);
    if (agreeing < LEAST_AGREEING) {
        throw new Refusal([{
            place: {file: readings.file, line: 1, column: 1}, what: 'order of places',
            found: `vehicles that drive both ways (${(100 * agreeing).toFixed(1)} % agree)`,
            expected: 'a road with one direction, or its order given with --scheme',
        }]);
    }
    return [order.map(number => names[number]!)];
}

/** The file's stops by vehicle, in sequence; vehicles in the plain order of their ids. */
export function runsOfReadings(
    readings: ReadingsFile, places: Places, convention: Convention,
): Runs {
    return runsOf(vehicleStops(readings, places), places, convention);
}

function vehicleStops(readings: ReadingsFile, places: Places): VehicleStops {
    const {count, kind, place, vehicle, vehicles, atMs} = readings;
    const numbers = readings.places.map((name, number) => {
        const found = places.find(name);
        if (found === undefined) throw new Refusal([unknownPlace(readings, name, number)]);
        return found;
    });
    const ranks = new Int32Array(vehicles.count);
    vehicles.sorted().forEach((number, rank) => {
        ranks[number] = rank;
    });
    const stops = {
        atMs, post: new Uint16Array(count), vehicle: new Int32Array(count),
        vehicleCount: vehicles.count, sameStop: byId(readings),
    };
    for (let row = 0; row < count; row++) {
        stops.post[row] = kind[row]! * places.names.length + numbers[place[row]!]!;
        stops.vehicle[row] = ranks[vehicle[row]!]!;
    }
    return stops;
}

function unknownPlace({file, place}: ReadingsFile, name: string, number: number) {
    return {
        place: {file, line: place.indexOf(number) + 2, column: 1}, what: 'place', found: name,
        expected: 'a place of the given road; give its scheme, or learn a table from such readings',
    };
}

// Shorter ids first, so that 9 comes before 10; bytes decide between ids of one length.
function byId({ids, idStart}: ReadingsFile): (a: number, b: number) => number {
    return (a, b) => {
        const length = idStart[a + 1]! - idStart[a]!;
        const difference = length - (idStart[b + 1]! - idStart[b]!);
        for (let at = 0; difference === 0 && at < length; at++) {
            const apart = ids[idStart[a]! + at]! - ids[idStart[b]! + at]!;
            if (apart !== 0) return apart;
        }
        return difference;
    };
}
