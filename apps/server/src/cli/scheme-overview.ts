import {groupedBy, statuses, Zone} from '@karwan/base';
import {
    daysWithoutPrice, howKnown, type ByStatus, type ClassKnown, type RoadKnown, type Scheme,
} from '@karwan/tolling';

/** What is measured is told with what is published: few schemes have any. */
const SHOWN = ['published', 'estimated', 'assumed'] as const;

/** How much of several roads is published, estimated, assumed: one line a road and table. */
export function overviewText(scheme: Scheme): string {
    const {roads, surcharges, rules} = howKnown(scheme);
    const {classes, currency, zone} = scheme.corridor;
    const row = rowOf(Math.max(13, ...classes.map(name => name.length + 2)));
    return [
        `Tariff lines: ${SHOWN.join(' / ')}`,
        row('road', classes, 'the last prices begin'),
        ...roads.map(road => row(
            road.road, road.classes.map(known => counts(known.lines)),
            since(road, new Zone(zone)))),
        '',
        `The whole road by its last line, in ${currency.code}; p, e, a: how well it is known`,
        row('road', classes),
        ...roads.map(road => row(road.road, road.classes.map(wholeText))),
        '',
        'Lengths and sites, the road in all and then piece by piece: '
            + `${SHOWN.join(' / ')}`,
        row('road', ['km', 'tolled km', 'km p/e/a', 'places', 'gantries', 'part of road']),
        ...roads.map(road => placesRow(road, row)),
        '',
        `Surcharges ${counts(surcharges)}, rules ${counts(rules)}. A road in full: --road `
            + `${roads[0]!.road}`,
    ].join('\n');
}

type RowOf = (name: string, cells: readonly string[], last?: string) => string;

function rowOf(width: number): RowOf {
    return (name, cells, last = '') => {
        const text = name.padEnd(6) + cells.map(cell => cell.padStart(width)).join('');
        return last === '' ? text : `${text}   ${last}`;
    };
}

/** Days that nobody priced, told once for all classes of a road that lack them. */
export function withoutPriceLines(scheme: Scheme): string[] {
    const spans = groupedBy(daysWithoutPrice(scheme), ({road, firstDay, lastDay}) =>
        `${road} from ${firstDay} ${lastDay === undefined ? 'on' : `to ${lastDay}`}`);
    if (spans.size === 0) return [];
    return ['Days without a price, on which nothing can be charged',
        ...[...spans].map(([span, of]) => `${span}: ${of.map(each => each.class).join(', ')}`)];
}

function counts({measured, ...known}: ByStatus): string {
    const shown = {...known, published: known.published + measured};
    return SHOWN.map(status => shown[status] === 0 ? '-' : shown[status].toFixed(0)).join('/');
}

// The last stretch of days; what lies before a gap is told by the road's own page.
function since({classes}: RoadKnown, zone: Zone): string {
    const starts = new Set(classes.map(({priced}) => {
        const last = priced.at(-1);
        return last ? zone.day(last.validFromMs) + (priced.length > 1 ? ', after a gap' : '') : '-';
    }));
    return [...starts].join(', ');
}

function wholeText({whole}: ClassKnown): string {
    return whole ? `${whole.toll.replace(/\.0+$/, '')} ${whole.status[0]}` : '-';
}

function placesRow(
    {road, lengthMetres, tolledMetres, tolled, ...known}: RoadKnown, row: RowOf,
): string {
    const km = (metres: number): string => `${+(metres / 1000).toFixed(2)}`;
    const sum = (by: ByStatus): number => statuses.reduce((all, status) => all + by[status], 0);
    const inKm = Object.fromEntries(
        statuses.map(status => [status, lengthMetres[status] / 1000])) as Record<string, number>;
    return row(road, [
        km(sum(lengthMetres)), `${km(sum(tolledMetres))}${tolled ? ` ${tolled.status[0]}` : ''}`,
        counts(inKm as ByStatus), counts(known.interchanges), counts(known.sites),
        known.part ?? '-',
    ]);
}
