/** What a column may hold, as the documentation says it: decided here, and nowhere looked up. */
export interface Column {
    kind: 'name' | 'reference' | 'text' | 'word' | 'figure' | 'day';
    mayBeEmpty?: boolean;
    /** Texts that are of another kind than what belongs there. */
    wrong: readonly string[];
    /** Of the right kind, and never right. */
    beyond?: readonly string[];
}

const NAME: Column = {kind: 'name', wrong: ['two words', 'a/b']};
const TEXT: Column = {kind: 'text', wrong: []};
const NOTE: Column = {kind: 'text', wrong: [], mayBeEmpty: true};
const REFERENCE: Column = {kind: 'reference', wrong: []};
const STATUS: Column = {kind: 'word', wrong: ['guessed', '7', 'Published']};
const SIGNED_KM: Column = {
    kind: 'figure', wrong: ['twelve', '12,5', '12.5 km', '1e3', '.5'],
    beyond: ['-100001', '1.2345'],
};
const KM: Column = {...SIGNED_KM, beyond: ['-1', '0.0005']};
const LAT: Column = {
    kind: 'figure', mayBeEmpty: true, wrong: ['north', '33 N', '33,5'], beyond: ['91', '-90.5'],
};
const LON: Column = {...LAT, wrong: ['east', '73 E'], beyond: ['181', '-180.5']};
const MONEY: Column = {
    kind: 'figure', wrong: ['Rs 50', 'fifty', '1e2', '5.'], beyond: ['-1', '0.0000001'],
};
const DAY: Column = {
    kind: 'day', wrong: ['1 Jan 2025', 'soon', '2025/01/01'],
    beyond: ['2025-13-01', '2025-02-29', '2025-00-10', '0'],
};

const HOURS: Column = {
    kind: 'day', mayBeEmpty: true, wrong: ['morning', '6-10', '06:00'],
    beyond: ['25:00-26:00', '08:00-08:00'],
};
const DAYS: Column = {
    kind: 'day', mayBeEmpty: true, wrong: ['weekdays', '1-5', 'mo-fr'],
    beyond: ['fri-mon', 'mon-', 'sun-holiday'],
};

const ORIGIN = {status: STATUS, source: TEXT, source_date: TEXT, note: NOTE} as const;

/** What stands under an exit of a matrix. */
const PRICE_TO_EXIT: Column = {...MONEY, wrong: ['EUR 4.40', 'free', '1e2', '5.']};

/** What a column of a table may hold; undefined where nothing is said of it. */
export function columnOf(table: string, column: string): Column | undefined {
    const known = columns[table]?.[column];
    return known ?? (table === 'matrix.csv' ? PRICE_TO_EXIT : undefined);
}

/** The columns of each table; what is in no list here is a fault of the proof. */
const columns: Readonly<Record<string, Readonly<Record<string, Column>>>> = {
    'interchanges.csv': {
        road: REFERENCE, id: NAME, name: TEXT, km: SIGNED_KM,
        ramps: {kind: 'word', wrong: ['maybe', '1', 'true']}, lat: LAT, lon: LON, ...ORIGIN,
    },
    'sections.csv': {
        road: REFERENCE, from: REFERENCE, to: REFERENCE, length_km: KM, tolled_km: KM,
        low_km: KM, high_km: KM, ...ORIGIN,
    },
    'points.csv': {
        id: NAME, kind: {kind: 'word', wrong: ['bridge', '3']}, name: TEXT, road: REFERENCE,
        direction: REFERENCE, at: REFERENCE, km: SIGNED_KM,
        low_km: {...SIGNED_KM, mayBeEmpty: true}, high_km: {...SIGNED_KM, mayBeEmpty: true},
        status: STATUS, lat: LAT, lon: LON, note: NOTE,
    },
    'devices.csv': {
        id: NAME, point: REFERENCE, kind: {kind: 'word', wrong: ['radar', 'Antenna']},
        site: {kind: 'text', wrong: ['two words']},
    },
    'tariffs.csv': {
        road: REFERENCE, class: REFERENCE, first_day: DAY, last_day: {...DAY, mayBeEmpty: true},
        hours: HOURS, days: DAYS,
        basis: {kind: 'word', wrong: ['lump-sum', 'per km']}, gantry: REFERENCE, from: REFERENCE,
        to: REFERENCE, beyond_km: {...KM, mayBeEmpty: true},
        symmetric: {kind: 'word', mayBeEmpty: true, wrong: ['maybe', 'true']},
        amount: {...MONEY, beyond: ['-1']},
        round_to: {...MONEY, beyond: ['-1', '0', '0.0000001']},
        rounding: {kind: 'word', wrong: ['bankers', '10']}, rule: REFERENCE, of: REFERENCE,
        printed_class: NOTE, ...ORIGIN,
    },
    'matrix.csv': {
        road: REFERENCE, class: REFERENCE, first_day: DAY, days: DAYS, hours: HOURS,
        entry: REFERENCE,
    },
    'surcharges.csv': {
        id: {kind: 'name', wrong: []}, when: {kind: 'word', wrong: ['night', 'notag']},
        first_day: DAY, last_day: {...DAY, mayBeEmpty: true},
        factor: {kind: 'figure', wrong: ['+25 %', '1,25'], beyond: ['0.99', '-1']},
        at_least: MONEY, round_to: {...MONEY, beyond: ['-1', '0']},
        rounding: {kind: 'word', wrong: ['bankers', '10']},
        lateness: {kind: 'word', wrong: ['late', 'byEventtime']}, ...ORIGIN,
    },
};
