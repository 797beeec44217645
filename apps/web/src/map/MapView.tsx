import {lazy, Suspense, type ReactNode} from 'react';
import {useGround} from '../data/ground.ts';
import {useWords} from '../words/words.ts';
import type {MapLayer} from './look.ts';
import type {Camera, View} from './view.ts';

/** What a map shows; see README.md beside this file. */
export interface MapProps {
    /** What it is called for who does not see it. */
    name: string;
    /** What lies on the ground, lowest first. Keep each object while it says the same. */
    layers: readonly MapLayer[];
    /** West, south, east, north: what is seen at first, and again with `0`. */
    bounds: readonly [number, number, number, number];
    /** Where it looks, of the address; the bounds where there is none. */
    camera?: Camera | undefined;
    /** Told when somebody has moved it; undefined when it shows its bounds again. */
    onCamera?: ((camera: Camera | undefined) => void) | undefined;
    /** A place to show; the map goes there when it changes. */
    place?: {lon: number; lat: number} | undefined;
    /** Draws what moves, in CSS pixels, at every frame; the ground is not repainted for it. */
    draw?: ((pen: CanvasRenderingContext2D, view: View, frameMs: number) => void) | undefined;
    /** A click in CSS pixels of the view, with what of the layers lies there. */
    onPick?: ((x: number, y: number, view: View, found: readonly Picked[]) => void) | undefined;
}

/** A feature under the pointer. */
export interface Picked {
    layer: string;
    properties: Readonly<Record<string, unknown>>;
}

// The map library is as large as all else together and comes when a map is shown.
const MapCanvas = lazy(async () => ({default: (await loaded()).MapCanvas}));

const AGAIN_MS = 2_000;

// Whose server is away just then gets the map when it is back, like every figure.
async function loaded(): Promise<typeof import('./MapCanvas.tsx')> {
    for (;;) {
        try {
            return await import('./MapCanvas.tsx');
        } catch {
            await new Promise(resolve => setTimeout(resolve, AGAIN_MS));
        }
    }
}

/** A map over the corridor's ground, with no server but ours. */
export function MapView(props: MapProps): ReactNode {
    const {t} = useWords();
    const {data: ground, isError} = useGround();
    const waiting = <p className="note" role="status">{t(isError ? 'failed' : 'loading')}</p>;
    return (
        <div className="map" dir="ltr">
            {ground ? (
                <Suspense fallback={waiting}><MapCanvas {...props} ground={ground}/></Suspense>
            ) : waiting}
        </div>
    );
}
