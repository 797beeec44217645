import {
    statuses, type Check, type Figure, type Place, type YamlValue,
} from '@karwan/base';
import type {Junction, Road} from '@karwan/journey';
import type {Placed} from './placed.ts';
import type {Origin} from './scheme.ts';

/** A road with the origin of its rule for trips over a part of it. */
export interface RoadEntry extends Road {
    part: Origin | undefined;
}

export type PlacedRoad = Placed<RoadEntry, 'id' | 'directions' | 'tolledLength'>;
export type PlacedJunction = Placed<Junction, (typeof JUNCTION)[number]>;

const JUNCTION = ['at', 'from', 'fromDirection', 'to', 'toDirection'] as const;

/** The keys that say where a rule of corridor.yaml comes from; the note may be left out. */
export const ORIGIN = ['status', 'source', 'date', 'note'] as const;

/** The `roads` of corridor.yaml. */
export function readRoads(list: YamlValue, check: Check): PlacedRoad[] {
    return list.items('roads').map(item => {
        const cells = item.fields('road',
            ['id', 'name', 'directions', 'tolledLength', 'partOfRoad'],
            ['tolledLength', 'partOfRoad']);
        const {id, name, tolledLength, partOfRoad} = cells;
        const directions = cells.directions.items('directions')
            .map(d => check.id(d.cell('direction'), 'direction'));
        if (directions.length === 0 && !cells.directions.isEmpty()) {
            check.fault(
                cells.directions.place, 'directions', 'none', 'a list such as [north, south]');
        }
        const value = {
            id: check.id(id.cell('road id'), 'road id'),
            name: check.text(name.cell('road name'), 'road name'),
            directions,
            tolled: tolledLength.isEmpty() ? undefined : readLength(tolledLength, check),
            part: partOfRoad.isEmpty() ? undefined : originFrom(
                partOfRoad.fields('partOfRoad', ORIGIN, ['note']), partOfRoad.place, check),
        };
        return {value, place: item.place, cells};
    });
}

function readLength(value: YamlValue, check: Check): Figure {
    const figure = value.fields('tolledLength', ['value', 'low', 'high', ...ORIGIN], ['note']);
    const km = (key: 'value' | 'low' | 'high'): number =>
        check.number(figure[key].cell(key), `${key} of tolledLength in km`, 0, 100_000);
    return {
        value: km('value'), unit: 'km', low: km('low'), high: km('high'),
        source: check.text(figure.source.cell('source'), 'source'),
        date: check.text(figure.date.cell('date'), 'source date'),
        status: check.oneOf(figure.status.cell('status'), 'status', statuses),
    };
}

/** Where a rule of corridor.yaml comes from. */
export function originFrom(
    rule: Readonly<Record<(typeof ORIGIN)[number], YamlValue>>, place: Place, check: Check,
): Origin {
    return {
        place,
        source: check.text(rule.source.cell('source'), 'source'),
        sourceDate: check.text(rule.date.cell('date'), 'source date'),
        status: check.oneOf(rule.status.cell('status'), 'status', statuses),
        note: rule.note.cell('note').text,
    };
}

/** The `junctions` of corridor.yaml. */
export function readJunctions(list: YamlValue, check: Check): PlacedJunction[] {
    return list.items('junctions').map(item => {
        const cells = item.fields('junction', JUNCTION);
        const text = (key: (typeof JUNCTION)[number]): string =>
            check.text(cells[key].cell(key), `junction ${key}`);
        const value = {
            at: text('at'), fromRoad: text('from'), fromDirection: text('fromDirection'),
            toRoad: text('to'), toDirection: text('toDirection'),
        };
        return {value, place: item.place, cells};
    });
}
