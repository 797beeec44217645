import {Refusal} from '@karwan/base';
import type {Network} from '../network.ts';
import {
    filesFrom, LINK_COLUMNS, linkRow, PLACE_COLUMNS, placeRow, tableText, type TextRow,
} from './network-text.ts';

interface Feature {
    type: 'Feature';
    id: string;
    geometry: {type: 'Point'; coordinates: number[]}
        | {type: 'LineString'; coordinates: number[][]};
    properties: Readonly<Record<string, string | boolean>>;
}

/** A network as GeoJSON (RFC 7946); what is no point and no line stands in the member `files`. */
export interface NetworkGeoJson {
    type: 'FeatureCollection';
    features: Feature[];
    files: Readonly<Record<string, string>>;
}

/** Places as points, links as straight schematic lines, each with every column of its table. */
export function geoJsonFrom(network: Network): NetworkGeoJson {
    const at = new Map(network.places.map(({id, lon, lat}) => [id, [lon, lat]]));
    const points = network.places.map((place): Feature => ({
        type: 'Feature', id: place.id,
        geometry: {type: 'Point', coordinates: at.get(place.id)!},
        properties: {...placeRow(place), file: place.at.file},
    }));
    const lines = network.links.map((link): Feature => ({
        type: 'Feature', id: link.id,
        geometry: {type: 'LineString', coordinates: [at.get(link.from)!, at.get(link.to)!]},
        properties: {...linkRow(link), file: link.at.file, schematic: true},
    }));
    const others = [...filesFrom(network)].filter(([file]) => !/^(places|links)\//.test(file));
    return {
        type: 'FeatureCollection', features: [...points, ...lines],
        files: Object.fromEntries(others),
    };
}

/** The files of a network from the text that `geoJsonFrom` gave. Throws a Refusal otherwise. */
export function filesFromGeoJson(text: string, file = 'network.geojson'): Map<string, string> {
    const {features, files} = parsed(text, file);
    const tables = new Map<string, TextRow[]>();
    for (const {properties} of features) {
        const name = `${properties['file']}`;
        const row = Object.fromEntries(Object.entries(properties)
            .filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
        tables.set(name, [...tables.get(name) ?? [], row]);
    }
    return new Map([
        ...Object.entries(files),
        ...[...tables].map(([name, rows]) => [name, tableText(
            name.startsWith('places/') ? PLACE_COLUMNS : LINK_COLUMNS, rows)] as const),
    ]);
}

function parsed(text: string, file: string): NetworkGeoJson {
    const refuse = (found: string): never => {
        throw new Refusal([{
            place: {file, line: 1, column: 1}, what: 'GeoJSON', found,
            expected: 'what karwan network export writes',
        }]);
    };
    let json: Partial<NetworkGeoJson> = {};
    try {
        json = JSON.parse(text) as Partial<NetworkGeoJson>;
    } catch (error) {
        refuse((error as Error).message);
    }
    const {type, features, files} = json;
    if (type !== 'FeatureCollection' || !Array.isArray(features)) refuse('no FeatureCollection');
    if (typeof files !== 'object' || files === null) refuse('no member files');
    const foreign = features!.find(({properties}) => typeof properties?.['file'] !== 'string');
    if (foreign) refuse(`a feature ${foreign.id} without the property file`);
    return json as NetworkGeoJson;
}
