import {
    foundText, HOUR_MS, likelyText, type Check, type Currency, type Place, type YamlValue,
} from '@karwan/base';
import type {Placed} from './placed.ts';
import {stepFrom} from './read-prices.ts';
import {ORIGIN, originFrom} from './read-roads.ts';
import {windowKinds, type Lateness, type WindowKind, type WindowRule} from './window-rule.ts';

const KEYS = [
    'id', 'kind', 'roads', 'lateness', 'withinHours', 'factor', 'roundTo', 'rounding',
    'paidElsewhere', ...ORIGIN,
] as const;
const OF_RETURN = ['withinHours', 'factor', 'roundTo', 'rounding'] as const;

type Fields = Readonly<Record<(typeof KEYS)[number], YamlValue>>;

/** A window as it is written, with where each of its roads stands. */
export interface PlacedWindow extends Placed<WindowRule, 'id'> {
    roadPlaces: readonly Place[];
}

/** The `windows` of corridor.yaml: what is priced together on which roads. */
export function readWindows(
    list: YamlValue, currency: Currency, check: Check,
): PlacedWindow[] {
    const windows: PlacedWindow[] = [];
    for (const item of list.items('windows')) {
        const fields = item.fields('window', KEYS, [...OF_RETURN, 'paidElsewhere', 'note']);
        const id = check.id(fields.id.cell('window id'), 'window id');
        if (windows.some(({value}) => value.id === id)) {
            check.fault(fields.id.place, 'window id', `"${id}" twice`, 'it once');
        }
        const kind = check.oneOf(fields.kind.cell('kind'), 'kind', windowKinds);
        const roads = readRoadNames(fields.roads, check);
        const back = backOf(fields, kind, currency, check);
        const value: WindowRule = {
            id, kind, roads: roads.map(({name}) => name),
            lateness: check.oneOf(
                fields.lateness.cell('lateness'), 'lateness', latenessOf(kind)),
            origin: originFrom(fields, item.place, check),
            ...back ? {back} : {},
            ...isPaidElsewhere(fields, kind, check) ? {isPaidElsewhere: true} : {},
        };
        windows.push({
            value, place: item.place, cells: {id: fields.id},
            roadPlaces: roads.map(({place}) => place),
        });
    }
    return windows;
}

// Whether there was a tag can be asked for as it was known; nothing else can.
function latenessOf(kind: WindowKind): readonly Lateness[] {
    return kind === 'untagged-day' ? ['byEventTime', 'asKnown'] : ['byEventTime'];
}

function isPaidElsewhere({paidElsewhere}: Fields, kind: WindowKind, check: Check): boolean {
    if (paidElsewhere.isEmpty()) return false;
    if (kind !== 'pass') {
        check.fault(paidElsewhere.place, 'paidElsewhere', `it for a window that is ${kind}`,
            'it only for kind: pass');
        return false;
    }
    return check.yesNo(paidElsewhere.cell('paidElsewhere'), 'paidElsewhere');
}

function readRoadNames(list: YamlValue, check: Check): {name: string; place: Place}[] {
    const roads: {name: string; place: Place}[] = [];
    for (const item of list.items('roads')) {
        const name = check.text(item.cell('road'), 'road');
        if (roads.some(road => road.name === name)) {
            check.fault(item.place, 'road', `"${name}" twice`, 'it once');
        }
        roads.push({name, place: item.place});
    }
    if (roads.length === 0 && !list.isEmpty()) {
        check.fault(list.place, 'roads of a window', 'none', 'at least one road');
    }
    return roads;
}

// What there and back cost together belongs to a return and to nothing else.
function backOf(
    fields: Fields, kind: WindowKind, currency: Currency, check: Check,
): WindowRule['back'] {
    if (kind !== 'return') {
        for (const key of OF_RETURN) {
            if (fields[key].isEmpty()) continue;
            check.fault(fields[key].place, key, `it for a window that is ${kind}`,
                'it only for kind: return');
        }
        return undefined;
    }
    for (const key of OF_RETURN) {
        if (!fields[key].isEmpty()) continue;
        check.fault(fields.kind.place, 'window of kind return', `no ${key}`,
            'withinHours, factor, roundTo and rounding');
        return undefined;
    }
    return {
        factor: check.decimal(fields.factor.cell('factor'), 'factor', 0),
        step: stepFrom(
            fields.roundTo.cell('roundTo'), fields.rounding.cell('rounding'), currency, check),
        withinMs: check.number(
            fields.withinHours.cell('withinHours'), 'withinHours', 0, 24) * HOUR_MS,
    };
}

/** What windows say about roads and about one another. */
export function checkWindows(
    windows: readonly PlacedWindow[], roads: readonly string[], check: Check,
): void {
    const cutBy = new Map<string, string>();
    const ofUntagged = new Map<string, string>();
    for (const {value: {id, kind, roads: own}, cells, roadPlaces} of windows) {
        if (roads.includes(id)) {
            check.fault(
                cells.id.place, 'window id', `"${id}", which is a road`, 'a name of its own');
        }
        own.forEach((road, nth) => {
            const place = roadPlaces[nth]!;
            if (!roads.includes(road)) {
                check.fault(place, `road of window ${id}`, foundText(road),
                    `a road of the corridor${likelyText(road, roads)}`);
            }
            if (kind === 'pass') return;
            const taken = kind === 'untagged-day' ? ofUntagged : cutBy;
            const other = taken.get(road);
            if (other !== undefined) {
                check.fault(place, `road of window ${id}`, `${road}, which ${other} cuts too`,
                    kind === 'untagged-day' ? 'each road in one untagged-day at most'
                        : 'each road in one window at most, passes and untagged-days aside');
            }
            taken.set(road, id);
        });
    }
}
