import {readTable, statuses, type Cell, type Check, type Figure} from '@karwan/base';
import {capacityOf, isOneWay, optionalNumber, sourceDate} from './cells.ts';
import {handoverKinds, modes, type Handover, type Observed} from './network.ts';
import type {Placed} from './placed.ts';

const NEEDED = [
    'id', 'at', 'kind', 'from', 'to', 'mode', 'hours_p10', 'hours_p50', 'hours_p90',
    'hours_status', 'hours_source', 'hours_date', 'money_p10', 'money_p50', 'money_p90',
    'money_status', 'money_source', 'money_date',
] as const;
const OPTIONAL = ['way', 'side', 'loss_permille', 'capacity', 'capacity_unit', 'note'] as const;
const COLUMNS = [...NEEDED, ...OPTIONAL];
const OBSERVED = [
    'at', 'from', 'to', 'mode', 'side', 'what', 'year', 'value', 'direction', 'source',
    'source_date', 'note',
] as const;

/** handovers.csv: what a border, a gauge change, a port or a terminal takes. */
export function readHandovers(text: string, check: Check): Placed<Handover>[] {
    return readTable('handovers.csv', text, COLUMNS, OPTIONAL, check).map(cells => ({
        place: cells.id.place, cells,
        value: {
            id: check.id(cells.id, 'handover id'),
            of: check.id(cells.at, 'at'),
            kind: check.oneOf(cells.kind, 'kind', handoverKinds),
            from: check.id(cells.from, 'from'),
            to: check.id(cells.to, 'to'),
            mode: check.optional(cells.mode, c => check.oneOf(c, 'mode', modes)),
            isOneWay: isOneWay(cells.way, check),
            side: check.optional(cells.side, c => check.id(c, 'side')),
            hours: spreadOf(cells, 'hours', 'h', check),
            money: spreadOf(cells, 'money', 'money', check),
            lossPermille: optionalNumber(cells.loss_permille, 'loss_permille', 0, 1000, check) ?? 0,
            capacity: capacityOf(cells, check),
            at: cells.id.place, note: cells.note.text,
        },
    }));
}

// The three quantiles of an amount, each needed, none below the one before.
function spreadOf(
    cells: Readonly<Record<string, Cell>>, what: string, unit: string, check: Check,
): Required<Figure> {
    const cell = (part: string): Cell => cells[`${what}_${part}`]!;
    const [low, value, high] = ['p10', 'p50', 'p90']
        .map(part => check.number(cell(part), `${what}_${part}`, 0, 1e7)) as
        [number, number, number];
    if (low > value) {
        check.fault(cell('p10').place, `${what}_p10`, `${low}`, `at most the p50 ${value}`);
    }
    if (high < value) {
        check.fault(cell('p90').place, `${what}_p90`, `${high}`, `at least the p50 ${value}`);
    }
    return {
        low, value, high, unit,
        status: check.oneOf(cell('status'), `${what}_status`, statuses),
        source: check.text(cell('source'), `${what}_source`),
        date: sourceDate(cell('date'), check),
    };
}

/** observed.csv: published figures of crossings that stand beside ours. */
export function readObserved(text: string, check: Check): Placed<Observed>[] {
    const optional = ['side', 'direction', 'note'] as const;
    return readTable('observed.csv', text, OBSERVED, optional, check).map(cells => ({
        place: cells.at.place, cells,
        value: {
            of: check.id(cells.at, 'at'),
            from: check.id(cells.from, 'from'),
            to: check.id(cells.to, 'to'),
            mode: check.oneOf(cells.mode, 'mode', modes),
            side: check.optional(cells.side, c => check.id(c, 'side')),
            what: check.oneOf(cells.what, 'what', ['hours', 'money'] as const),
            year: check.number(cells.year, 'year', 1900, 2200),
            value: check.number(cells.value, 'value', 0, 1e7),
            direction: cells.direction.text,
            source: check.text(cells.source, 'source'),
            date: sourceDate(cells.source_date, check),
            at: cells.at.place, note: cells.note.text,
        },
    }));
}
