import {useMemo, type ReactNode} from 'react';
import type {Feature} from '../data/ground.ts';
import type {NetworkPlace, NetworkTold, Way} from '../data/network.ts';
import {Panel} from '../design/Panel.tsx';
import {FONTS, type LayerLook, type MapLayer} from '../map/look.ts';
import {MapView} from '../map/MapView.tsx';
import {boundsOf} from '../map/mercator.ts';
import {cameraFrom, cameraText} from '../map/view.ts';
import {useWords} from '../words/words.ts';
import type {RouteLooked} from './RoutePage.tsx';
import {switchedOf} from './search.ts';
import {stretchesOf} from './stretches.ts';

const OTHERS: readonly LayerLook[] = [{
    type: 'line', layout: {'line-join': 'round'},
    paint: {'line-color': '--faint', 'line-width': 1.6, 'line-dasharray': [3, 2.5]},
}];

const isMode = (mode: string) => ['==', ['get', 'mode'], mode] as never;

// Roads are one line, rails have sleepers, ships leave a dotted trace.
const CHOSEN: readonly LayerLook[] = [
    {
        type: 'line', layout: {'line-join': 'round', 'line-cap': 'round'},
        filter: ['!', ['in', ['get', 'mode'], ['literal', ['sea', 'ferry']]]] as never,
        paint: {'line-color': '--ink', 'line-width': 3},
    },
    {
        type: 'line', filter: isMode('rail'),
        paint: {'line-color': '--land', 'line-width': 1.4, 'line-dasharray': [3, 3]},
    },
    {
        type: 'line', layout: {'line-cap': 'round'},
        filter: ['in', ['get', 'mode'], ['literal', ['sea', 'ferry']]] as never,
        paint: {'line-color': '--ink', 'line-width': 2.6, 'line-dasharray': [0.4, 2]},
    },
    {
        type: 'line', filter: ['==', ['get', 'isLeg'], true] as never,
        paint: {'line-color': '--warn', 'line-width': 5},
    },
];

const POINTS: readonly LayerLook[] = [{
    type: 'circle', filter: ['!=', ['get', 'kind'], 'shut'] as never,
    paint: {
        'circle-radius': ['match', ['get', 'kind'], 'end', 5, 3.5], 'circle-color': '--land',
        'circle-stroke-color': '--ink', 'circle-stroke-width': 2,
    },
}, {
    type: 'symbol',
    layout: {
        'text-field': ['case', ['==', ['get', 'kind'], 'shut'], '✕', ''],
        'text-font': FONTS, 'text-size': 16, 'text-allow-overlap': true,
    },
    paint: {'text-color': '--alarm', 'text-halo-color': '--land', 'text-halo-width': 1.5},
}, {
    type: 'symbol',
    layout: {
        'text-field': ['get', 'name'], 'text-font': FONTS, 'text-size': 12,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.8,
        'symbol-sort-key': ['match', ['get', 'kind'], 'end', 0, 'border', 1, 2],
    },
    paint: {'text-color': '--ink', 'text-halo-color': '--land', 'text-halo-width': 1.8},
}];

/** The way on the ground, the others dashed, crossings that are shut marked with a cross. */
export function RouteMap({network, looked}: {
    network: NetworkTold; looked: RouteLooked;
}): ReactNode {
    const {t} = useWords();
    const {search, told, way, shutOn, look} = looked;
    const {from, to, shut, open, leg} = search;
    // Where the map looks stands in the address too, and what is drawn stays the same for it.
    const layers = useMemo(
        () => layersOf(network, {search: {from, to, shut, open, leg}, told, way, shutOn}),
        [network, from, to, shut, open, leg, told, way, shutOn]);
    const ends = [from, to].join();
    const bounds = useMemo(
        () => boundsFor(network, told?.routes ?? [], ends), [network, told, ends]);
    return (
        <Panel title={t('route.map')}>
            <MapView key={ends} name={t('nav.route')} layers={layers} bounds={bounds}
                camera={cameraFrom(search.map)}
                onCamera={camera => look({map: camera && cameraText(camera)})}
                onPick={(_x, _y, _view, found) => {
                    const picked = found.find(({properties}) => 'way' in properties);
                    if (picked) look({way: Number(picked.properties['way']), leg: undefined});
                }}/>
            <p className="note">{t('route.map.legend')}</p>
        </Panel>
    );
}

type Drawn = Pick<RouteLooked, 'search' | 'told' | 'way' | 'shutOn'>;

function layersOf(network: NetworkTold, drawn: Drawn): MapLayer[] {
    const {told, way, search} = drawn;
    const places = new Map(network.places.map(place => [place.id, place]));
    const legs = way && search.leg ? stretchesOf(way.legs)[search.leg - 1]?.legs ?? [] : [];
    const lines = (each: Way): Feature[] => each.legs.filter(({kind}) => kind === 'link')
        .map(leg => ({
            type: 'Feature',
            properties: {
                mode: leg.mode, isLeg: legs.includes(leg),
                way: (told?.routes.indexOf(each) ?? 0) + 1,
            },
            geometry: {type: 'LineString', coordinates: [leg.from, leg.to].map(id => {
                const {lon, lat} = places.get(id)!;
                return [lon, lat];
            })},
        }));
    const others = (told?.routes ?? []).filter(each => each !== way).flatMap(lines);
    return [
        {id: 'others', data: {type: 'FeatureCollection', features: others}, look: OTHERS},
        {
            id: 'way', data: {type: 'FeatureCollection', features: way ? lines(way) : []},
            look: CHOSEN,
        },
        {
            id: 'points', data: {type: 'FeatureCollection', features: pointsOf(network, drawn)},
            look: POINTS,
        },
    ];
}

function pointsOf(network: NetworkTold, {search, way, shutOn}: Drawn): Feature[] {
    const point = (
        {name, lon, lat}: {name: string; lon?: number; lat?: number}, kind: string,
    ): Feature[] => lon === undefined ? [] : [{
        type: 'Feature', properties: {name, kind},
        geometry: {type: 'Point', coordinates: [lon, lat]},
    }];
    const switchedShut = new Set(switchedOf(search.shut).map(({id}) => id));
    const opened = new Set(switchedOf(search.open).map(({id}) => id));
    const recorded = new Set(shutOn?.shut.filter(({isPartly}) => !isPartly).map(({id}) => id));
    const isShut = (id: string): boolean =>
        switchedShut.has(id) || recorded.has(id) && !opened.has(id);
    return [
        ...network.places.filter(({id}) => id === search.from || id === search.to)
            .flatMap(place => point(place, 'end')),
        ...network.crossings.flatMap(crossing => isShut(crossing.id) ? point(crossing, 'shut')
            : way?.crossings.includes(crossing.id) ? point(crossing, 'border') : []),
    ];
}

/** All ways with some room, else the ends, else the whole network. */
function boundsFor(network: NetworkTold, ways: readonly Way[], ends: string) {
    const used = new Set([
        ...ends.split(','), ...ways.flatMap(({legs}) => legs.flatMap(({from, to}) => [from, to])),
    ]);
    const near: readonly NetworkPlace[] = network.places.filter(({id}) => used.has(id));
    return boundsOf(near.length > 1 ? near : network.places)!;
}
