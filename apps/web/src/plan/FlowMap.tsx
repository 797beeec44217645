import {useMemo, type ReactNode} from 'react';
import type {NetworkTold} from '../data/network.ts';
import type {ComparisonTold, PlanTold} from '../data/plan.ts';
import type {Feature} from '../data/ground.ts';
import {Panel} from '../design/Panel.tsx';
import {FONTS, type LayerLook, type MapLayer} from '../map/look.ts';
import {boundsOf} from '../map/mercator.ts';
import {MapView} from '../map/MapView.tsx';
import {cameraFrom, cameraText} from '../map/view.ts';
import {signed} from './Claims.tsx';
import type {Compared} from './ComparePage.tsx';
import {shortName} from './names.ts';
import {usePlanWords, type PlanWords} from './use-plan-words.ts';

const BUILT: readonly LayerLook[] = [{
    type: 'line', layout: {'line-join': 'round', 'line-cap': 'round'},
    paint: {'line-color': '--ink', 'line-width': 3},
}];

// A circle that is full has more, one that is hollow fewer; its size goes with how many.
const FLOWS: readonly LayerLook[] = [{
    type: 'circle',
    paint: {
        'circle-radius': ['get', 'radius'],
        'circle-color': ['case', ['get', 'isMore'], '--mark', '--land'],
        'circle-stroke-color': ['case', ['get', 'isMore'], '--mark', '--warn'],
        'circle-stroke-width': ['case', ['get', 'isMore'], 1, 2.5], 'circle-opacity': 0.8,
    },
}, {
    type: 'symbol',
    layout: {
        'text-field': ['get', 'label'], 'text-font': FONTS, 'text-size': 12,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 1.1,
    },
    paint: {'text-color': '--ink', 'text-halo-color': '--land', 'text-halo-width': 1.8},
}];

/** What is built, and where flows of the last year rise and fall. */
export function FlowMap({json, looked, network}: Compared): ReactNode {
    const words = usePlanWords();
    const {t} = words;
    const {plan, search, look} = looked;
    const layers = useMemo(() => layersOf(json, plan, network, words),
        [json, plan, network, words]);
    const bounds = useMemo(() => boundsFor(json, plan, network), [json, plan, network]);
    return (
        <Panel title={t('plan.map', {year: String(json.firstYear + json.years - 1)})}>
            <MapView name={t('plan.map', {year: String(json.firstYear + json.years - 1)})}
                layers={layers} bounds={bounds} camera={cameraFrom(search.map)}
                onCamera={camera => look({map: camera && cameraText(camera)})}/>
            <p className="note">{t('plan.map.note')}</p>
        </Panel>
    );
}

/** The borders of home, and what is built or opened. */
function boundsFor(json: ComparisonTold, plan: PlanTold, network: NetworkTold) {
    const borders = network.crossings.filter(({id}) => plan.vocabulary.shutForDays.includes(id))
        .flatMap(({lat, lon}) => lat === undefined || lon === undefined ? [] : [{lat, lon}]);
    const ends = linesBuilt(json, plan).flat().map(([lon, lat]) => ({lon, lat}));
    return boundsOf([...borders, ...ends])!;
}

function linesBuilt({with: {edits}}: ComparisonTold, {lines}: PlanTold): PlanTold['lines'][string] {
    const names = new Set(edits.map(({text}) => /^(?:build|open) (\S+)/.exec(text)?.[1] ?? ''));
    return [...names].flatMap(name => lines[name] ?? []);
}

function layersOf(
    json: ComparisonTold, plan: PlanTold, network: NetworkTold, words: PlanWords,
): MapLayer[] {
    const built = linesBuilt(json, plan).map((coordinates): Feature => ({
        type: 'Feature', properties: {},
        geometry: {type: 'LineString', coordinates: coordinates.map(([lon, lat]) => [lon, lat])},
    }));
    return [
        {id: 'built', data: {type: 'FeatureCollection', features: built}, look: BUILT},
        {
            id: 'flows', look: FLOWS,
            data: {type: 'FeatureCollection', features: flowsOf(json, network, words)},
        },
    ];
}

function flowsOf({figures}: ComparisonTold, network: NetworkTold, words: PlanWords): Feature[] {
    return figures.flatMap(({id, without, with: withIt}): Feature[] => {
        const at = network.crossings.find(each => `${each.id}.trucks` === id);
        const change = (withIt ?? 0) - (without ?? 0);
        if (at?.lon === undefined || at.lat === undefined || Math.abs(change) < 1) return [];
        return [{
            type: 'Feature',
            properties: {
                isMore: change > 0, radius: 4 + Math.sqrt(Math.abs(change)) / 2,
                label: `${shortName(at.id, network)} ${change > 0 ? '▲' : '▼'} ${
                    signed(change, words)}`,
            },
            geometry: {type: 'Point', coordinates: [at.lon, at.lat]},
        }];
    });
}
