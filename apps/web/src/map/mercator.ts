/** A place on the Mercator square: 0 to 1, westwards edge and northern edge first. */
export type Spot = readonly [x: number, y: number];

/** Degrees as a place on the Mercator square, as the map lays them out too. */
export function mercator(lon: number, lat: number): Spot {
    const sine = Math.sin(lat * Math.PI / 180);
    return [
        (lon + 180) / 360,
        0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI),
    ];
}

/** The same backwards. */
export function degreesOf([x, y]: Spot): {lon: number; lat: number} {
    return {
        lon: x * 360 - 180,
        lat: Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI,
    };
}

/** The box around places, as the map takes it: west, south, east, north. */
export function boundsOf(
    places: readonly {lon: number | null; lat: number | null}[],
): [west: number, south: number, east: number, north: number] | undefined {
    const lons = places.flatMap(({lon, lat}) => lon === null || lat === null ? [] : [lon]);
    const lats = places.flatMap(({lon, lat}) => lon === null || lat === null ? [] : [lat]);
    if (lons.length === 0) return undefined;
    return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
