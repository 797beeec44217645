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
    const names = [...new Set(readings.sites.map(({place}) => place))].sort();
    const {starts, columns} = runsOfReadings(readings, new Places([names]), 'operator');
    const place = columns.post.map(post => post % names.length);
    const {order, agreeing} = inferOrder({atMs: columns.atMs, place}, starts, names.length);
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
    return runsOf(stops, vehiclesByFirstStop(readings), places, convention);
}

/** The file's stops with the numbers of their posts. */
export function vehicleStops(readings: ReadingsFile, places: Places): VehicleStops {
    const {count, records, sites, lastOf, ids} = readings;
    const postOfSite = Uint16Array.from(sites, ({place, kind}, number) => {
        const found = places.find(place);
        if (found === undefined) throw new Refusal([unknownPlace(readings, place, number)]);
        return places.post(kind, found);
    });
    return {count, records, postOfSite, lastOf, sameStop: (a, b) => ids.compare(a, b)};
}

/**
 * The numbers of vehicles, in the order of their first stop; ids decide between equal ones. The
 * order of the file's rows is of no account.
 */
export function vehiclesByFirstStop({vehicles, firstMs}: ReadingsFile): Int32Array {
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

function unknownPlace({file, records}: ReadingsFile, name: string, number: number) {
    let row = 0;
    while (records.siteOf(row) !== number) row++;
    return {
        place: {file, line: row + 2, column: 1}, what: 'place', found: name,
        expected: 'a place of the given road; give its scheme, or learn a table from such readings',
    };
}
