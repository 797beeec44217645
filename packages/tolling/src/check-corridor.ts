import {choiceText, groupedBy, likelyText, type Check, type Place} from '@karwan/base';
import {checkGantries} from './check-gantries.ts';
import {once} from './placed.ts';
import type {PlacedJunction, PlacedRoad, RoadEntry} from './read-roads.ts';
import type {Soundness} from './soundness.ts';
import {
    placesAlong, type PlacedDevice, type PlacedInterchange, type PlacedPoint, type PlacedStretch,
} from './read-tables.ts';

/** A corridor's files, read. */
export interface CorridorFiles {
    roads: readonly PlacedRoad[];
    interchanges: readonly PlacedInterchange[];
    stretches: readonly PlacedStretch[];
    points: readonly PlacedPoint[];
    devices: readonly PlacedDevice[];
    junctions: readonly PlacedJunction[];
}

/** What the files of a corridor say about one another, as far as they are sound. */
export function checkCorridor(read: CorridorFiles, sound: Soundness, check: Check): void {
    const {roads, interchanges, stretches, points} = read;
    checkKeys(read, sound, check);
    if (sound.of('roads')) {
        for (const {value, cells} of [...interchanges, ...stretches, ...points]) {
            if (value.road !== '') findRoad(roads, value.road, cells.road.place, check);
        }
    }
    if (sound.of('interchanges')) checkOrder(interchanges, check);
    if (sound.of('interchanges', 'sections')) checkStretches(read, check);
    if (sound.of('roads', 'interchanges', 'sections')) {
        for (const road of roads) checkRoad(road, read, check);
    }
    for (const point of points) checkPoint(point, read, sound, check);
    if (sound.of('roads', 'interchanges', 'sections', 'points', 'byRule')) {
        checkGantries(read, check);
    }
    if (sound.of('points', 'byRule', 'devices')) checkDevices(read, check);
    if (!sound.of('roads', 'interchanges', 'junctions')) return;
    for (const junction of read.junctions) checkJunction(junction, read, check);
}

// A name stands once.
function checkKeys(
    {interchanges, points, devices, junctions}: CorridorFiles, sound: Soundness, check: Check,
): void {
    if (sound.of('interchanges')) {
        once(interchanges, 'interchange', i => `${i.road} ${i.id}`, 'id', check);
    }
    if (sound.of('points', 'byRule')) once(points, 'point id', p => p.id, 'id', check);
    if (sound.of('devices', 'byRule')) once(devices, 'device id', d => d.id, 'id', check);
    if (!sound.of('junctions')) return;
    once(junctions, 'junction', j =>
        `${j.at}: ${j.fromRoad} ${j.fromDirection} to ${j.toRoad} ${j.toDirection}`, 'at', check);
}

// Each device stands at a point, and at each point stands a device.
function checkDevices({points, devices}: CorridorFiles, check: Check): void {
    const pointIds = new Set(points.map(p => p.value.id));
    for (const {value, cells} of devices) {
        if (pointIds.has(value.point)) continue;
        check.fault(cells.point.place, `point of device ${value.id}`, `"${value.point}"`,
            `a point of points.csv${likelyText(value.point, pointIds)}`);
    }
    const equipped = new Set(devices.map(d => d.value.point));
    for (const {value, cells} of points) {
        if (equipped.has(value.id)) continue;
        check.fault(cells.id.place, `device of ${value.id}`, 'none',
            'a row in devices.csv: without a device nothing is seen there');
    }
}

function findRoad(
    roads: readonly PlacedRoad[], id: string, place: Place, check: Check,
): RoadEntry | undefined {
    const road = roads.find(r => r.value.id === id)?.value;
    if (!road) {
        check.fault(place, 'road', `"${id}"`, choiceText(roads.map(r => r.value.id), id));
    }
    return road;
}

// Along a road the kilometres grow.
function checkOrder(interchanges: readonly PlacedInterchange[], check: Check): void {
    for (const places of groupedBy(interchanges, i => i.value.road).values()) {
        places.slice(1).forEach(({value, cells}, index) => {
            const before = places[index]!.value;
            if (value.chainageMetres > before.chainageMetres) return;
            check.fault(cells.km.place, `km of ${value.id}`, kmText(value.chainageMetres),
                `more than ${kmText(before.chainageMetres)}, where ${before.id} lies`);
        });
    }
}

// Neighbours are joined by exactly one stretch, as long as their kilometres say.
function checkStretches({interchanges, stretches}: CorridorFiles, check: Check): void {
    const missing = neighboursOf(interchanges);
    const seen = new Set<string>();
    const along = groupedBy(interchanges, i => i.value.road);
    for (const {value, cells} of stretches) {
        // A road without its interchanges is told as that, and not section by section.
        if ((along.get(value.road) ?? []).length < 2) continue;
        const key = `${value.road} ${value.from} ${value.to}`;
        const between = missing.get(key);
        missing.delete(key);
        if (seen.has(key)) {
            check.fault(
                cells.from.place, 'section', `${value.from} to ${value.to} twice`, 'it once');
        } else if (!between) {
            check.fault(cells.from.place, 'section', `${value.from} to ${value.to}`,
                `neighbours on the ${value.road}, in the order of interchanges.csv`);
        } else if (between.metres > 0 && between.metres !== value.lengthMetres) {
            check.fault(cells.length_km.place, `length of ${value.from} to ${value.to}`,
                kmText(value.lengthMetres),
                `${kmText(between.metres)}, which lie between them in interchanges.csv`);
        }
        seen.add(key);
        checkRange({value, cells}, check);
    }
    const measured = new Set(stretches.map(s => s.value.road));
    for (const {road, from, to, place} of missing.values()) {
        if (!measured.has(road)) continue;
        check.fault(place, 'section', `none from ${from} to ${to}`, 'a row in sections.csv');
    }
}

interface Neighbours {
    road: string;
    from: string;
    to: string;
    metres: number;
    place: Place;
}

function neighboursOf(interchanges: readonly PlacedInterchange[]): Map<string, Neighbours> {
    const neighbours = new Map<string, Neighbours>();
    for (const [road, places] of groupedBy(interchanges, i => i.value.road)) {
        places.slice(1).forEach(({value: to, cells}, index) => {
            const from = places[index]!.value;
            neighbours.set(`${road} ${from.id} ${to.id}`, {
                road, from: from.id, to: to.id, metres: to.chainageMetres - from.chainageMetres,
                place: cells.id.place,
            });
        });
    }
    return neighbours;
}

function checkRange({value, cells}: Pick<PlacedStretch, 'value' | 'cells'>, check: Check): void {
    const {lengthMetres, tolledMetres, lowMetres, highMetres} = value;
    type Column = 'tolled_km' | 'low_km' | 'high_km';
    const fault = (column: Column, metres: number, bound: 'least' | 'most'): void =>
        check.fault(cells[column].place, column, kmText(metres),
            `at ${bound} the length, ${kmText(lengthMetres)}`);
    if (tolledMetres > lengthMetres) fault('tolled_km', tolledMetres, 'most');
    if (lowMetres > lengthMetres) fault('low_km', lowMetres, 'most');
    if (highMetres < lengthMetres) fault('high_km', highMetres, 'least');
}

function checkRoad(
    {value: road, cells}: PlacedRoad, {interchanges, stretches}: CorridorFiles, check: Check,
): void {
    if (interchanges.filter(i => i.value.road === road.id).length < 2) {
        check.fault(cells.id.place, `road ${road.id}`, 'fewer than two interchanges',
            'at least two in interchanges.csv');
    }
    const own = stretches.filter(s => s.value.road === road.id);
    if (own.length === 0) {
        check.fault(cells.id.place, `road ${road.id}`, 'no section',
            'a row in sections.csv for each two neighbours');
        return;
    }
    const metres = own.reduce((sum, s) => sum + s.value.tolledMetres, 0);
    if (road.tolled && Math.round(road.tolled.value * 1000) !== metres) {
        check.fault(cells.tolledLength.place, `tolledLength of ${road.id}`,
            `${road.tolled.value} km`, `${kmText(metres)}, the sum of tolled_km in sections.csv`);
    }
}

function checkPoint(
    {value: point, cells}: PlacedPoint, {roads, interchanges}: CorridorFiles, sound: Soundness,
    check: Check,
): void {
    if (!sound.of('points')) return;
    const road = roads.find(r => r.value.id === point.road)?.value;
    if (sound.of('roads') && road && !road.directions.includes(point.direction)) {
        check.fault(cells.direction.place, `direction of ${point.id}`, `"${point.direction}"`,
            choiceText(road.directions, point.direction));
    }
    if (sound.of('interchanges')
        && !interchanges.some(({value: i}) => i.road === point.road && i.id === point.at)) {
        check.fault(cells.at.place, `at of ${point.id}`, `"${point.at}"`,
            `an interchange of the ${point.road}`
                + likelyText(point.at, placesAlong(point.road, interchanges)));
    }
    const {lowMetres: low, highMetres: high, chainageMetres: metres} = point;
    if (low !== undefined && low > metres) {
        check.fault(cells.low_km.place, 'low_km', kmText(low), `at most km, ${kmText(metres)}`);
    }
    if (high !== undefined && high < metres) {
        check.fault(cells.high_km.place, 'high_km', kmText(high), `at least km, ${kmText(metres)}`);
    }
}

function checkJunction(
    {value: junction, cells}: PlacedJunction, {roads, interchanges}: CorridorFiles, check: Check,
): void {
    for (const side of ['from', 'to'] as const) {
        const [id, direction] = side === 'from' ? [junction.fromRoad, junction.fromDirection]
            : [junction.toRoad, junction.toDirection];
        const road = findRoad(roads, id, cells[side].place, check);
        if (!road) continue;
        if (!road.directions.includes(direction)) {
            check.fault(cells[`${side}Direction`].place, `junction on ${id}`,
                `direction "${direction}"`, choiceText(road.directions, direction));
        }
        if (!interchanges.some(({value: i}) => i.road === id && i.id === junction.at)) {
            check.fault(cells.at.place, 'junction', `"${junction.at}"`,
                `an interchange that both roads have: ${id} has none of this id`);
        }
    }
}

function kmText(metres: number): string {
    return `${metres / 1000} km`;
}
