import {choiceText, foundText, groupedBy, type Check} from '@karwan/base';
import {lineId} from './lines.ts';
import {once} from './placed.ts';
import type {PlacedMatrixRow} from './read-matrix.ts';
import type {PlacedPrice} from './read-prices.ts';
import type {PlacedRoad} from './read-roads.ts';
import {placesAlong, type PlacedInterchange} from './read-tables.ts';
import type {Soundness} from './soundness.ts';

interface MatrixFiles {
    roads: readonly PlacedRoad[];
    interchanges: readonly PlacedInterchange[];
    prices: readonly PlacedPrice[];
    matrix: readonly PlacedMatrixRow[];
}

/**
 * A tariff line that is a matrix has a price for each pair that can be driven and for no other;
 * there and back may cost differently.
 */
export function checkMatrix(read: MatrixFiles, sound: Soundness, check: Check): void {
    if (!sound.of('interchanges', 'matrix')) return;
    const rows = groupedBy(read.matrix, row => lineId(row.value));
    for (const [id, group] of rows) checkRows(id, group, read, check);
    if (!sound.of('roads', 'tariffs')) return;
    const lines = new Map(read.prices.filter(({value}) => value.basis === 'matrix')
        .map(price => [lineId(price.value), price]));
    for (const [id, [row]] of rows) {
        if (lines.has(id)) continue;
        check.fault(row!.cells[strayCell(row!, lines.values())].place, 'matrix row', `no line ${id}`
            + ' that is a matrix',
            'a row in tariffs.csv with this road, class, first_day, days and hours, and basis '
                + 'matrix');
    }
    for (const [id, line] of lines) checkEntries(id, line, rows.get(id) ?? [], read, check);
}

// The first cell of a row by which it belongs to no line.
function strayCell(
    {value}: PlacedMatrixRow, lines: Iterable<PlacedPrice>,
): 'road' | 'class' | 'first_day' | 'days' | 'hours' {
    let alike = [...lines].map(line => line.value);
    for (const [key, cell] of [
        ['road', 'road'], ['class', 'class'], ['firstDay', 'first_day'], ['daysText', 'days'],
    ] as const) {
        alike = alike.filter(line => line[key] === value[key]);
        if (alike.length === 0) return cell;
    }
    return 'hours';
}

// Each row has a price for every exit that can be reached from its entry.
function checkRows(
    id: string, rows: readonly PlacedMatrixRow[], {roads, interchanges}: MatrixFiles, check: Check,
): void {
    const road = roads.find(r => r.value.id === rows[0]!.value.road)?.value;
    if (!road) return;
    const along = placesAlong(road.id, interchanges);
    const isOneWay = road.directions.length === 1;
    once(rows, `entry of ${id}`, row => row.entry, 'entry', check);
    for (const {value: {entry, exits}, cells} of rows) {
        if (!along.includes(entry)) {
            check.fault(cells.entry.place, 'entry', foundText(entry), choiceText(along, entry));
            continue;
        }
        for (const [exit, {amountMinor, place}] of exits) {
            const isDriven = canDrive(along, entry, exit, isOneWay);
            if ((amountMinor !== undefined) === isDriven) continue;
            check.fault(place, `price from ${entry} to ${exit}`,
                isDriven ? 'nothing' : 'an amount', isDriven
                    ? 'an amount (0 where it is free)' : whyNone(along, entry, exit, road.id));
        }
    }
}

// A line has a row for every entry from which one can drive.
function checkEntries(
    id: string, line: PlacedPrice, rows: readonly PlacedMatrixRow[],
    {roads, interchanges}: MatrixFiles, check: Check,
): void {
    const {road} = line.value;
    const along = placesAlong(road, interchanges);
    const isOneWay = roads.find(r => r.value.id === road)?.value.directions.length === 1;
    const told = new Set(rows.map(row => row.value.entry));
    const missing = along.filter(entry => !told.has(entry)
        && along.some(exit => canDrive(along, entry, exit, isOneWay)));
    if (missing.length === 0) return;
    check.fault(line.cells.basis.place, `matrix of ${id}`, `no row from ${missing.join(', ')}`,
        'a row in matrix.csv for each interchange where one can come on');
}

function canDrive(
    along: readonly string[], entry: string, exit: string, isOneWay: boolean,
): boolean {
    const [from, to] = [along.indexOf(entry), along.indexOf(exit)];
    return to >= 0 && from !== to && (from < to || !isOneWay);
}

function whyNone(along: readonly string[], entry: string, exit: string, road: string): string {
    if (entry === exit) return 'nothing, or - : entry and exit are one';
    return along.includes(exit) ? `nothing: the ${road} is driven one way`
        : `nothing: ${exit} does not lie on the ${road}`;
}
