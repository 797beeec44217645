import workerAddress from 'maplibre-gl/worker-file';
import {Map as MapLibre, setWorkerUrl, type GeoJSONSource} from 'maplibre-gl';
import type {Ground} from '../data/ground.ts';
import {styleOf, type MapLayer} from './look.ts';
import type {MapProps, Picked} from './MapView.tsx';
import {viewOf, type Camera, type View} from './view.ts';

setWorkerUrl(workerAddress);

const PADDING = 28;
const NEAREST_ZOOM = 11;
const PLACE_ZOOM = 8;
/** While it is moved on a machine without a graphics card: a quarter of the pixels. */
const COARSE_RATIO = 0.5;

type Opened = Pick<MapProps, 'name' | 'bounds' | 'camera' | 'onCamera'>;

/** MapLibre as we use it: flat, north up, its ground given, no controls of its own. */
export class GroundMap {
    readonly #map: MapLibre;
    readonly #bounds: MapProps['bounds'];
    readonly #onCamera: MapProps['onCamera'];
    #shown: {ground: Ground; layers: readonly MapLayer[]; look: string} | undefined;

    /** @returns undefined where the browser has no WebGL */
    static on(container: HTMLElement, opened: Opened): GroundMap | undefined {
        try {
            return new GroundMap(container, opened);
        } catch {
            return undefined;
        }
    }

    private constructor(container: HTMLElement, {name, bounds, camera, onCamera}: Opened) {
        this.#bounds = bounds;
        this.#onCamera = onCamera;
        this.#map = new MapLibre({
            container, attributionControl: false, dragRotate: false, pitchWithRotate: false,
            maxPitch: 0, touchPitch: false, renderWorldCopies: false, maxZoom: NEAREST_ZOOM,
            fadeDuration: 0, scrollZoom: true, locale: {'Map.Title': name},
            ...camera ? {center: [camera.lon, camera.lat], zoom: camera.zoom}
                : {bounds: [...bounds] as never, fitBoundsOptions: {padding: PADDING}},
        });
        // The library makes its canvas a landmark, with the name that its panel has already.
        this.#map.getCanvas().setAttribute('role', 'img');
        const map = this.#map;
        map.touchZoomRotate.disableRotation();
        map.keyboard.disableRotation();
        wheelWhenFocused(map);
        if (isDrawnBySoftware(map)) coarseWhileMoved(map);
        map.on('idle', () => {
            container.dataset['drawn'] = 'yes';
        });
        map.on('moveend', event => {
            // What the page itself moves is not somebody's wish.
            if ('originalEvent' in event) onCamera?.(this.#camera());
        });
    }

    /** Shows ground and layers; only data that is another object is handed over again. */
    show(ground: Ground, layers: readonly MapLayer[], language: string, theme: string): void {
        const look = `${language} ${theme} ${layers.map(({id}) => id).join()}`;
        const before = this.#shown;
        this.#shown = {ground, layers, look};
        // A style has its sources from the next frame on, and a tab that is not seen gets none.
        const isSame = before?.look === look && before.ground === ground
            && layers.every((each, nth) => each.look === before.layers[nth]!.look
                && this.#map.getSource(each.id) !== undefined);
        if (!isSame) {
            this.#map.setStyle(styleOf(ground, layers, language), {diff: false});
            return;
        }
        layers.forEach(({id, data}, nth) => {
            if (data === before.layers[nth]!.data) return;
            this.#map.getSource<GeoJSONSource>(id)!.setData(data as never);
        });
    }

    view(): View {
        const {clientWidth, clientHeight} = this.#map.getContainer();
        return viewOf(this.#camera(), clientWidth, clientHeight);
    }

    /** What of the layers lies at a pixel, topmost first. */
    found(x: number, y: number): Picked[] {
        const near = 5;
        return this.#map.queryRenderedFeatures([[x - near, y - near], [x + near, y + near]])
            .filter(({source}) => source !== 'ground')
            .map(({source, properties}) => ({layer: source, properties}));
    }

    goTo({lon, lat}: {lon: number; lat: number}): void {
        const zoom = Math.max(this.#map.getZoom(), PLACE_ZOOM);
        this.#map.easeTo({center: [lon, lat], zoom});
    }

    zoomBy(steps: number): void {
        this.#map.easeTo({zoom: this.#map.getZoom() + steps}, {originalEvent: new Event('key')});
    }

    showAll(): void {
        this.#map.fitBounds([...this.#bounds] as never, {padding: PADDING, duration: 0});
        this.#onCamera?.(undefined);
    }

    /** @returns how to stop */
    watchMoves(moved: () => void): () => void {
        this.#map.on('move', moved);
        this.#map.on('resize', moved);
        return () => {
            this.#map.off('move', moved);
            this.#map.off('resize', moved);
        };
    }

    close(): void {
        this.#map.remove();
    }

    #camera(): Camera {
        const {lng: lon, lat} = this.#map.getCenter();
        return {lon, lat, zoom: this.#map.getZoom()};
    }
}

// The wheel turns the page until somebody means the map.
function wheelWhenFocused(map: MapLibre): void {
    const canvas = map.getCanvas();
    map.scrollZoom.disable();
    canvas.addEventListener('focus', () => map.scrollZoom.enable());
    canvas.addEventListener('blur', () => map.scrollZoom.disable());
}

function isDrawnBySoftware(map: MapLibre): boolean {
    const gl = map.getCanvas().getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    const name = info ? String(gl!.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
    return /swiftshader|llvmpipe|software/i.test(name);
}

function coarseWhileMoved(map: MapLibre): void {
    const ratio = map.getPixelRatio();
    map.on('dragstart', () => map.setPixelRatio(COARSE_RATIO));
    map.on('dragend', () => map.setPixelRatio(ratio));
}
