import type {ComparisonJson} from '../comparison-json.ts';
import type {CorridorStudy} from '../corridor-study.ts';
import {colours, drawing, label, rectangle, scaleOf, stroke} from './svg.ts';

const [WIDTH, HEIGHT] = [340, 400];

/**
 * Roads, railways, what is built, and how many lorries more or fewer pass each border. Places and
 * lines are schematic; no border of a state is drawn.
 */
export function corridorMap({with: withIt, figures}: ComparisonJson, study: CorridorStudy): string {
    const {network, frame: {renewals, map}} = study;
    const x = scaleOf(map.west, map.east, 0, WIDTH);
    const y = scaleOf(map.south, map.north, HEIGHT, 0);
    const places = new Map(network.places.map(place => [place.id, place]));
    const isIn = (id: string): boolean => {
        const {lon, lat} = places.get(id)!;
        return lon > map.west && lon < map.east && lat > map.south && lat < map.north;
    };
    const end = (id: string): [number, number] => [x(places.get(id)!.lon), y(places.get(id)!.lat)];
    const built = new Set(study.scenarios.get(withIt.id)?.edits
        .filter(({kind}) => kind === 'build' || kind === 'open').map(({of}) => of));
    const isBuilt = (link: (typeof network.links)[number]): boolean =>
        built.has(link.project ?? '')
        || renewals.some(({id, line}) => built.has(id) && link.line === line);
    const drawn = network.links.filter(({from, to, mode}) =>
        (mode === 'road' || mode === 'rail') && isIn(from) && isIn(to));
    const lines = drawn.filter(link => link.state === 'open' || isBuilt(link))
        .toSorted((a, b) => Number(isBuilt(a)) - Number(isBuilt(b)))
        .map(link => stroke([end(link.from), end(link.to)],
            isBuilt(link) ? colours.gain : link.mode === 'rail' ? colours.line : colours.faint,
            isBuilt(link) ? 3 : 0.8,
            link.mode === 'rail' && !isBuilt(link) ? 'stroke-dasharray="3 2"' : ''));
    const names = network.places.filter(({id}) => map.names.includes(id)).flatMap(({id, name}) => {
        const [px, py] = end(id);
        return [`<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="2"/>`,
            label(px + 3, py - 3, name, 'start', 8)];
    });
    return drawing(WIDTH, HEIGHT + 28, 'The corridor', [
        rectangle(0, 0, WIDTH, HEIGHT, '#FFFFFF', `stroke="${colours.faint}"`),
        ...lines, ...borders(figures, study, end), ...names,
        label(4, HEIGHT + 11, 'grey roads, dashed railways, thick blue what is built; schematic, no'
            + ' borders drawn', 'start', 7.5),
        label(4, HEIGHT + 23, 'circles: lorries a day in the last year, blue more, orange fewer'
            + ' than without', 'start', 7.5),
    ]);
}

function borders(
    figures: ComparisonJson['figures'], {network}: CorridorStudy,
    end: (id: string) => [number, number],
): string[] {
    return figures.flatMap(({id, without, with: withIt}) => {
        const crossing = /^(.+)\.trucks$/.exec(id)?.[1];
        const link = network.links.find(each => each.crossing === crossing && each.mode === 'road');
        if (crossing === undefined || !link || withIt === null) return [];
        const change = withIt - (without ?? 0);
        if (Math.abs(change) < 1) return [];
        const [px, py] = end(link.from);
        return [`<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="${
            (3 + Math.sqrt(Math.abs(change)) / 2).toFixed(1)}" fill="${
            change > 0 ? colours.gain : colours.loss}" opacity="0.75"/>`,
        label(px + 8, py + 9, `${crossing} ${change > 0 ? '+' : ''}${change.toFixed(0)}`,
            'start', 7.5)];
    });
}
