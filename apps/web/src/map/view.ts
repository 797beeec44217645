import {mercator} from './mercator.ts';

/** Where the map looks, as it may stand in an address. */
export interface Camera {
    lon: number;
    lat: number;
    zoom: number;
}

/** How the Mercator square lies on the screen: a pixel is `x * scale + left`, `y * scale + top`. */
export interface View {
    width: number;
    height: number;
    zoom: number;
    scale: number;
    left: number;
    top: number;
}

/** The map is never turned nor tilted, so a scale and a shift say where everything is. */
export function viewOf({lon, lat, zoom}: Camera, width: number, height: number): View {
    const scale = 512 * 2 ** zoom;
    const [x, y] = mercator(lon, lat);
    return {
        width, height, zoom, scale, left: width / 2 - x * scale, top: height / 2 - y * scale,
    };
}

/** `69.35,30.20,5.20` of an address; undefined where it is none. */
export function cameraFrom(text: unknown): Camera | undefined {
    const [lon = NaN, lat = NaN, zoom = NaN] = typeof text === 'string'
        ? text.split(',').map(Number) : [];
    const isPlace = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22;
    return isPlace ? {lon, lat, zoom} : undefined;
}

export function cameraText({lon, lat, zoom}: Camera): string {
    return [lon.toFixed(3), lat.toFixed(3), zoom.toFixed(2)].join();
}
