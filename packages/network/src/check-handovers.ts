import {choiceText, foundText, type Cell, type Check} from '@karwan/base';
import {GAUGE, partOf} from './mode-gauge.ts';
import {isAtSea, mustName, type Names} from './names.ts';
import {modes, type Handover} from './network.ts';
import type {NetworkRows} from './network-rows.ts';
import type {Placed} from './placed.ts';

/** Writes down what is wrong with handovers, and which borders have none. */
export function checkHandovers(rows: NetworkRows, names: Names, check: Check): void {
    for (const row of rows.handovers) {
        if (row.value.kind === 'border') checkBorder(row, names, check);
        else checkInPlace(row, names, check);
    }
    checkOnceInPlace(rows, check);
    checkBordersHaveRows(rows, names, check);
}

// Rows of a border add up; of two gauge changes at one place one would take the cheaper.
function checkOnceInPlace({handovers}: NetworkRows, check: Check): void {
    const told = new Map<string, number>();
    for (const {value: {kind, of, from, to, isOneWay}, cells} of handovers) {
        if (kind === 'border') continue;
        for (const [a, b] of isOneWay ? [[from, to]] : [[from, to], [to, from]]) {
            const key = `${kind} ${of} ${a} ${b}`;
            const before = told.get(key);
            const {place} = cells['at']!;
            told.set(key, before ?? place.line);
            if (before === undefined || before === place.line) continue;
            check.fault(place, `${kind} at ${of}`, `${a} to ${b} again, as on line ${before}`,
                'one row: those of a border alone add up');
        }
    }
}

type Cells = Readonly<Record<'at' | 'from' | 'to' | 'mode' | 'side' | 'way', Cell>>;

function checkBorder(row: Placed<Handover>, names: Names, check: Check): void {
    const cells = row.cells as Cells;
    const crossing = names.crossings.get(row.value.of)?.value;
    if (!crossing) {
        mustName(cells.at, 'at', names.crossings, 'the id of a crossing, as it is a border', check);
        return;
    }
    const both = new Set<string>(crossing.countries);
    for (const key of ['from', 'to', 'side'] as const) {
        mustName(cells[key], key, both, choiceText(both), check);
    }
    if (row.value.from === row.value.to) {
        check.fault(cells.to.place, 'to', `"${cells.to.text}"`, 'the other country');
    }
    if (cells.mode.text === '') {
        check.fault(
            cells.mode.place, 'mode', 'nothing', `${choiceText(modes)}: whose border it is`);
    }
    if (cells.way.text === 'both') {
        check.fault(cells.way.place, 'way', '"both"', 'nothing: the way back is a row of its own');
    }
}

function checkInPlace(row: Placed<Handover>, names: Names, check: Check): void {
    const {at, from, to, mode, side} = row.cells as Cells;
    const {kind} = row.value;
    mustName(at, 'at', names.places, `the id of a place, as it is a ${kind}`, check);
    if (side.text !== '') check.fault(side.place, 'side', `"${side.text}"`, 'nothing: no border');
    for (const [cell, what] of [[from, 'from'], [to, 'to']] as const) {
        const isRight = kind === 'gauge' ? GAUGE.test(cell.text) : partOf(cell.text) !== undefined;
        if (isRight) continue;
        check.fault(cell.place, what, foundText(cell.text), kind === 'gauge'
            ? 'millimetres such as 1520' : `${choiceText(modes)}, or rail:1520`);
    }
    if (from.text === to.text) check.fault(to.place, 'to', `"${to.text}"`, 'another one');
    const isMode = kind === 'gauge' ? mode.text === 'rail' : mode.text === '';
    if (!isMode) {
        check.fault(mode.place, 'mode', foundText(mode.text),
            kind === 'gauge' ? 'rail' : `nothing, as it is a ${kind}`);
    }
}

// A border that takes no time at all would be the cheapest way round every other one.
function checkBordersHaveRows(rows: NetworkRows, names: Names, check: Check): void {
    const there = new Set(rows.handovers.map(({value}) =>
        `${value.of} ${value.mode} ${value.from} ${value.to}`));
    const told = new Set<string>();
    for (const {value, cells} of rows.links) {
        if (value.crossing === undefined || isAtSea(value.mode)) continue;
        const [a, b] = [value.from, value.to].map(id => names.places.get(id)?.value.country);
        for (const [from, to] of value.isOneWay ? [[a, b]] : [[a, b], [b, a]]) {
            const key = `${value.crossing} ${value.mode} ${from} ${to}`;
            if (from === undefined || to === undefined || there.has(key) || told.has(key)) continue;
            told.add(key);
            check.fault(cells['crossing']!.place, 'crossing', `no border of ${value.crossing} by `
                + `${value.mode} from ${from} to ${to} in handovers.csv`, 'a row that says what '
                + 'it takes');
        }
    }
}
