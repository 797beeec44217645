import type {Network, Place, Route} from '@karwan/network';

/** A feature of RFC 7946. */
interface Feature {
    type: 'Feature';
    geometry: {type: 'LineString'; coordinates: [number, number][]}
        | {type: 'Point'; coordinates: [number, number]};
    properties: Readonly<Record<string, unknown>>;
}

/**
 * Routes as GeoJSON (RFC 7946): a line for each stretch and a point for each border and handover.
 * The lines join places straight: they are schematic and say so.
 */
export function routesGeoJson(
    network: Network, routes: readonly Route[],
): {type: 'FeatureCollection'; features: Feature[]} {
    const placeOf = new Map(network.places.map(place => [place.id, place]));
    const at = (id: string): [number, number] => {
        const {lon, lat}: Place = placeOf.get(id)!;
        return [lon, lat];
    };
    const features = routes.flatMap((route, number) => route.legs.map((leg): Feature => {
        const properties = {
            route: number + 1, kind: leg.kind, id: leg.id, mode: leg.mode, line: leg.line,
            lengthKm: leg.lengthKm, hours: leg.hours, waitHours: leg.waitHours,
            moneyMinor: leg.money, weakest: leg.origins.map(origin => origin.status),
        };
        return leg.kind === 'link'
            ? {
                type: 'Feature', properties: {...properties, schematic: true},
                geometry: {type: 'LineString', coordinates: [at(leg.from), at(leg.to)]},
            } : {
                type: 'Feature', properties,
                geometry: {type: 'Point', coordinates: at(leg.from)},
            };
    }));
    return {type: 'FeatureCollection', features};
}
