/** The earth's mean radius (IUGG): 6,371.0088 km. */
const RADIUS_METRES = 6_371_008.8;

interface Point {
    lat: number;
    lon: number;
}

/** Metres of the great circle between two points (haversine). */
export function greatCircleMetres(a: Point, b: Point): number {
    const radians = (degrees: number): number => degrees * Math.PI / 180;
    const halfLat = Math.sin(radians(b.lat - a.lat) / 2);
    const halfLon = Math.sin(radians(b.lon - a.lon) / 2);
    const square = halfLat ** 2
        + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * halfLon ** 2;
    return 2 * RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(square)));
}
