import {createHash} from 'node:crypto';
import {
    Check, foundText, parseInstant, readTable, Zone, type Cell, type Fault, type Row,
} from '@karwan/base';
import type {Arrival} from './arrivals.ts';
import {factRowId, judgeFact, type FactDoor, type JudgedFact} from './door/fact.ts';

const columns = [
    'tag', 'plate', 'jurisdiction', 'class', 'exemption', 'valid_from', 'valid_to',
    'opening_balance',
] as const;
type Column = (typeof columns)[number];

const optional: readonly Column[] = [
    'tag', 'plate', 'jurisdiction', 'exemption', 'valid_to', 'opening_balance',
];

const TIME_EXPECTED = 'a day such as 2025-03-03 or a time with its offset, such as '
    + '2025-03-03T09:00:00+05:00';
/** Unlike the last_day of a price, it is the first moment that no longer counts. */
const END_EXPECTED = 'a day or time after valid_from: from valid_to on it no longer counts, so '
    + 'that of one day it is the day after';

/** Which column a fault of the door is about. */
const columnOf: Readonly<Record<string, Column>> = {
    '/tag': 'tag', '/plate': 'plate', '/plate/serial': 'plate',
    '/plate/jurisdiction': 'jurisdiction', '/class': 'class', '/exemption': 'exemption',
    '/validFrom': 'valid_from', '/validTo': 'valid_to', '/openingBalance': 'opening_balance',
};

/**
 * The facts of a register file, one for each row. Throws a Refusal with every fault of the file:
 * a register is taken whole or not at all. Days begin in the scheme's zone.
 */
export function registerFrom(
    file: string, text: string, door: FactDoor, zone: Zone, nowMs: number,
): Arrival[] {
    const check = new Check();
    const rows = readTable(file, text, columns, optional, check);
    const faults: Fault[] = [];
    const arrivals = rows.flatMap((row): Arrival[] => {
        const judged = judgeFact(wireFact(row, zone), door);
        if (judged.kind === 'refused') {
            faults.push(...faultsOf(row, door, zone));
            return [];
        }
        const {line} = row.class.place;
        return [{judged: named(judged), place: `line ${line}`, receivedMs: nowMs}];
    });
    for (const {place, what, found, expected} of faults) {
        check.fault(place, what, found, expected);
    }
    check.refuseIfFaulty();
    return arrivals;
}

/** What stands for a value that is wrong, so that the rest of its row is judged too. */
const STAND_IN: Readonly<Record<Column, (door: FactDoor) => string>> = {
    tag: () => 'T', plate: () => 'X1', jurisdiction: () => 'XX', exemption: () => '',
    class: ({classes}) => [...classes][0]!, valid_from: () => '1970-01-01',
    valid_to: () => '', opening_balance: () => '',
};

// The door names one fault of a fact. Each is mended in turn, until the row would be taken.
function faultsOf(row: Row<Column>, door: FactDoor, zone: Zone): Fault[] {
    const faults: Fault[] = [];
    let mended = row;
    while (faults.length <= columns.length) {
        const judged = judgeFact(wireFact(mended, zone), door);
        if (judged.kind === 'fact') break;
        const column = columnOf[judged.field];
        faults.push(faultOf(row, column, judged));
        mended = withStandIn(mended, column ?? 'tag', door);
    }
    return faults;
}

// A plate and where it is from are right together or not at all.
function withStandIn(row: Row<Column>, column: Column, door: FactDoor): Row<Column> {
    const isPlate = column === 'plate' || column === 'jurisdiction';
    const names: readonly Column[] = isPlate ? ['plate', 'jurisdiction'] : [column];
    const cells = names.map(name => [name, {...row[name], text: STAND_IN[name](door)}] as const);
    return {...row, ...Object.fromEntries(cells)};
}

function faultOf(
    row: Row<Column>, column: Column | undefined, judged: JudgedFact & {kind: 'refused'},
): Fault {
    const {place, text} = row[column ?? 'class'];
    // The file's own words help its writer, but for a plate: faults are sent and pasted.
    const isPlain = column !== undefined && column !== 'plate' && column !== 'jurisdiction';
    return {
        place, what: column ?? 'row', found: isPlain ? foundText(text) : judged.found,
        expected: expectedOf(row, column) ?? judged.expected,
    };
}

function expectedOf(row: Row<Column>, column: Column | undefined): string | undefined {
    if (column === 'valid_to' && isTime(row.valid_to.text)) return END_EXPECTED;
    return column?.startsWith('valid_') ? TIME_EXPECTED : undefined;
}

function isTime(text: string): boolean {
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
    return parseInstant(isDay ? `${text}T00:00:00Z` : text) !== undefined;
}

function wireFact(row: Row<Column>, zone: Zone): object {
    const said = (name: string, {text}: Cell): object => text === '' ? {} : {[name]: text};
    const jurisdiction = said('jurisdiction', row.jurisdiction);
    return {
        fact: 'register', id: 'row',
        ...said('tag', row.tag),
        ...(row.plate.text === '' ? {} : {plate: {serial: row.plate.text, ...jurisdiction}}),
        class: row.class.text,
        ...said('exemption', row.exemption),
        validFrom: instantText(row.valid_from.text, zone),
        ...(row.valid_to.text === '' ? {} : {validTo: instantText(row.valid_to.text, zone)}),
        ...said('openingBalance', row.opening_balance),
    };
}

// A plain day is that day's beginning where the road lies; a time must say its offset.
function instantText(text: string, zone: Zone): string {
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
    return isDay && parseInstant(`${text}T00:00:00Z`) !== undefined
        ? new Date(zone.startOfDayMs(text)).toISOString() : text;
}

// Named after what it says, with tokens for plates: the same row in another file is the same fact.
function named(fact: JudgedFact & {kind: 'fact'}): JudgedFact {
    const says = fact.rows.map(({kind, token, other, validFromMs, validToMs, body}) =>
        [kind, token, other, validFromMs, validToMs, body]);
    const digest = createHash('sha256').update(JSON.stringify(says)).digest('hex');
    const id = `register-${digest.slice(0, 24)}`;
    return {...fact, id, rows: fact.rows.map(row => ({...row, id: factRowId(id, row.kind)}))};
}
