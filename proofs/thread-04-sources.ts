import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Check, readTable} from '@karwan/base';
import type {Interchange} from '@karwan/journey';
import {readSchemeFiles, schemeFrom} from '../apps/server/src/scheme-files.ts';
import {proof} from './proof.ts';

/** A toll point of a list without a licence: it may check our places, none of it may ship. */
interface TollPoint {
    road: string;
    name: string;
    lat: number;
    lon: number;
    appKm: number;
}

/** Ours are rounded to a hundredth of a degree; theirs are the booths rather than the junctions. */
const NEAR_KM = 3;

export default proof({
    id: 'thread-04-sources',
    claim: 'nothing that stands only in a list without a licence is in the scheme of M-2 and M-1',
    bar: 'no name, coordinate or kilometre of it; each of its points within 3 km of one of ours',
    kind: 'held', short: true, needs: ['reference'],
    async measure({root, reference}) {
        const folder = join(root, 'corridors', 'pakistan');
        const text = [...readSchemeFiles(folder).values()].join('\n').toLowerCase();
        const {interchanges} = schemeFrom(folder).corridor;
        const points = tollPointsIn(reference);
        const licensed = ['corridor-links/road_interchanges.csv', 'corridor-links/road_nodes.csv',
            'corridor-geo/README.md']
            .map(file => readFileSync(join(reference, file), 'utf8').toLowerCase()).join('\n');
        const taken = points.flatMap(point => [
            ...onlyThere(point, licensed) && text.includes(point.name.toLowerCase())
                ? [`the name ${point.name}`] : [],
            ...interchanges.some(i => i.lat === point.lat || i.lon === point.lon)
                ? [`a coordinate of ${point.name}`] : [],
            ...hasItsKilometre(point, points, interchanges)
                ? [`the kilometre of ${point.name}`] : [],
        ]);
        const far = points.map(point => ({point, km: nearest(point, interchanges)}));
        const worst = far.reduce((a, b) => a.km >= b.km ? a : b);
        return {
            value: `${taken.length} taken, farthest ${worst.km.toFixed(1)} km`,
            holds: taken.length === 0 && worst.km <= NEAR_KM,
            notes: [`taken: ${taken.join(', ') || 'nothing'}`, `farthest: ${worst.point.name}`],
        };
    },
});

function tollPointsIn(reference: string): TollPoint[] {
    const check = new Check();
    const file = 'motorway_toll_points.csv';
    const rows = readTable(file, readFileSync(join(reference, 'corridor-geo', file), 'utf8'), [
        'motorway', 'order', 'name', 'lat', 'lon', 'app_km', 'chord_km_from_start', 'app_step_km',
        'chord_step_km', 'flag',
    ], [], check);
    check.refuseIfFaulty();
    return rows.map(row => ({
        road: row.motorway.text, name: row.name.text, lat: Number(row.lat.text),
        lon: Number(row.lon.text), appKm: Number(row.app_km.text),
    }));
}

function onlyThere({name}: TollPoint, licensed: string): boolean {
    return !licensed.includes(name.toLowerCase());
}

// The list counts from the toll plaza at Islamabad. A kilometre counts as taken where ours, counted
// likewise, is the same to ten metres; zero and the whole road are no places.
function hasItsKilometre(
    point: TollPoint, points: readonly TollPoint[], interchanges: readonly Interchange[],
): boolean {
    const own = interchanges.filter(i => i.road === point.road);
    const plaza = own.find(i => i.id.startsWith('pk-isb-toll'))!;
    const last = Math.max(...points.filter(p => p.road === point.road).map(p => p.appKm));
    if (point.appKm === 0 || point.appKm === last) return false;
    return own.some(i =>
        Math.abs(Math.abs(i.chainageMetres - plaza.chainageMetres) - point.appKm * 1000) < 10);
}

function nearest(point: TollPoint, interchanges: readonly Interchange[]): number {
    return Math.min(...interchanges.filter(i => i.road === point.road).map(i => {
        const north = (i.lat! - point.lat) * 111.2;
        const east = (i.lon! - point.lon) * 111.2 * Math.cos(point.lat * Math.PI / 180);
        return Math.hypot(north, east);
    }));
}
