import {choiceText, foundText, groupedBy, type Check} from '@karwan/base';
import type {Point} from '@karwan/journey';
import {once} from './check-corridor.ts';
import {lineId} from './lines.ts';
import type {PriceRow} from './read-prices.ts';
import type {Placed, RoadEntry} from './read-roads.ts';
import type {Surcharge, Validity} from './scheme.ts';

interface Read {
    roads: readonly Placed<RoadEntry>[];
    classes: readonly string[];
    points: readonly Placed<Point>[];
    rows: readonly Placed<PriceRow>[];
    surcharges: readonly Placed<Surcharge>[];
}

/** What prices say about the corridor and about one another. */
export function checkPrices(read: Read, check: Check): void {
    const {roads, classes, points, rows, surcharges} = read;
    const roadIds = roads.map(r => r.id);
    for (const row of rows) {
        const {road, class: vehicleClass, gantry} = row.cells;
        if (!roadIds.includes(row.road)) {
            check.fault(road.place, 'road', foundText(row.road), choiceText(roadIds));
        }
        if (!classes.includes(row.class)) {
            check.fault(vehicleClass.place, 'class', foundText(row.class), choiceText(classes));
        }
        if (row.basis === 'per-gantry'
            && !points.some(p => p.id === row.gantry && p.kind === 'gantry' && p.road === row.road)) {
            check.fault(gantry.place, 'gantry', foundText(row.gantry), `a gantry of ${row.road}`);
        }
        if (row.basis === 'share-of-road'
            && roads.some(r => r.id === row.road && r.part === undefined)) {
            check.fault(row.place, 'basis', `share-of-road for the ${row.road}`,
                'partOfRoad in corridor.yaml, which says where that rule comes from');
        }
    }
    checkLines(rows, check);
    checkAllPriced(read, check);
    once(surcharges, 'surcharge id', s => s.id, check);
    for (const list of groupedBy(surcharges, s => s.when).values()) {
        noOverlap(list, s => `surcharge ${s.id}`, check);
    }
}

// A line's rows agree with one another, and no two lines of a class on a road count at once.
function checkLines(rows: readonly Placed<PriceRow>[], check: Check): void {
    const lines: Placed<PriceRow>[] = [];
    for (const group of groupedBy(rows, lineId).values()) {
        const [first, ...others] = group;
        lines.push(first!);
        const isPerGantry = first!.basis === 'per-gantry';
        for (const row of others) {
            const isSame = row.basis === first!.basis && row.validToMs === first!.validToMs;
            if (isPerGantry && isSame) continue;
            check.fault(row.place, 'tariff line', `${lineId(row)} twice`,
                'one row for each road, class and first_day (one per gantry with per-gantry)');
        }
        if (isPerGantry) once(group, 'gantry of a tariff line', r => r.gantry, check);
    }
    for (const list of groupedBy(lines, r => `${r.road} ${r.class}`).values()) {
        noOverlap(list, row => `tariff line ${lineId(row)}`, check);
    }
}

function checkAllPriced({roads, classes, points, rows}: Read, check: Check): void {
    for (const road of roads) {
        for (const vehicleClass of classes) {
            if (rows.some(r => r.road === road.id && r.class === vehicleClass)) continue;
            check.fault(road.place, `tariff of ${road.id}`, `none for ${vehicleClass}`,
                'at least one row in tariffs.csv');
        }
        const gantries = points.filter(p => p.kind === 'gantry' && p.road === road.id);
        const perGantry = rows.filter(r => r.road === road.id && r.basis === 'per-gantry');
        for (const group of groupedBy(perGantry, lineId).values()) {
            const priced = new Set(group.map(r => r.gantry));
            const free = gantries.filter(g => !priced.has(g.id)).map(g => g.id);
            if (free.length === 0) continue;
            check.fault(group[0]!.place, `tariff line ${lineId(group[0]!)}`,
                `no amount at ${free.join(', ')}`, 'one row per gantry (0 where it is free)');
        }
    }
}

function noOverlap<T extends Validity & {place: Placed<object>['place']}>(
    items: readonly T[], what: (item: T) => string, check: Check,
): void {
    const sorted = items.toSorted((a, b) => a.validFromMs - b.validFromMs);
    for (let i = 1; i < sorted.length; i++) {
        const [before, after] = [sorted[i - 1]!, sorted[i]!];
        if (after.validFromMs >= before.validToMs) continue;
        check.fault(after.place, what(after), `a first_day while ${what(before)} still counts`,
            'a first_day after the last_day of the one before');
    }
}
