import {groupedBy, moneyText, type Check, type Currency} from '@karwan/base';
import {lineId} from './lines.ts';
import type {MatrixRow, PlacedMatrixRow} from './read-matrix.ts';
import type {PlacedPrice} from './read-prices.ts';
import type {PlacedRoad} from './read-roads.ts';

type Exit = MatrixRow['exits'] extends ReadonlyMap<string, infer E> ? E : never;

/**
 * The rows of matrices, those that are printed as a triangle written out: where a tariff line says
 * that there and back cost the same, a pair that is empty costs what stands for the way back. Where
 * the tariff is not sound, what a line of it says is not known, and no such pair is told missing.
 */
export function withWaysBack(
    matrix: readonly PlacedMatrixRow[], prices: readonly PlacedPrice[],
    roads: readonly PlacedRoad[], currency: Currency, isSound: boolean, check: Check,
): PlacedMatrixRow[] {
    const lines = new Map(prices.map(price => [lineId(price.value), price]));
    return [...groupedBy(matrix, row => lineId(row.value))].flatMap(([id, rows]) => {
        const line = lines.get(id);
        if (line ? !line.value.isSymmetric : isSound) return rows;
        const road = roads.find(({value}) => value.id === rows[0]!.value.road);
        if (road?.value.directions.length === 1) {
            if (line) check.fault(line.cells.symmetric.place, 'symmetric',
                `it for the ${road.value.id}, which is driven one way`, 'nothing');
            return rows;
        }
        const table = new Map(rows.map(row => [row.value.entry, row.value]));
        if (line && isSound) checkAlike(rows, table, currency, check);
        return [...rows, ...missingRows(rows, table)].map(row => filled(row, table));
    });
}

type Table = ReadonlyMap<string, MatrixRow>;

// What is printed both ways although both are said to be the same.
function checkAlike(
    rows: readonly PlacedMatrixRow[], table: Table, currency: Currency, check: Check,
): void {
    const told = new Set<Exit>();
    for (const {value: {entry, exits}} of rows) {
        for (const [exit, there] of exits) {
            const back = table.get(exit)?.exits.get(entry);
            told.add(there);
            if (!back || !told.has(back) || back === there) continue;
            const [found, before] = [there.amountMinor, back.amountMinor];
            if (found === undefined || before === undefined || found === before) continue;
            check.fault(there.place, `price from ${entry} to ${exit}`, moneyText(found, currency),
                `${moneyText(before, currency)} as for the way back, or a line without symmetric`);
        }
    }
}

// The last row of a triangle is empty and often not printed.
function missingRows(rows: readonly PlacedMatrixRow[], table: Table): PlacedMatrixRow[] {
    const first = rows[0]!;
    const exits = new Set(rows.flatMap(({value}) => [...value.exits]
        .flatMap(([exit, {amountMinor}]) => amountMinor === undefined ? [] : [exit])));
    return [...exits].filter(exit => !table.has(exit)).map(entry => ({
        ...first, value: {...first.value, entry, exits: new Map([...first.value.exits.keys()].map(
            exit => [exit, {amountMinor: undefined, place: first.place}]))},
    }));
}

function filled({value, ...placed}: PlacedMatrixRow, table: Table): PlacedMatrixRow {
    const exits = new Map([...value.exits].map(([exit, cell]) => {
        const back = table.get(exit)?.exits.get(value.entry);
        const isWayBack = cell.amountMinor === undefined && exit !== value.entry
            && back?.amountMinor !== undefined;
        return [exit, isWayBack ? back : cell];
    }));
    return {...placed, value: {...value, exits}};
}
