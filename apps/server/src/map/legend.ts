import type {Scheme} from '@karwan/tolling';
import {colourOf, element, FAINT, INK, squares, text} from './look.ts';

/** What the map's signs say, below it. */
export function legend(
    {corridor}: Scheme, day: string, top: number, width: number, source: string,
): string {
    const line = (x: number, y: number, status: 'published' | 'estimated' | 'assumed'): string =>
        element('line', {
            x1: x, y1: y, x2: x + 26, y2: y, stroke: colourOf[status], 'stroke-width': 4,
            'stroke-linecap': 'round',
        }) + squares(x + 36, y - 4, [status]) + text(x + 50, y + 4, status, {fill: INK});
    return [
        element('rect', {x: 0, y: top, width, height: 1, fill: '#d5dce0'}),
        text(24, top + 26, `${corridor.name}: how well the tolls of ${day} are known`, {
            'font-size': 15, 'font-weight': 700, fill: INK,
        }),
        line(24, top + 50, 'published'), line(160, top + 50, 'estimated'),
        line(300, top + 50, 'assumed'),
        text(420, top + 54, `line: the weakest class; squares: ${corridor.classes.join(', ')}`, {
            fill: FAINT,
        }),
        element('circle', {
            cx: 37, cy: top + 75, r: 2.6, fill: '#fff', stroke: INK, 'stroke-width': 1.1,
        }), text(50, top + 79, 'interchange, plaza', {fill: INK}),
        element('circle', {
            cx: 181, cy: top + 75, r: 5, fill: '#fff', stroke: INK, 'stroke-width': 2,
        }), text(194, top + 79, 'junction', {fill: INK}),
        element('line', {
            x1: 313, y1: top + 70, x2: 313, y2: top + 80, stroke: INK, 'stroke-width': 1.4,
        }), text(323, top + 79, 'gantries', {fill: INK}),
        text(420, top + 79, 'Sites are assumed, most places to 1 to 3 km.', {fill: FAINT}),
        text(24, top + 100, source === '' ? '' : `Ground: ${source}. No borders are drawn.`, {
            fill: FAINT, 'font-size': 9.5,
        }),
    ].join('');
}
