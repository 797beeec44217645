import {
    choiceText, statuses, type Check, type Figure, type Place, type YamlValue,
} from '@karwan/base';
import type {DeviceKind, Junction, Road} from '@karwan/journey';
import type {Placed} from './placed.ts';
import {DEVICE_KINDS} from './read-tables.ts';
import type {Origin} from './scheme.ts';

/** A road with the origin of its rule for trips over a part of it, and the rule of its gantries. */
export interface RoadEntry extends Road {
    part: Origin | undefined;
    gantries: GantryRule | undefined;
}

/** Gantries that stand by a rule and not by rows: one halfway over each section and direction. */
export interface GantryRule {
    idPrefix: string;
    devices: readonly DeviceKind[];
    /** False where they stand in the files alone. */
    isBuilt: boolean;
    origin: Origin;
}

export type PlacedRoad = Placed<RoadEntry, 'id' | 'directions' | 'tolledLength'>;
export type PlacedJunction = Placed<Junction, (typeof JUNCTION)[number]>;

const JUNCTION = ['at', 'from', 'fromDirection', 'to', 'toDirection'] as const;

/** The keys that say where a rule of corridor.yaml comes from; the note may be left out. */
export const ORIGIN = ['status', 'source', 'date', 'note'] as const;

const ROAD = ['id', 'name', 'directions', 'tolledLength', 'partOfRoad', 'gantries'] as const;

/**
 * The `roads` of corridor.yaml. A road that is only named stands in the road.yaml of a folder of
 * its name, which `folderOf` finds.
 */
export function readRoads(
    list: YamlValue, folderOf: (road: YamlValue) => YamlValue | undefined, check: Check,
): PlacedRoad[] {
    const ids = new Set<string>();
    return list.items('roads').map(listed => {
        const item = listed.isOne() ? folderOf(listed) ?? listed : listed;
        const cells = item.fields('road', ROAD, ['tolledLength', 'partOfRoad', 'gantries']);
        const {id, name, tolledLength, partOfRoad, gantries} = cells;
        const word = check.id(id.cell('road id'), 'road id');
        const {place} = listed.isOne() ? listed : id;
        if (ids.has(word)) check.fault(place, 'road id', `"${word}" twice`, 'it once');
        ids.add(word);
        const value = {
            id: word,
            name: check.text(name.cell('road name'), 'road name'),
            directions: readDirections(cells.directions, check),
            tolled: tolledLength.isEmpty() ? undefined : readLength(tolledLength, check),
            part: partOfRoad.isEmpty() ? undefined : originFrom(
                partOfRoad.fields('partOfRoad', ORIGIN, ['note']), partOfRoad.place, check),
            gantries: gantries.isEmpty() ? undefined : readGantryRule(gantries, check),
        };
        return {value, place: item.place, cells};
    });
}

function readDirections(list: YamlValue, check: Check): string[] {
    const directions = list.items('directions')
        .map(direction => check.id(direction.cell('direction'), 'direction'));
    if (directions.length === 0 && !list.isEmpty()) {
        check.fault(list.place, 'directions', 'none', 'a list such as [north, south]');
    }
    if (directions.length > 2 || new Set(directions).size < directions.length) {
        check.fault(list.place, 'directions', directions.join(', '),
            'one or two, different from one another');
    }
    return directions;
}

function readGantryRule(value: YamlValue, check: Check): GantryRule {
    const rule = value.fields('gantries',
        ['idPrefix', 'standing', 'devices', 'built', ...ORIGIN], ['built', 'note']);
    check.oneOf(rule.standing.cell('standing'), 'standing', ['halfway']);
    return {
        idPrefix: check.id(rule.idPrefix.cell('idPrefix'), 'idPrefix'),
        devices: readDeviceKinds(rule.devices, check),
        isBuilt: rule.built.isEmpty() || check.yesNo(rule.built.cell('built'), 'built'),
        origin: originFrom(rule, value.place, check),
    };
}

function readDeviceKinds(list: YamlValue, check: Check): DeviceKind[] {
    const kinds: DeviceKind[] = [];
    for (const item of list.items('devices')) {
        const kind = check.oneOf(item.cell('device'), 'device', DEVICE_KINDS);
        if (kinds.includes(kind)) check.fault(item.place, 'device', `"${kind}" twice`, 'it once');
        kinds.push(kind);
    }
    if (kinds.length === 0 && !list.isEmpty()) {
        check.fault(list.place, 'devices', 'none', choiceText(DEVICE_KINDS));
    }
    return kinds;
}

function readLength(value: YamlValue, check: Check): Figure {
    const figure = value.fields('tolledLength', ['value', 'low', 'high', ...ORIGIN], ['note']);
    const km = (key: 'value' | 'low' | 'high'): number =>
        check.number(figure[key].cell(key), `${key} of tolledLength in km`, 0, 100_000);
    const [low, most, high] = [km('low'), km('value'), km('high')];
    for (const key of ['low', 'high'] as const) {
        if (key === 'low' ? low <= most : high >= most) continue;
        check.fault(figure[key].place, `${key} of tolledLength`, `${key === 'low' ? low : high} km`,
            `at ${key === 'low' ? 'most' : 'least'} the value, ${most} km`);
    }
    figure.note.cell('note');
    return {
        value: most, unit: 'km', low, high,
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
