import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** What lies around the roads: land, rivers and towns, in degrees (longitude, latitude). */
export interface BaseMap {
    land: readonly (readonly Degrees[])[];
    rivers: readonly (readonly Degrees[])[];
    towns: readonly {name: string; at: Degrees}[];
    source: string;
}

export type Degrees = readonly [lon: number, lat: number];

interface Feature {
    properties: {kind: string; name?: string};
    geometry: {coordinates: unknown};
}

const FILE = 'base-map.geojson';

/** The base map of a corridor's folder; an empty one where it has none. */
export function baseMapIn(folder: string): BaseMap {
    const path = join(folder, FILE);
    if (!existsSync(path)) return {land: [], rivers: [], towns: [], source: ''};
    const {features, source} = JSON.parse(readFileSync(path, 'utf8')) as
        {features: Feature[]; source: string};
    const ofKind = (kind: string): Feature[] =>
        features.filter(feature => feature.properties.kind === kind);
    return {
        land: ofKind('land').map(f => (f.geometry.coordinates as Degrees[][])[0]!),
        rivers: ofKind('river').map(f => f.geometry.coordinates as Degrees[]),
        towns: ofKind('place').map(f => ({
            name: f.properties.name ?? '', at: f.geometry.coordinates as Degrees,
        })),
        source,
    };
}
