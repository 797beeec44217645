import {readTable, statuses, type Check, type Place} from '@karwan/base';
import type {Uncertain} from './uncertain.ts';

/** A figure that a plan rests on, with its range, its unit and where it comes from. */
export interface Input extends Uncertain {
    unit: string;
    source: string;
    date: string;
    note: string;
    at: Place;
}

/** The value of each input in one draw, by its id. */
export type Drawn = ReadonlyMap<string, number>;

const COLUMNS = ['id', 'low', 'value', 'high', 'unit', 'status', 'source', 'source_date',
    'note'] as const;

/**
 * The inputs of a table. Each is drawn between its low and its high with the peak at its value,
 * anywhere between them alike where the note begins with "alike"; what is measured has no range.
 */
export function readInputs(file: string, text: string, check: Check): Input[] {
    const seen = new Set<string>();
    return readTable(file, text, COLUMNS, ['note'], check).map(row => {
        const number = (cell: typeof row.low, what: string): number =>
            check.number(cell, what, -1e12, 1e12);
        const id = check.id(row.id, 'input id');
        if (seen.has(id)) check.fault(row.id.place, 'input id', `"${id}" twice`, 'each once');
        seen.add(id);
        const value = number(row.value, 'value');
        const low = row.low.text === '' ? value : number(row.low, 'low');
        const high = row.high.text === '' ? value : number(row.high, 'high');
        if (!(low <= value && value <= high)) {
            check.fault(row.value.place, 'value', `${value}`, `a value from ${low} to ${high}`);
        }
        const status = check.oneOf(row.status, 'status', statuses);
        return {
            id, low, value, high, status, unit: check.text(row.unit, 'unit'),
            shape: row.note.text.startsWith('alike') ? 'uniform' : 'triangular',
            source: check.text(row.source, 'source'), date: check.text(row.source_date, 'date'),
            note: row.note.text, at: row.id.place,
        };
    });
}

/** The value of an input in a draw. Throws where there is none: a model names what it needs. */
export function drawnOf(drawn: Drawn, id: string): number {
    const value = drawn.get(id);
    if (value === undefined) throw new Error(`no input ${id}`);
    return value;
}

/** Every input at its own value. */
export function asGiven(inputs: readonly Input[]): Drawn {
    return new Map(inputs.map(({id, value}) => [id, value]));
}
