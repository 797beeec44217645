import type {LayerSpecification, StyleSpecification} from 'maplibre-gl';
import type {Features} from '../data/ground.ts';

/** Type, paint and layout of one layer; a colour `--name` is a token of the theme. */
export type LayerLook = Omit<
    Extract<LayerSpecification, {type: 'line' | 'fill' | 'circle' | 'symbol'}>, 'id' | 'source'>;

/** Something laid on the ground: GeoJSON and how it looks, drawn in this order. */
export interface MapLayer {
    id: string;
    data: Features;
    look: readonly LayerLook[];
}

/** Labels are drawn in the browser from the fonts of the page's language; no glyphs are fetched. */
export const FONTS = ['--map-font'];

/** The ground's look: coast, lakes, rivers, places by their weight. No borders by default. */
export function groundLayers(language: string): readonly LayerLook[] {
    const kind = (name: string) => ['==', ['get', 'kind'], name] as never;
    const weighty = ['<=', ['get', 'rank'], ['step', ['zoom'], 2, 4, 3, 5, 4, 5.6, 6, 6.6, 9]];
    const widens = ['interpolate', ['linear'], ['zoom'], 3, 0.4, 8, 1.6] as never;
    return [
        {type: 'fill', filter: kind('land'), paint: {'fill-color': '--land'}},
        {
            type: 'line', filter: kind('land'),
            paint: {'line-color': '--coast', 'line-width': 0.8},
        },
        {
            type: 'line', filter: kind('river'),
            paint: {'line-color': '--water-line', 'line-width': widens},
        },
        {type: 'fill', filter: kind('lake'), paint: {'fill-color': '--water'}},
        // Only of a folder that brings a point of view along.
        {
            type: 'line', filter: kind('border'),
            paint: {'line-color': '--coast', 'line-width': 1, 'line-dasharray': [3, 2]},
        },
        {
            type: 'circle', filter: ['all', kind('place'), weighty] as never,
            paint: {'circle-radius': 1.8, 'circle-color': '--map-label'},
        },
        {
            type: 'symbol', filter: ['all', kind('place'), weighty] as never,
            layout: {
                'text-field': ['coalesce', ['get', language], ['get', 'name']] as never,
                'text-font': FONTS, 'text-size': 11.5, 'text-padding': 3,
                'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
                'text-radial-offset': 0.5,
                'symbol-sort-key': ['get', 'rank'] as never,
            },
            paint: {
                'text-color': '--map-label', 'text-halo-color': '--land', 'text-halo-width': 1.2,
            },
        },
    ];
}

/** The whole style: the ground, then the layers of the page. */
export function styleOf(
    ground: Features, layers: readonly MapLayer[], language: string,
): StyleSpecification {
    const all: MapLayer[] = [
        {id: 'ground', data: ground, look: groundLayers(language)}, ...layers,
    ];
    return {
        version: 8,
        sources: Object.fromEntries(all.map(
            ({id, data}) => [id, {type: 'geojson', data: data as never, tolerance: 0.2}])),
        layers: [
            {id: 'sea', type: 'background', paint: {'background-color': themeColour('--water')}},
            ...all.flatMap(({id, look}) => look.map((each, nth) => (
                {...coloured(each) as LayerLook, id: `${id}-${nth}`, source: id}
            ) as LayerSpecification)),
        ],
    };
}

/** A token of the theme that holds now. */
export function themeColour(token: string): string {
    return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
}

// Tokens may stand anywhere, within an expression too.
function coloured(value: unknown): unknown {
    if (typeof value === 'string') return value.startsWith('--') ? themeColour(value) : value;
    if (Array.isArray(value)) return value.map(coloured);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, coloured(each)]));
}
