import type {Interchange} from '@karwan/journey';
import type {Scheme} from '@karwan/tolling';
import type {BaseMap, Degrees} from './base-map.ts';
import {knownOnDay, weakestOf} from './known-on-day.ts';
import {LabelRoom, type Box} from './label-room.ts';
import {legend} from './legend.ts';
import {
    at, colourOf, element, FAINT, INK, PAPER, picture, RIVER, SEA, shield, shieldWidth, SQUARE,
    squares, text,
} from './look.ts';

type Pixel = readonly [x: number, y: number];

/** A road as it lies on the picture. */
interface Laid {
    road: string;
    places: readonly Interchange[];
    line: readonly Pixel[];
    metres: number;
}

const WIDTH = 860;
const MARGIN = 64;
const LEGEND_HEIGHT = 112;

/**
 * A scheme's roads on a map: each with its places and gantries, coloured by how well its tolls of a
 * day are known. Coast, rivers and towns lie below; no borders are drawn. Roads whose places have
 * no coordinates are left out.
 */
export function roadsMap(scheme: Scheme, base: BaseMap, day: string): string {
    const {corridor} = scheme;
    const placed = corridor.interchanges.filter(i => i.lat !== undefined);
    const {project, height} = projectionOf(placed.map(degreesOf));
    const roads = corridor.roads.map(({id}): Laid => {
        const places = placed.filter(i => i.road === id);
        return {
            road: id, places, line: places.map(place => project(degreesOf(place))),
            metres: corridor.interchanges.findLast(i => i.road === id)!.chainageMetres,
        };
    }).filter(road => road.line.length > 1);
    const room = new LabelRoom(WIDTH, height);
    for (const {line} of roads) room.takeLine(line);
    const all = height + LEGEND_HEIGHT;
    return picture(WIDTH, all, `${corridor.name}, ${day}`, [
        element('rect', {width: WIDTH, height: all, fill: PAPER}),
        ...ground(base, project, height),
        ...roads.flatMap(road => roadLine(road, scheme, day)),
        ...roads.flatMap(({line}) => gantryTicks(line)),
        ...dots(roads, scheme),
        ...base.towns.map(town => townLabel(town.name, project(town.at), room)),
        ...roads.map(road => roadLabel(road, scheme, day, room)),
        legend(scheme, day, height, WIDTH, base.source),
    ]);
}

function degreesOf({lon, lat}: Interchange): Degrees {
    return [lon!, lat!];
}

// Equirectangular, true at the middle: at this size nobody could tell it from another projection.
function projectionOf(points: readonly Degrees[]): {
    project: (place: Degrees) => Pixel; height: number;
} {
    const range = (values: readonly number[]): [number, number] =>
        [Math.min(...values), Math.max(...values)];
    const [west, east] = range(points.map(([lon]) => lon));
    const [south, north] = range(points.map(([, lat]) => lat));
    const squeeze = Math.cos((south + north) / 2 * Math.PI / 180);
    const scale = (WIDTH - 2 * MARGIN) / Math.max((east - west) * squeeze, 0.01);
    return {
        project: ([lon, lat]) => [
            MARGIN + (lon - west) * squeeze * scale, MARGIN + (north - lat) * scale],
        height: Math.ceil((north - south) * scale + 2 * MARGIN),
    };
}

function ground(
    base: BaseMap, project: (place: Degrees) => Pixel, height: number,
): string[] {
    const path = (points: readonly Degrees[]): string =>
        `M${points.map(project).map(([x, y]) => `${at(x)} ${at(y)}`).join('L')}`;
    const clip = element('rect', {width: WIDTH, height});
    return [
        `<clipPath id="ground">${clip}</clipPath><g clip-path="url(#ground)">`,
        ...base.land.length > 0
            ? [element('rect', {width: WIDTH, height, fill: SEA}),
                ...base.land.map(ring => element('path', {d: `${path(ring)}Z`, fill: PAPER}))] : [],
        ...base.rivers.map(river => element('path', {
            d: path(river), fill: 'none', stroke: RIVER, 'stroke-width': 1.6,
            'stroke-linejoin': 'round',
        })), '</g>',
    ];
}

function roadLine({road, line}: Laid, scheme: Scheme, day: string): string[] {
    const status = weakestOf(knownOnDay(scheme, road, day));
    const shape = {
        points: line.map(([x, y]) => `${at(x)},${at(y)}`).join(' '), fill: 'none',
        'stroke-linejoin': 'round', 'stroke-linecap': 'round',
    };
    return [
        element('polyline', {...shape, stroke: '#fff', 'stroke-width': 8}),
        element('polyline', {
            ...shape, stroke: status ? colourOf[status] : FAINT, 'stroke-width': 4,
        }),
    ];
}

// A gantry for each direction stands halfway over a section: one tick across the road for both.
function gantryTicks(line: readonly Pixel[]): string[] {
    return line.slice(1).flatMap(([x2, y2], index) => {
        const [x1, y1] = line[index]!;
        const length = Math.hypot(x2 - x1, y2 - y1);
        if (length < 7) return [];
        const [dx, dy] = [-(y2 - y1) / length * 5, (x2 - x1) / length * 5];
        const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
        return [element('line', {
            x1: x - dx, y1: y - dy, x2: x + dx, y2: y + dy, stroke: INK, 'stroke-width': 1.4,
        })];
    });
}

function dots(roads: readonly Laid[], {corridor}: Scheme): string[] {
    const junctions = new Set(corridor.junctions.map(junction => junction.at));
    const drawn = roads.flatMap(({places, line}) => places.map((place, index) => {
        const [cx, cy] = line[index]!;
        const isJunction = junctions.has(place.id);
        return {isJunction, shape: element('circle', {
            cx, cy, r: isJunction ? 5 : 2.6, fill: '#fff', stroke: INK,
            'stroke-width': isJunction ? 2 : 1.1,
        })};
    }));
    return drawn.toSorted((a, b) => Number(a.isJunction) - Number(b.isJunction))
        .map(({shape}) => shape);
}

function roadLabel(
    {road, line, metres}: Laid, scheme: Scheme, day: string, room: LabelRoom,
): string {
    const known = knownOnDay(scheme, road, day);
    const km = `${Math.round(metres / 1000)} km`;
    const width = Math.max(shieldWidth(road) + 8 + km.length * 6, known.length * SQUARE);
    const box = room.place(besides(line, width + 4, 32));
    if (!box) return '';
    const {x, y} = box;
    return [
        shield(x + 2, y + 2, road),
        text(x + shieldWidth(road) + 8, y + 14, km, {fill: INK}),
        squares(x + 2, y + 22, known),
    ].join('');
}

// Right and left of the line, from its middle outwards, near it before far from it.
function* besides(line: readonly Pixel[], width: number, height: number): Generator<Box> {
    for (const away of [12, 22, 36, 56]) {
        for (const part of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9]) {
            const [x, y] = along(line, part);
            for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
                yield {
                    x: x + dx * (away + width / 2) - width / 2,
                    y: y + dy * (away + height / 2) - height / 2, width, height,
                };
            }
        }
    }
}

function along(line: readonly Pixel[], part: number): Pixel {
    const index = Math.min(Math.floor(part * (line.length - 1)), line.length - 2);
    const rest = part * (line.length - 1) - index;
    const [x1, y1] = line[index]!;
    const [x2, y2] = line[index + 1]!;
    return [x1 + (x2 - x1) * rest, y1 + (y2 - y1) * rest];
}

function townLabel(name: string, [x, y]: Pixel, room: LabelRoom): string {
    const width = name.length * 6.4 + 6;
    const sides = [[7, -7], [-7 - width, -7], [-width / 2, -20], [-width / 2, 7]] as const;
    const corners = [[6, -18], [6, 4], [-6 - width, -18], [-6 - width, 4]] as const;
    const box = room.place([...sides, ...corners].map(
        ([dx, dy]) => ({x: x + dx, y: y + dy, width, height: 14})));
    if (!box) return '';
    room.take({x: x - 4, y: y - 4, width: 8, height: 8});
    return element('rect', {x: x - 2.5, y: y - 2.5, width: 5, height: 5, fill: FAINT})
        + text(box.x + 3, box.y + 11, name, {fill: FAINT, 'font-style': 'italic'});
}
