import {choiceText, foundText, type Cell, type Check} from '@karwan/base';
import {checkHandovers} from './check-handovers.ts';
import {checkRates} from './check-rates.ts';
import {isAtSea, mustName, type Names} from './names.ts';
import type {NetworkRows} from './network-rows.ts';
import {once, type Placed} from './placed.ts';

/** Writes down what is wrong with what the files say about one another. */
export function checkReferences(rows: NetworkRows, check: Check): void {
    const names = namesOf(rows, check);
    checkHead(rows, check);
    checkPlaces(rows, names, check);
    checkLinks(rows, names, check);
    checkHandovers(rows, names, check);
    checkRates(rows, names, check);
    checkTables(rows, names, check);
}

function namesOf(rows: NetworkRows, check: Check): Names {
    const byId = <T extends {id: string}>(items: readonly Placed<T>[], what: string) =>
        once(items, what, item => item.id, 'id', check);
    const names = {
        countries: byId(rows.countries, 'country id'), places: byId(rows.places, 'place id'),
        links: byId(rows.links, 'link id'), crossings: byId(rows.crossings, 'crossing id'),
        handovers: byId(rows.handovers, 'handover id'), vehicles: byId(rows.vehicles, 'vehicle id'),
    };
    byId(rows.openings, 'opening id');
    byId(rows.totals, 'total id');
    byId(rows.commodities, 'commodity id');
    // What --shut names must be one thing.
    const seen = new Map<string, string>();
    for (const kind of ['places', 'links', 'crossings', 'handovers'] as const) {
        for (const [id, {cells}] of names[kind]) {
            const other = seen.get(id);
            if (other) check.fault(cells['id']!.place, 'id', `"${id}"`, `no id of ${other}`);
            seen.set(id, kind);
        }
    }
    return names;
}

function checkHead({commodities, vehicles, circuity}: NetworkRows, check: Check): void {
    const carried = new Set(vehicles.map(v => v.value.mode));
    for (const {value, cells} of commodities) {
        value.modes.forEach((mode, i) => {
            if (carried.has(mode)) return;
            check.fault(cells[i]!.place, `modes of ${value.id}`, `"${mode}"`,
                'a mode that some vehicle has');
        });
    }
    once(circuity, 'circuity', c => `${c.mode} ${c.terrain}`, 'mode', check);
}

function checkPlaces({places}: NetworkRows, names: Names, check: Check): void {
    for (const {value, cells} of places) {
        mustName(cells['country']!, 'country', names.countries, 'a country of network.yaml', check);
        const whole = names.places.get(value.partOf ?? '');
        mustName(cells['part_of']!, 'part_of', names.places, 'the id of a place', check);
        if (whole && (whole.value.partOf !== undefined || value.partOf === value.id)) {
            check.fault(cells['part_of']!.place, 'part_of', `"${value.partOf}"`,
                'a place that is itself no part of another');
        }
    }
}

function checkLinks({links}: NetworkRows, names: Names, check: Check): void {
    const ofPlaces = 'the id of a place';
    for (const {value, cells} of links) {
        const {from, to} = cells as Record<'from' | 'to', Cell>;
        const areThere = [mustName(from, 'from', names.places, ofPlaces, check),
            mustName(to, 'to', names.places, ofPlaces, check)];
        if (value.from === value.to) check.fault(to.place, 'to', `"${to.text}"`, 'another place');
        if (areThere.every(Boolean)) checkBorderOf({value, cells}, names, check);
        for (const vehicle of value.access) {
            const mode = names.vehicles.get(vehicle)?.value.mode;
            if (mode === value.mode) continue;
            check.fault(cells['access']!.place, 'access', `"${vehicle}"`,
                `a vehicle of mode ${value.mode}`);
        }
        if (value.project !== undefined && names.links.has(value.project)) {
            check.fault(cells['project']!.place, 'project', `"${value.project}"`,
                'a name that no link has as its id');
        }
    }
}

// Two countries are joined by a border and by nothing else.
function checkBorderOf(
    {value, cells}: Pick<NetworkRows['links'][number], 'value' | 'cells'>, names: Names,
    check: Check,
): void {
    const cell = cells['crossing']!;
    const [a, b] = [value.from, value.to].map(id => names.places.get(id)!.value.country) as
        [string, string];
    if (a === b || isAtSea(value.mode)) {
        if (cell.text === '') return;
        check.fault(cell.place, 'crossing', `"${cell.text}"`,
            a === b ? `nothing, both ends lie in ${a}`
                : 'nothing: ports, not borders, end a sea lane');
        return;
    }
    const crossing = names.crossings.get(cell.text)?.value;
    if (!crossing) {
        check.fault(cell.place, 'crossing', foundText(cell.text),
            `the id of a crossing, as it leads from ${a} to ${b}`);
    } else if (!crossing.countries.includes(a) || !crossing.countries.includes(b)) {
        check.fault(cell.place, 'crossing', `${crossing.id} of ${crossing.countries.join(' and ')}`,
            `one of ${a} and ${b}`);
    }
}

function checkTables(rows: NetworkRows, names: Names, check: Check): void {
    const anything = {
        has: (id: string) => names.places.has(id) || names.links.has(id)
            || names.crossings.has(id) || names.handovers.has(id),
    };
    const ofAny = 'the id of a place, link, crossing or handover';
    const countries = choiceText(names.countries.keys());
    for (const {value, cells} of rows.crossings) {
        for (const country of value.countries.filter(c => !names.countries.has(c))) {
            check.fault(cells['countries']!.place, 'countries', `"${country}"`, countries);
        }
    }
    for (const {cells} of [...rows.openings, ...rows.observed]) {
        mustName(cells['of'] ?? cells['at']!, 'of', anything, ofAny, check);
        mustName(cells['from']!, 'from', names.countries, countries, check);
        mustName(cells['to']!, 'to', names.countries, countries, check);
    }
    for (const {cells, value} of rows.totals) {
        mustName(cells['from']!, 'from', names.places, 'the id of a place', check);
        mustName(cells['to']!, 'to', names.places, 'the id of a place', check);
        for (const via of value.via.filter(id => !names.places.has(id))) {
            check.fault(cells['via']!.place, 'via', `"${via}"`, 'ids of places');
        }
    }
    for (const {cells} of rows.coordinates) {
        mustName(cells['place']!, 'place', names.places, 'the id of a place', check);
    }
}
