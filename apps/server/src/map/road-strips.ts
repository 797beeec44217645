import type {Interchange, Section} from '@karwan/journey';
import type {Scheme} from '@karwan/tolling';
import {knownOnDay} from './known-on-day.ts';
import {
    dashOf, element, FAINT, INK, PAPER, picture, shield, shieldWidth, squares, text,
} from './look.ts';

const WIDTH = 980;
const LEFT = 96;
const RIGHT = 60;
const ROW = 142;
/** Where a road's line lies in its row. */
const LINE = 106;
const LEAST_GAP = 14;
const FREE = '#b9c4ca';
const SQUARES = 'full: published, half: estimated, hollow: assumed';

/**
 * Each road of a scheme as a straight line, all to one scale: its places by name, the gantries
 * between them, where it meets other roads, and how well each length is known.
 */
export function roadStrips(scheme: Scheme, day: string): string {
    const {corridor} = scheme;
    const longest = Math.max(...corridor.interchanges.map(i => i.chainageMetres));
    const perMetre = (WIDTH - LEFT - RIGHT) / longest;
    const height = corridor.roads.length * ROW + 70;
    return picture(WIDTH, height, `${corridor.name}, road by road`, [
        element('rect', {width: WIDTH, height, fill: PAPER}),
        ...corridor.roads.flatMap(({id}, row) => stripOf(id, row * ROW, perMetre, scheme, day)),
        lengthLegend(height - 36, perMetre),
    ]);
}

function stripOf(
    road: string, top: number, perMetre: number, scheme: Scheme, day: string,
): string[] {
    const {corridor} = scheme;
    const places = corridor.interchanges.filter(i => i.road === road);
    const begin = places[0]!.chainageMetres;
    const y = top + LINE;
    const xOf = ({chainageMetres}: Interchange): number =>
        LEFT + (chainageMetres - begin) * perMetre;
    const {directions} = corridor.roads.find(each => each.id === road)!;
    const sections = corridor.sections.filter(
        s => s.road === road && s.direction === directions[0]);
    const xById = new Map(places.map(place => [place.id, xOf(place)]));
    const km = `${+((places.at(-1)!.chainageMetres - begin) / 1000).toFixed(2)} km`;
    return [
        shield(LEFT - 20 - shieldWidth(road), y - 8, road),
        text(LEFT - 20, y - 16, km, {'text-anchor': 'end', fill: FAINT, 'font-size': 10}),
        squares(LEFT - 20 - 66, y + 14, knownOnDay(scheme, road, day)),
        ...sections.flatMap(section => pieceOf(section, xById, y)),
        ...names(places, places.map(xOf), y),
        ...meetings(places, xOf, y, scheme),
    ];
}

function pieceOf(section: Section, xById: ReadonlyMap<string, number>, y: number): string[] {
    const [x1, x2] = [xById.get(section.from)!, xById.get(section.to)!];
    const isFree = section.tolledMetres === 0;
    const middle = (x1 + x2) / 2;
    return [
        element('line', {
            x1, y1: y, x2, y2: y, stroke: isFree ? FREE : INK, 'stroke-width': 3,
            'stroke-dasharray': dashOf[section.lengthStatus],
        }),
        ...x2 - x1 < 5 ? [] : [element('line', {
            x1: middle, y1: y - 6, x2: middle, y2: y + 6, stroke: '#1d4e89', 'stroke-width': 1.6,
        })],
    ];
}

// Names stand aslant over their places, moved apart where places lie close, each with its lead.
function names(places: readonly Interchange[], xs: readonly number[], y: number): string[] {
    const spread = spreadOut(xs);
    return places.flatMap((place, index) => {
        const [x, label] = [xs[index]!, spread[index]!];
        return [
            element('path', {
                d: `M${x.toFixed(1)} ${y - 4}L${label.toFixed(1)} ${y - 14}`, stroke: '#b9c4ca',
                'stroke-width': 0.8, fill: 'none',
            }),
            element('circle', {
                cx: x, cy: y, r: 3.2, fill: place.hasRamps === false ? INK : '#fff', stroke: INK,
                'stroke-width': 1.3,
            }),
            text(label + 2, y - 16, place.name.replace(/ \(.*\)/, ''), {
                transform: `rotate(-48 ${(label + 2).toFixed(1)} ${y - 16})`, fill: INK,
                'font-size': 9.5,
            }),
        ];
    });
}

function spreadOut(xs: readonly number[]): number[] {
    const spread = [...xs];
    for (let round = 0; round < 40; round++) {
        for (let i = 1; i < spread.length; i++) {
            const missing = LEAST_GAP - (spread[i]! - spread[i - 1]!);
            if (missing <= 0) continue;
            spread[i - 1]! -= missing / 2;
            spread[i]! += missing / 2;
        }
    }
    return spread;
}

// The other roads that one may drive on to, below the place where they meet.
function meetings(
    places: readonly Interchange[], xOf: (place: Interchange) => number, y: number,
    {corridor}: Scheme,
): string[] {
    let free = -Infinity;
    return places.flatMap(place => {
        const others = new Set(corridor.junctions
            .filter(junction => junction.at === place.id && junction.fromRoad === place.road)
            .map(junction => junction.toRoad));
        return [...others].map(other => {
            const x = Math.max(xOf(place) - shieldWidth(other) / 2, free);
            free = x + shieldWidth(other) + 3;
            return element('path', {
                d: `M${xOf(place).toFixed(1)} ${y + 4}L${(x + shieldWidth(other) / 2).toFixed(1)} `
                    + `${y + 12}`,
                stroke: '#1d4e89', 'stroke-width': 1.4,
            }) + shield(x, y + 12, other);
        });
    });
}

function lengthLegend(y: number, perMetre: number): string {
    const sample = (x: number, dash: string, words: string): string => element('line', {
        x1: x, y1: y, x2: x + 40, y2: y, stroke: INK, 'stroke-width': 3, 'stroke-dasharray': dash,
    }) + text(x + 48, y + 4, words, {fill: INK});
    const bar = 50_000 * perMetre;
    return [
        sample(24, dashOf.published, 'length published'),
        sample(180, dashOf.estimated, 'estimated'), sample(300, dashOf.assumed, 'assumed'),
        element('line', {x1: 24, y1: y + 18, x2: 64, y2: y + 18, stroke: FREE, 'stroke-width': 3}),
        text(72, y + 22, 'not tolled', {fill: INK}),
        text(180, y + 22, `squares: tolls of the day by class, ${SQUARES}`, {fill: FAINT}),
        element('line', {
            x1: 445, y1: y - 6, x2: 445, y2: y + 6, stroke: '#1d4e89', 'stroke-width': 1.6,
        }), text(453, y + 4, 'gantries, both directions', {fill: INK}),
        element('circle', {cx: 620, cy: y, r: 3.2, fill: INK}),
        text(629, y + 4, 'no ramps: plaza, junction', {fill: INK}),
        element('line', {x1: 800, y1: y, x2: 800 + bar, y2: y, stroke: FAINT, 'stroke-width': 2}),
        text(806 + bar, y + 4, '50 km', {fill: FAINT}),
    ].join('');
}
