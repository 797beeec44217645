/** What no cell of a column may hold, whatever else the files say. */
export interface ColumnRule {
    wrong: readonly string[];
    /** The column may not be left out of its table. */
    isNeeded: boolean;
}

const column = (isNeeded: boolean, ...wrong: string[]): ColumnRule => ({wrong, isNeeded});
const needed = (...wrong: string[]): ColumnRule => column(true, '', ...wrong);
const optional = (...wrong: string[]): ColumnRule => column(false, ...wrong);

const id = needed('two words', 'a/b', 'a,b');
const text = needed();
const free = optional();
const reference = needed('no-such-thing', 'two words');
const amount = needed('many', '-1', '1e3', '1,5', '99999999999');
const maybe = optional('some', '-1', '99999999999');
const status = needed('guessed', 'Published');
const date = needed('last year', '2025-13', '2025-02-30', '25-01-01');
const day = optional('2025-02-30', '1 May 2025', '2025-13-01');
const lat = needed('north', '91', '-91', '24,8');
const lon = needed('east', '181', '-181');
const country = needed('Pakistan', 'XX');
const mode = needed('air', 'Road');

/** By file (of the folders `places` and `links` any) and column. */
export const columnRules: Readonly<Record<string, Readonly<Record<string, ColumnRule>>>> = {
    'places': {
        id, name: text, kind: needed('village', 'City'), country,
        part_of: optional('no-such-place', 'two words'), aliases: free, lat, lon,
        elevation_m: optional('high', '9999'), status, source: text, source_date: date, note: free,
    },
    'links': {
        id, from: reference, to: reference, way: optional('back', 'one'), mode, line: column(true),
        length_km: amount, low_km: optional('some', '-1', '30000'),
        high_km: optional('some', '-1', '0'),
        basis: needed('guess', 'Read'), status, source: text, source_date: date,
        state: needed('shut', 'Open'), project: optional('two words'),
        crossing: optional('no-such-crossing'), terrain: optional('steep'),
        class: optional('freeway'), lanes: optional('two', '0', '99'),
        axle_t: optional('heavy', '-1', '500'), gauge_mm: optional('1520mm', '1521', '1,520'),
        tracks: optional('double', '0', '99'), electrified: free,
        max_kmh: optional('fast', '0', '999'),
        gradient_permille: optional('steep', '-1', '200'), access: optional('no-such-vehicle'),
        capacity: maybe, capacity_unit: free, hours: maybe, condition: optional('bad'), note: free,
    },
    'crossings.csv': {
        id, name: text, countries: needed('AA', 'AA;AA', 'PK;AF;UZ', 'PK;XX'), note: free,
    },
    'handovers.csv': {
        id, at: reference, kind: needed('customs', 'Border'), from: needed('XX', 'nothing else'),
        to: needed('XX', 'nothing else'), mode: column(true, 'air'), way: optional('back'),
        side: optional('XX'),
        hours_p10: amount, hours_p50: amount, hours_p90: amount, hours_status: status,
        hours_source: text, hours_date: date, money_p10: amount, money_p50: amount,
        money_p90: amount, money_status: status, money_source: text, money_date: date,
        loss_permille: optional('some', '-1', '1001'), capacity: maybe, capacity_unit: free,
        note: free,
    },
    'rates.csv': {
        what: needed('toll', 'Speed'), mode: needed('air'), country: needed('XX'),
        class: needed('freeway'), terrain: needed('steep'), vehicle: needed('cart'),
        low: optional('some', '-1'), value: amount, high: optional('some', '-1'),
        status, source: text, source_date: date, note: free,
    },
    'tolls.csv': {
        link: reference, vehicle: needed('cart'), money: amount, whole: maybe, first_day: day,
        last_day: day, status, source: text, source_date: date, note: free,
    },
    'openings.csv': {
        id, of: reference, rule: needed('closed', 'Shut'), first_day: day, last_day: day,
        known_to: day, zone: optional('Karachi time', 'Mars/Olympus'), open: optional('daily'),
        factor: optional('slow', '0.5'), from: optional('XX'), to: optional('XX'),
        mode: optional('air'), status, source: text, source_date: date, note: free,
    },
    'totals.csv': {
        id, line: text, mode, from: reference, to: reference, via: optional('no-such-place'),
        length_km: amount, tolerance: optional('some', '-1', '2'), status, source: text,
        source_date: date, note: free,
    },
    'coordinates.csv': {
        place: reference, lat, lon, status, source: text, source_date: date, note: free,
    },
    'observed.csv': {
        at: reference, from: country, to: country, mode, side: free,
        what: needed('days'), year: needed('last', '1'), value: amount, direction: free,
        source: text, source_date: date, note: free,
    },
};

/** Edits of network.yaml, each with a pattern of the line that it breaks and what it becomes. */
export const yamlRules: readonly {
    how: string;
    line: RegExp;
    becomes: string;
    /** How many lines below it is told: where a bracket that is open should have closed. */
    below?: number;
}[] = [
    {how: 'no id', line: /^id: .*$/, becomes: 'id: two words'},
    {how: 'no name', line: /^name: .*$/, becomes: 'name:'},
    {how: 'no version', line: /^version: .*$/, becomes: 'version:'},
    {how: 'unknown key', line: /^version: .*$/, becomes: 'edition: 1'},
    {how: 'currency', line: /^currency: .*$/, becomes: 'currency: {code: dollars, minorDigits: 2}'},
    {how: 'digits', line: /^currency: .*$/, becomes: 'currency: {code: USD, minorDigits: two}'},
    {how: 'country id', line: /\{id: ([A-Z]{2}),/, becomes: '{id: $1x,'},
    {how: 'zone', line: /zone: [A-Za-z]+\/[A-Za-z]+/, becomes: 'zone: Mars/Olympus'},
    {how: 'vehicle mode', line: /mode: road, tonnes: \d+/, becomes: 'mode: air, tonnes: 20'},
    {how: 'vehicle tonnes', line: /tonnes: \d+\}/, becomes: 'tonnes: heavy}'},
    {how: 'negative value', line: /^ {6}value: \{value: \d+/, becomes: '      value: {value: -1'},
    {
        how: 'low above', line: /^ {6}(hour): \{value: [\d.]+/,
        becomes: '      $1: {low: 999, value: 1',
    },
    {how: 'status', line: /status: assumed/, becomes: 'status: guessed'},
    {how: 'no modes', line: /^ {6}modes: .*$/, becomes: '      modes: []'},
    {how: 'mode of none', line: /^ {6}modes: .*$/, becomes: '      modes: [pipe]'},
    {how: 'open bracket', line: /^ {6}modes: .*$/, becomes: '      modes: [road', below: 1},
    {how: 'tab', line: /^ {6}name: .*$/, becomes: '\tname: Container'},
    {how: 'terrain', line: /terrain: (plain|desert|hill)/, becomes: 'terrain: steep'},
    {how: 'licence', line: /, attribution: .*\}$/, becomes: '}'},
];
