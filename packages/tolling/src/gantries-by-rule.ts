import type {Device, Point} from '@karwan/journey';
import type {Placed} from './placed.ts';
import type {GantryRule, PlacedRoad} from './read-roads.ts';
import type {PlacedDevice, PlacedInterchange, PlacedPoint} from './read-tables.ts';
import {endsOf} from './sections.ts';

interface Standing {
    points: PlacedPoint[];
    devices: PlacedDevice[];
}

/**
 * The gantries of roads that state a rule for them in place of rows: one halfway over each section
 * and direction, somewhere between the section's ends. The two of a section share a site.
 */
export function gantriesByRule(
    roads: readonly PlacedRoad[], interchanges: readonly PlacedInterchange[],
): Standing {
    const standing: Standing = {points: [], devices: []};
    for (const {value: road} of roads) {
        if (!road.gantries) continue;
        const along = interchanges.filter(i => i.value.road === road.id).map(i => i.value);
        along.slice(1).forEach((to, index) => {
            const ends = {from: along[index]!.id, to: to.id};
            road.directions.forEach((direction, way) => {
                const [start, end] = endsOf(ends, way)
                    .map(id => along.find(each => each.id === id)!) as [Place, Place];
                const nth = String(index + 1).padStart(2, '0');
                const point = pointOf(road.gantries!, direction, nth, [start, end], road.id);
                standing.points.push(placed(point, road.gantries!));
                standing.devices.push(...devicesOf(point, road.gantries!, nth));
            });
        });
    }
    return standing;
}

type Place = PlacedInterchange['value'];

function pointOf(
    {idPrefix, origin}: GantryRule, direction: string, nth: string,
    [start, end]: readonly [Place, Place], road: string,
): Point {
    const metres = [start, end].map(place => place.chainageMetres);
    const halfway = (a: number | undefined, b: number | undefined): number | undefined =>
        a === undefined || b === undefined ? undefined : +((a + b) / 2).toFixed(5);
    return {
        id: `${idPrefix}${direction.slice(0, 1).toUpperCase()}-${nth}`,
        kind: 'gantry',
        name: `${road} ${direction}, ${start.name} to ${end.name}`,
        road, direction, at: start.id,
        chainageMetres: Math.round((metres[0]! + metres[1]!) / 2),
        chainageStatus: origin.status,
        lowMetres: Math.min(...metres),
        highMetres: Math.max(...metres),
        lat: halfway(start.lat, end.lat),
        lon: halfway(start.lon, end.lon),
    };
}

function devicesOf({id}: Point, rule: GantryRule, nth: string): PlacedDevice[] {
    return rule.devices.map(kind => {
        const device: Device = {
            id: `${id}.${kind}`, point: id, kind, site: `${rule.idPrefix}-${nth}`,
            ...rule.isBuilt ? {} : {isBuilt: false},
        };
        return placed(device, rule);
    });
}

// Whatever is wrong with what a rule makes is said where the rule stands.
function placed<T, K extends string>(value: T, {origin: {place}}: GantryRule): Placed<T, K> {
    const cells = new Proxy({}, {get: () => ({place})}) as Placed<T, K>['cells'];
    return {value, place, cells};
}
