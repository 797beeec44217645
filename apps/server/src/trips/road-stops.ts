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

/** The file's stops by vehicle, in sequence; vehicles in the order of their first stop. */
export function runsOfReadings(
    readings: ReadingsFile, places: Places, convention: Convention,
): Runs {
    const stops = vehicleStops(readings, places);
    const rank = new Int32Array(stops.vehicleCount);
    vehiclesByFirstStop(readings).forEach((number, at) => {
        rank[number] = at;
    });
    const vehicle = readings.vehicle.map(number => rank[number]!);
    return runsOf({...stops, vehicle}, places, convention);
}

/** The file's stops with the numbers of their posts; vehicles as the file numbers them. */
export function vehicleStops(readings: ReadingsFile, places: Places): VehicleStops {
    const {count, kind, place, vehicle, vehicles, atMs, ids} = readings;
    const numbers = Uint16Array.from(readings.places, (name, number) => {
        const found = places.find(name);
        if (found === undefined) throw new Refusal([unknownPlace(readings, name, number)]);
        return found;
    });
    const post = new Uint16Array(count);
    const placeCount = places.names.length;
    for (let row = 0; row < count; row++) post[row] = kind[row]! * placeCount + numbers[place[row]!]!;
    return {
        atMs, post, vehicle, vehicleCount: vehicles.count,
        sameStop: (a, b) => ids.compare(a, b),
    };
}

/**
 * The numbers of vehicles, in the order of their first stop; ids decide between equal ones. The
 * order of the file's rows is of no account.
 */
export function vehiclesByFirstStop({count, vehicle, vehicles, atMs}: ReadingsFile): Int32Array {
    const firstMs = new Float64Array(vehicles.count).fill(Infinity);
    for (let row = 0; row < count; row++) {
        if (atMs[row]! < firstMs[vehicle[row]!]!) firstMs[vehicle[row]!] = atMs[row]!;
    }
    const order = Int32Array.from({length: vehicles.count}, (_, number) => number);
    const compare = (a: number, b: number) =>
        firstMs[a]! - firstMs[b]! || vehicles.compare(a, b);
    if (!sortNearlySorted(order, compare)) order.sort(compare);
    return order;
}

// Files mostly come in the order of time: then each number has to move by a few places only.
function sortNearlySorted(
    order: Int32Array, compare: (a: number, b: number) => number,
): boolean {
    let movesLeft = 4 * order.length;
    for (let next = 1; next < order.length; next++) {
        const number = order[next]!;
        let at = next;
        for (; at > 0 && compare(order[at - 1]!, number) > 0; at--) {
            order[at] = order[at - 1]!;
            if (--movesLeft === 0) {
                order[at - 1] = number;
                return false;
            }
        }
        order[at] = number;
    }
    return true;
}

function unknownPlace({file, place}: ReadingsFile, name: string, number: number) {
    return {
        place: {file, line: place.indexOf(number) + 2, column: 1}, what: 'place', found: name,
        expected: 'a place of the given road; give its scheme, or learn a table from such readings',
    };
}
