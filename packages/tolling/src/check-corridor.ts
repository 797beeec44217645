import {choiceText, groupedBy, type Check, type Place} from '@karwan/base';
import type {Device, Interchange, Junction, Point} from '@karwan/journey';
import type {Placed, RoadEntry, Stretch} from './read-roads.ts';
import {endsOf, siteKey} from './sections.ts';

interface Read {
    roads: readonly Placed<RoadEntry>[];
    interchanges: readonly Placed<Interchange>[];
    stretches: readonly Placed<Stretch>[];
    points: readonly Placed<Point>[];
    devices: readonly Placed<Device>[];
    junctions: readonly Placed<Junction>[];
}

/** What the files of a corridor say about one another. */
export function checkCorridor(read: Read, check: Check): void {
    const {roads, interchanges, points, devices} = read;
    once(roads, 'road id', r => r.id, check);
    once(interchanges, 'interchange', i => `${i.road} ${i.id}`, check);
    once(points, 'point id', p => p.id, check);
    once(devices, 'device id', d => d.id, check);
    for (const place of interchanges) knownRoad(roads, place, check);
    checkStretches(read, check);
    for (const road of roads) checkRoad(road, read, check);
    for (const point of points) checkPoint(point, read, check);
    checkGantries(read, check);
    const pointIds = new Set(points.map(p => p.id));
    for (const device of devices) {
        if (pointIds.has(device.point)) continue;
        check.fault(device.place, `point of device ${device.id}`, `"${device.point}"`,
            'a point of points.csv');
    }
    for (const junction of read.junctions) checkJunction(junction, read, check);
}

/** Each key once; the second is the fault. */
export function once<T extends {place: Place}>(
    items: readonly T[], what: string, key: (item: T) => string, check: Check,
): void {
    const seen = new Set<string>();
    for (const item of items) {
        const name = key(item);
        if (seen.has(name)) check.fault(item.place, what, `"${name}" twice`, 'it once');
        seen.add(name);
    }
}

function knownRoad(
    roads: readonly RoadEntry[], item: {road: string; place: Place}, check: Check,
): RoadEntry | undefined {
    const road = roads.find(r => r.id === item.road);
    if (!road) {
        check.fault(item.place, 'road', `"${item.road}"`, choiceText(roads.map(r => r.id)));
    }
    return road;
}

// Neighbours in the table's order are joined by exactly one stretch, as long as their kilometres say.
function checkStretches({roads, interchanges, stretches}: Read, check: Check): void {
    const along = groupedBy(interchanges, i => i.road);
    const expected = new Map<string, number>();
    for (const [road, places] of along) {
        for (let i = 1; i < places.length; i++) {
            const [from, to] = [places[i - 1]!, places[i]!];
            const metres = to.chainageMetres - from.chainageMetres;
            expected.set(`${road} ${from.id} ${to.id}`, metres);
            if (metres <= 0) {
                check.fault(to.place, `km of ${to.id}`, `${kmText(to.chainageMetres)} km`,
                    `more than ${kmText(from.chainageMetres)} km, where ${from.id} lies`);
            }
        }
    }
    const seen = new Set<string>();
    for (const stretch of stretches) {
        if (!knownRoad(roads, stretch, check)) continue;
        const key = `${stretch.road} ${stretch.from} ${stretch.to}`;
        const metres = expected.get(key);
        if (metres === undefined) {
            check.fault(stretch.place, 'section', `${stretch.from} to ${stretch.to}`,
                `neighbours on the ${stretch.road}, in the order of interchanges.csv`);
        } else if (seen.has(key)) {
            check.fault(stretch.place, 'section', `${stretch.from} to ${stretch.to} twice`, 'it once');
        } else if (metres !== stretch.lengthMetres) {
            check.fault(stretch.place, `length of ${stretch.from} to ${stretch.to}`,
                `${kmText(stretch.lengthMetres)} km`,
                `${kmText(metres)} km, which lie between them in interchanges.csv`);
        }
        seen.add(key);
    }
    for (const key of expected.keys()) {
        if (seen.has(key)) continue;
        const [road, from, to] = key.split(' ');
        check.fault(placeOf(interchanges, road!, to!), 'section', `none from ${from} to ${to}`,
            'a row in sections.csv');
    }
}

function placeOf(interchanges: readonly Placed<Interchange>[], road: string, id: string): Place {
    return interchanges.find(i => i.road === road && i.id === id)!.place;
}

function checkRoad(road: Placed<RoadEntry>, {interchanges, stretches}: Read, check: Check): void {
    if (road.directions.length > 2 || new Set(road.directions).size < road.directions.length) {
        check.fault(road.place, `directions of ${road.id}`, road.directions.join(', '),
            'one or two, different from one another');
    }
    if (interchanges.filter(i => i.road === road.id).length < 2) {
        check.fault(road.place, `road ${road.id}`, 'fewer than two interchanges',
            'at least two in interchanges.csv');
    }
    if (!road.tolled) return;
    const metres = stretches.filter(s => s.road === road.id)
        .reduce((sum, s) => sum + s.tolledMetres, 0);
    if (Math.round(road.tolled.value * 1000) !== metres) {
        check.fault(road.place, `tolledLength of ${road.id}`, `${road.tolled.value} km`,
            `${kmText(metres)} km, the sum of tolled_km in sections.csv`);
    }
}

function checkPoint(point: Placed<Point>, {roads, interchanges}: Read, check: Check): void {
    const road = knownRoad(roads, point, check);
    if (!road) return;
    if (!road.directions.includes(point.direction)) {
        check.fault(point.place, `direction of ${point.id}`, `"${point.direction}"`,
            choiceText(road.directions));
    }
    if (!interchanges.some(i => i.road === point.road && i.id === point.at)) {
        check.fault(point.place, `at of ${point.id}`, `"${point.at}"`,
            `an interchange of the ${point.road}`);
    }
    const {lowMetres: low, highMetres: high, chainageMetres: km} = point;
    if ((low !== undefined && low > km) || (high !== undefined && high < km)) {
        check.fault(point.place, `km of ${point.id}`, `${kmText(km)} km`,
            'a value within low_km and high_km');
    }
}

// One gantry over each section of each carriageway, standing between the section's ends.
function checkGantries({roads, interchanges, stretches, points}: Read, check: Check): void {
    const gantries = points.filter(p => p.kind === 'gantry');
    const bySite = groupedBy(gantries, p => siteKey(p.road, p.direction, p.at));
    const known = new Set<string>();
    const km = new Map(interchanges.map(i => [`${i.road} ${i.id}`, i.chainageMetres]));
    for (const stretch of stretches) {
        const directions = roads.find(r => r.id === stretch.road)?.directions ?? [];
        directions.forEach((direction, index) => {
            const [from, to] = endsOf(stretch, index);
            const key = siteKey(stretch.road, direction, from);
            known.add(key);
            const [gantry, second] = bySite.get(key) ?? [];
            if (!gantry) {
                check.fault(stretch.place, `gantry ${from} to ${to}, ${direction}`, 'none',
                    `a row in points.csv: gantry, ${stretch.road}, ${direction}, at ${from}`);
            } else checkSite(gantry, km, stretch, check);
            if (second) {
                check.fault(second.place, `gantry ${second.id}`, `a second one, besides ${gantry!.id}`,
                    'one gantry per section and direction');
            }
        });
    }
    for (const gantry of gantries) {
        if (known.has(siteKey(gantry.road, gantry.direction, gantry.at))) continue;
        check.fault(gantry.place, `gantry ${gantry.id}`, `no section from ${gantry.at} going `
            + gantry.direction, 'the interchange where its section begins');
    }
}

function checkSite(
    gantry: Placed<Point>, km: ReadonlyMap<string, number>, {road, from, to}: Stretch, check: Check,
): void {
    const [low, high] = [km.get(`${road} ${from}`), km.get(`${road} ${to}`)];
    if (low === undefined || high === undefined) return;
    if (gantry.chainageMetres >= low && gantry.chainageMetres <= high) return;
    check.fault(gantry.place, `km of ${gantry.id}`, `${kmText(gantry.chainageMetres)} km`,
        `from ${kmText(low)} to ${kmText(high)} km, between ${from} and ${to}`);
}

function checkJunction(
    junction: Placed<Junction>, {roads, interchanges}: Read, check: Check,
): void {
    const sides = [
        [junction.fromRoad, junction.fromDirection], [junction.toRoad, junction.toDirection],
    ] as const;
    for (const [road, direction] of sides) {
        const directions = roads.find(r => r.id === road)?.directions;
        if (!directions) {
            check.fault(junction.place, 'junction', `road "${road}"`,
                choiceText(roads.map(r => r.id)));
        } else if (!directions.includes(direction)) {
            check.fault(junction.place, `junction on ${road}`, `direction "${direction}"`,
                choiceText(directions));
        } else if (!interchanges.some(i => i.road === road && i.id === junction.at)) {
            check.fault(junction.place, 'junction', `"${junction.at}"`,
                `an interchange that both roads have: ${road} has none of this id`);
        }
    }
}

function kmText(metres: number): string {
    return String(metres / 1000);
}
