import {useNavigate} from '@tanstack/react-router';
import {useMemo, type ReactNode} from 'react';
import {isAt, type Corridor} from '../data/corridor.ts';
import {troublesByGantry, useHealth} from '../data/health.ts';
import {Panel} from '../design/Panel.tsx';
import {FONTS, type LayerLook, type MapLayer} from '../map/look.ts';
import {MapView} from '../map/MapView.tsx';
import {boundsOf, degreesOf} from '../map/mercator.ts';
import {alongRoad, roadPaths, type RoadPath} from '../map/road-path.ts';
import {cameraFrom, cameraText, type Camera, type View} from '../map/view.ts';
import {useWords} from '../words/words.ts';
import type {Looked} from './CorridorPage.tsx';
import {drawCorridor, nearestOn} from './map-overlay.ts';

const ROADS: readonly LayerLook[] = [
    {
        type: 'line', layout: {'line-join': 'round', 'line-cap': 'round'},
        paint: {
            'line-color': '--road', 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 2, 9, 5],
        },
    },
];

const NAMES: readonly LayerLook[] = [{
    type: 'symbol',
    layout: {
        'text-field': ['get', 'road'], 'text-font': FONTS, 'text-size': 12, 'text-padding': 1,
        'text-variable-anchor': ['right', 'left', 'bottom', 'top'], 'text-radial-offset': 0.7,
    },
    paint: {'text-color': '--ink', 'text-halo-color': '--land', 'text-halo-width': 2},
}];

const INTERCHANGES: readonly LayerLook[] = [{
    type: 'circle', minzoom: 6,
    paint: {
        'circle-radius': 2.5, 'circle-color': '--land', 'circle-stroke-color': '--faint',
        'circle-stroke-width': 1,
    },
}, {
    type: 'symbol', minzoom: 7.5,
    layout: {
        'text-field': ['get', 'name'], 'text-font': FONTS, 'text-size': 10.5,
        'text-anchor': 'left', 'text-offset': [0.9, 0],
    },
    paint: {'text-color': '--soft', 'text-halo-color': '--land', 'text-halo-width': 1.2},
}];

/** The same on the ground: roads, the states of gantries, and the vehicles. */
export function CorridorMap({corridor, looked, camera}: {
    corridor: Corridor; looked: Looked; camera: string | undefined;
}): ReactNode {
    const {at, thenMs, moving, open} = looked;
    const {t} = useWords();
    const navigate = useNavigate();
    const {data: health} = useHealth(thenMs);
    const paths = useMemo(() => roadPaths(corridor), [corridor]);
    const layers = useMemo(() => layersOf(corridor, paths), [corridor, paths]);
    const bounds = useMemo(
        () => boundsOf(corridor.roads.flatMap(road => road.interchanges)), [corridor]);
    const troubles = useMemo(() => health && troublesByGantry(health), [health]);
    const place = useMemo(() => placeOf(corridor, paths, at), [corridor, paths, at]);
    const onCamera = (moved: Camera | undefined): void => void navigate({
        to: '/', replace: true,
        search: before => ({...before, map: moved && cameraText(moved)}),
    });
    if (!bounds) return undefined;
    return (
        <Panel title={t('map.title')}>
            <MapView name={t('map.title')} layers={layers} bounds={bounds} place={place}
                camera={cameraFrom(camera)} onCamera={onCamera}
                draw={(pen, view, frameMs) => drawCorridor(pen, view, {
                    corridor, paths, troubles, at, positions: moving.positions(frameMs),
                })}
                onPick={(x, y, view) => pick(x, y, view)}/>
            <p className="note">{t('map.legend')}</p>
        </Panel>
    );

    function pick(x: number, y: number, view: View): void {
        const found = nearestOn(view, {corridor, paths, positions: moving.positions()}, x, y);
        if (found?.vehicle) open(found.vehicle);
        else if (found) {
            void navigate({to: '/', search: before => ({...before, at: found.gantry})});
        }
    }
}

function layersOf(corridor: Corridor, paths: ReadonlyMap<string, RoadPath>): MapLayer[] {
    const lines = [...paths].map(([road, {x, y}]) => ({
        type: 'Feature' as const, properties: {road},
        geometry: {
            type: 'LineString',
            coordinates: [...x].map((each, nth) => inDegrees([each, y[nth]!])),
        },
    }));
    const middles = [...paths].map(([road, path]) => ({
        type: 'Feature' as const, properties: {road},
        geometry: {
            type: 'Point',
            coordinates: inDegrees(alongRoad(path, path.metres.at(-1)! * 0.55).at),
        },
    }));
    const points = corridor.roads.flatMap(({interchanges}) => interchanges)
        .filter(({lat}) => lat !== null).map(({id, name, lon, lat}) => ({
            type: 'Feature' as const, properties: {id, name},
            geometry: {type: 'Point', coordinates: [lon, lat]},
        }));
    return [
        {id: 'roads', data: {type: 'FeatureCollection', features: lines}, look: ROADS},
        {
            id: 'interchanges', data: {type: 'FeatureCollection', features: points},
            look: INTERCHANGES,
        },
        {id: 'names', data: {type: 'FeatureCollection', features: middles}, look: NAMES},
    ];
}

function inDegrees(spot: readonly [number, number]): [number, number] {
    const {lon, lat} = degreesOf(spot);
    return [lon, lat];
}

/** Where what is in the address lies: a gantry, a device of one, or an interchange. */
function placeOf(
    corridor: Corridor, paths: ReadonlyMap<string, RoadPath>, at: string | undefined,
): {lon: number; lat: number} | undefined {
    if (at === undefined) return undefined;
    const gantry = corridor.gantries.find(each => isAt(each, at));
    const path = gantry && paths.get(gantry.road);
    if (path) return degreesOf(alongRoad(path, gantry.metres).at);
    const interchange = corridor.roads.flatMap(road => road.interchanges)
        .find(({id}) => id === at);
    if (!interchange || interchange.lat === null || interchange.lon === null) return undefined;
    return {lon: interchange.lon, lat: interchange.lat};
}
