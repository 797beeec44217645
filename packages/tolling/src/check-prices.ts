import {choiceText, foundText, groupedBy, likelyText, type Check, type Place} from '@karwan/base';
import {checkTimes, isTimed} from './check-times.ts';
import {daysOf} from './days.ts';
import {lineId, pricedStretches} from './lines.ts';
import {once, type Placed} from './placed.ts';
import {isByGantry, type PlacedPrice, type PlacedSurcharge} from './read-prices.ts';
import type {PlacedRoad} from './read-roads.ts';
import type {PlacedPoint, PlacedStretch} from './read-tables.ts';
import type {Validity} from './scheme.ts';
import type {PlacedWindow} from './read-windows.ts';
import type {Soundness} from './soundness.ts';
import {isOfDay} from './window-rule.ts';

interface PriceFiles {
    roads: readonly PlacedRoad[];
    classes: readonly string[];
    points: readonly PlacedPoint[];
    stretches: readonly PlacedStretch[];
    prices: readonly PlacedPrice[];
    surcharges: readonly PlacedSurcharge[];
    windows: readonly PlacedWindow[];
    holidays: ReadonlySet<number>;
}

/** What prices say about the corridor and about one another, as far as they are sound. */
export function checkPrices(read: PriceFiles, sound: Soundness, check: Check): void {
    const priced = sound.of('roads', 'windows') ? pricedNames(read) : undefined;
    if (sound.of('tariffs')) {
        const names = priced?.map(({id}) => id);
        const classes = sound.of('classes') ? read.classes : undefined;
        for (const price of read.prices) {
            checkNames(price, names, classes, check);
            checkPrice(price, read, sound, check);
        }
        checkLines(read, sound, check);
    }
    if (sound.of('classes', 'tariffs')) {
        for (const each of priced ?? []) checkEveryClass(each, read, check);
    }
    for (const road of read.roads) {
        if (!sound.of('roads', 'points', 'byRule', 'tariffs')) continue;
        checkEveryGantry(road.value.id, read, check);
    }
    if (!sound.of('surcharges')) return;
    once(read.surcharges, 'surcharge id', s => s.id, 'id', check);
    for (const list of groupedBy(read.surcharges, s => s.value.when).values()) {
        checkDays(list, s => `surcharge ${s.id}`, check);
    }
}

// What is not known, because it was not read whole, is held against nothing.
function checkNames(
    {value: price, cells}: PlacedPrice, names: readonly string[] | undefined,
    classes: readonly string[] | undefined, check: Check,
): void {
    if (names && !names.includes(price.road)) {
        check.fault(cells.road.place, 'road', foundText(price.road),
            choiceText(names, price.road));
    }
    if (classes && !classes.includes(price.class)) {
        check.fault(cells.class.place, 'class', foundText(price.class),
            choiceText(classes, price.class));
    }
}

function checkPrice(
    {value: price, cells}: PlacedPrice, read: PriceFiles, sound: Soundness, check: Check,
): void {
    const {roads, stretches} = read;
    const road = roads.find(r => r.value.id === price.road)?.value;
    if (sound.of('roads', 'windows') && checkBasis({value: price, cells}, read, check)) return;
    if (isByGantry(price.basis)) {
        if (price.basis === 'per-km-at-gantry' && price.gantry === '') return;
        if (!sound.of('points', 'byRule')) return;
        const gantries = gantriesOf(price.road, read);
        if (gantries.includes(price.gantry)) return;
        check.fault(cells.gantry.place, 'gantry', foundText(price.gantry),
            `a gantry of the ${price.road}${likelyText(price.gantry, gantries)}`);
    } else if (price.gantry !== '') {
        check.fault(cells.gantry.place, 'gantry', foundText(price.gantry),
            `nothing, for ${price.basis}`);
    } else if ((price.from !== '' || price.to !== '') && sound.of('sections')
        && pricedStretches(price, stretches.map(s => s.value)).length === 0) {
        check.fault(cells.from.place, 'from and to', `${price.from} to ${price.to}`,
            `two interchanges of the ${price.road}, in their order`);
    } else if ((price.from !== '' || price.to !== '') && price.basis !== 'share-of-road') {
        check.fault(cells.from.place, 'from and to', `${price.basis} with a stretch`,
            'share-of-road, or no stretch');
    } else if (price.basis === 'share-of-road' && sound.of('roads') && road && !road.part) {
        check.fault(cells.basis.place, 'basis', `share-of-road for the ${price.road}`,
            'partOfRoad in corridor.yaml, which says where that rule comes from');
    }
}

/** True where a basis does not fit what its row is the price of; the fault is written down. */
function checkBasis(
    {value: {road, basis}, cells}: Pick<PlacedPrice, 'value' | 'cells'>,
    {roads, windows}: PriceFiles, check: Check,
): boolean {
    const window = isIn(road, roads) ? undefined : windows.find(({value}) => value.id === road
        && (isOfDay(value) || value.kind === 'pass'));
    const bases = !window ? undefined
        : window.value.kind === 'pass' ? ['flat'] : ['per-km', 'flat'];
    if (bases ? bases.includes(basis) : basis !== 'flat' || !isIn(road, roads)) return false;
    check.fault(cells.basis.place, 'basis',
        window ? `${basis} for the ${window.value.kind} ${road}` : `flat for the road ${road}`,
        bases ? bases.join(' or ')
            : 'another basis; flat is the price of a window of a whole day, or of a pass');
    return true;
}

function isIn(id: string, items: readonly Placed<{id: string}, never>[]): boolean {
    return items.some(({value}) => value.id === id);
}

// A line's rows agree with one another, and no two lines of a class on a road count at once.
function checkLines(read: PriceFiles, sound: Soundness, check: Check): void {
    const ofRoads = groupedBy(read.prices, p => `${p.value.road} ${p.value.class}`);
    for (const list of ofRoads.values()) {
        if (!isTimed(list)) {
            checkDays(linesIn(list, check), price => `tariff line ${lineId(price)}`, check);
            continue;
        }
        const whole = list.filter(({value}) => !isByGantry(value.basis));
        const lines = [...linesIn(whole, check), ...list.filter(p => isByGantry(p.value.basis))];
        if (!sound.of('points', 'byRule')) continue;
        const {road} = list[0]!.value;
        checkTimes(lines, gantriesOf(road, read), daysOf(read.holidays.size > 0), check);
    }
}

function gantriesOf(road: string, {points}: PriceFiles): string[] {
    return points.filter(({value: p}) => p.kind === 'gantry' && p.road === road)
        .map(({value: p}) => p.id);
}

/** The first row of each line; the rows of one line agree with one another. */
function linesIn(prices: readonly PlacedPrice[], check: Check): PlacedPrice[] {
    const lines: PlacedPrice[] = [];
    for (const group of groupedBy(prices, p => lineId(p.value)).values()) {
        const first = group[0]!;
        const isPerGantry = first.value.basis === 'per-gantry';
        lines.push(first);
        if (group.some(({value}) => value.beyondMetres > 0)) {
            checkBands(group, check);
            continue;
        }
        for (const {value, cells} of group.slice(1)) {
            const isAlike = value.basis === first.value.basis
                && value.validToMs === first.value.validToMs;
            if (isPerGantry && isAlike) continue;
            check.fault(cells.first_day.place, 'tariff line', `${lineId(value)} twice`,
                'one row for each road, class and first_day (one per gantry with per-gantry)');
        }
        if (isPerGantry) once(group, 'gantry of a tariff line', p => p.gantry, 'gantry', check);
    }
    return lines;
}

// The bands of a line lie side by side, from the first kilometre on, and are rounded once.
function checkBands(group: readonly PlacedPrice[], check: Check): void {
    const first = group[0]!;
    const what = `tariff line ${lineId(first.value)}`;
    once(
        group, `beyond_km of ${lineId(first.value)}`, p => `${p.beyondMetres}`, 'beyond_km', check);
    if (group.every(({value}) => value.beyondMetres > 0)) {
        check.fault(first.cells.beyond_km.place, what, 'no rate from the first kilometre on',
            'a row without beyond_km, or with 0 (amount 0 where it is free)');
    }
    for (const {value, cells} of group) {
        if (value.basis !== 'per-km') {
            check.fault(cells.beyond_km.place, what, `beyond_km with ${value.basis}`, 'per-km');
        }
        const isAlike = value.validToMs === first.value.validToMs
            && value.step?.stepMinor === first.value.step?.stepMinor
            && value.step?.rounding === first.value.step?.rounding;
        if (isAlike) continue;
        check.fault(cells.beyond_km.place, what, 'bands with different last_day or rounding',
            'the same last_day, round_to and rounding in each: the sum is rounded once');
    }
}

/** What the tariff has prices of. */
interface PricedName {
    id: string;
    place: Place;
    /** A pass may be paid elsewhere. */
    isPass: boolean;
}

/**
 * The roads, but where a vehicle's day joins some of them that; and beside them the day of those
 * without a tag, and what is sold.
 */
function pricedNames({roads, windows}: PriceFiles): PricedName[] {
    const named = windows.filter(({value}) => isOfDay(value)
        || value.kind === 'pass' && !value.isPaidElsewhere);
    const joined = new Set(windows.filter(({value}) => value.kind === 'vehicle-day')
        .flatMap(({value}) => value.roads));
    return [
        ...roads.filter(({value}) => !joined.has(value.id))
            .map(({value: {id}, cells}) => ({id, place: cells.id.place, isPass: false})),
        ...named.map(({value: {id, kind}, cells}) =>
            ({id, place: cells.id.place, isPass: kind === 'pass'})),
    ];
}

function checkEveryClass(
    {id, place, isPass}: PricedName, {classes, prices}: PriceFiles, check: Check,
): void {
    for (const vehicleClass of classes) {
        const isPriced = prices.some(
            ({value: p}) => p.road === id && p.class === vehicleClass);
        if (isPriced) continue;
        check.fault(place, `tariff of ${id}`, `none for ${vehicleClass}`,
            `at least one row in tariffs.csv${isPass ? ', or paidElsewhere: yes' : ''}`);
    }
}

function checkEveryGantry(road: string, read: PriceFiles, check: Check): void {
    const gantries = gantriesOf(road, read);
    // What goes by days and hours is held against them gantry by gantry.
    const own = read.prices.filter(({value: p}) => p.road === road);
    const plain = [...groupedBy(own, p => p.value.class).values()]
        .filter(list => !isTimed(list)).flat();
    const perGantry = plain.filter(({value: p}) => p.basis === 'per-gantry');
    for (const [id, group] of groupedBy(perGantry, p => lineId(p.value))) {
        const priced = new Set(group.map(p => p.value.gantry));
        const free = gantries.filter(gantry => !priced.has(gantry));
        if (free.length === 0) continue;
        check.fault(group[0]!.cells.gantry.place, `tariff line ${id}`,
            `no amount at ${free.join(', ')}`, 'one row per gantry (0 where it is free)');
    }
}

// Days in order and, one row after the other, without a day that two rows claim.
function checkDays<T extends Validity>(
    items: readonly Placed<T, 'first_day' | 'last_day'>[], what: (value: T) => string, check: Check,
): void {
    const sorted = items.toSorted((a, b) => a.value.validFromMs - b.value.validFromMs);
    sorted.forEach(({value, cells}, index) => {
        if (value.validToMs <= value.validFromMs) {
            check.fault(cells.last_day.place, what(value), 'a last_day before the first_day',
                'the first_day or later');
        }
        const before = sorted[index - 1]?.value;
        if (!before || value.validFromMs >= before.validToMs) return;
        check.fault(cells.first_day.place, what(value),
            `a first_day while ${what(before)} still counts`,
            'a first_day after the last_day of the one before');
    });
}
