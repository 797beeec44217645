import {findIndicator, readTable, statuses, type Cell, type Check} from '@karwan/base';
import {evidences, standings, type Commitment, type Measurement, type Range} from './agreements.ts';
import {looseDate} from './dates.ts';
import type {Placed} from './placed.ts';

export const COMMITMENT = [
    'id', 'project', 'indicator', 'aspect', 'standing', 'low', 'value', 'high', 'unit', 'due',
    'party', 'agreement', 'date', 'source', 'status', 'note',
] as const;
export const MEASUREMENT = [
    'id', 'project', 'indicator', 'aspect', 'low', 'value', 'high', 'unit', 'evidence', 'party',
    'date', 'source', 'status', 'note',
] as const;

const MOST = 1e12;

/** A table of `commitments/`. */
export function readCommitments(file: string, text: string, check: Check): Placed<Commitment>[] {
    const optional = ['low', 'high', 'note'] as const;
    return readTable(file, text, COMMITMENT, optional, check).map(cells => ({
        place: cells.id.place, cells,
        value: {
            ...sharedOf(cells, check),
            standing: check.oneOf(cells.standing, 'standing', standings),
            figure: check.optional(cells.value, () => rangeOf(cells, check)),
            due: check.optional(cells.due, cell => looseDate(cell, 'due', check)) ?? '',
            agreement: cells.agreement.text,
        },
    }));
}

/** measurements.csv. */
export function readMeasurements(text: string, check: Check): Placed<Measurement>[] {
    const optional = ['low', 'high', 'note'] as const;
    return readTable('measurements.csv', text, MEASUREMENT, optional, check).map(cells => ({
        place: cells.id.place, cells,
        value: {
            ...sharedOf(cells, check), figure: rangeOf(cells, check),
            evidence: check.oneOf(cells.evidence, 'evidence', evidences),
        },
    }));
}

type SharedCells = Readonly<Record<
    'id' | 'project' | 'indicator' | 'aspect' | 'unit' | 'party' | 'date' | 'source' | 'status'
    | 'note', Cell>>;

function sharedOf(cells: SharedCells, check: Check) {
    checkUnit(cells, check);
    return {
        id: check.id(cells.id, 'id'),
        project: check.id(cells.project, 'project'),
        indicator: cells.indicator.text, aspect: cells.aspect.text,
        party: check.id(cells.party, 'party'),
        date: looseDate(cells.date, 'date', check),
        source: check.text(cells.source, 'source'),
        status: check.oneOf(cells.status, 'status', statuses),
        note: cells.note.text, at: cells.id.place,
    };
}

// The unit is written out, so that a row can be read alone, and must be the indicator's.
function checkUnit({indicator, unit}: SharedCells, check: Check): void {
    const known = findIndicator(indicator.text);
    if (!known) {
        check.fault(indicator.place, 'indicator', `"${indicator.text}"`,
            'an indicator of the list in packages/base');
    } else if (unit.text !== known.unit) {
        check.fault(unit.place, `unit of ${known.id}`, `"${unit.text}"`, known.unit);
    }
}

function rangeOf(cells: Readonly<Record<'low' | 'value' | 'high', Cell>>, check: Check): Range {
    const number = (cell: Cell, what: string): number => check.number(cell, what, -MOST, MOST);
    const value = number(cells.value, 'value');
    const low = check.optional(cells.low, cell => number(cell, 'low')) ?? value;
    const high = check.optional(cells.high, cell => number(cell, 'high')) ?? value;
    if (low > value) check.fault(cells.low.place, 'low', `${low}`, `at most the value ${value}`);
    if (high < value) check.fault(cells.high.place, 'high', `${high}`, `at least ${value}`);
    return {value, low, high};
}
