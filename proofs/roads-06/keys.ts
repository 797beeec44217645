/** What may stand under a path of keys of corridor.yaml or road.yaml. */
export interface Key {
    kind: 'name' | 'reference' | 'text' | 'word' | 'figure' | 'list' | 'map';
    mayBeMissing?: boolean;
    wrong: readonly string[];
    beyond?: readonly string[];
}

const TEXT: Key = {kind: 'text', wrong: []};
const LIST: Key = {kind: 'list', wrong: ['all', '{a: b}']};
const MAP: Key = {kind: 'map', wrong: ['yes', '[a, b]']};
const NAME: Key = {kind: 'name', wrong: ["'two words'", 'a/b']};
const REFERENCE: Key = {kind: 'reference', wrong: []};

function figure(...beyond: string[]): Key {
    return {kind: 'figure', wrong: ['many', "'1,5'", "'5 km'"], beyond};
}

function word(...wrong: string[]): Key {
    return {kind: 'word', wrong};
}

const RULES: Readonly<Record<string, Key>> = {
    samePassageSeconds: figure('-1', '3601'),
    leastPlateConfidence: figure('-0.1', '1.01'),
    unregisteredTag: word('maybe', 'no'),
    stopAllowanceMinutes: figure('-1', '10001'),
    slowKmPerHour: figure('-1', '301'),
    mostMissedGantries: figure('-1', '1001'),
    missedBeside: word('maybe', 'larger'),
    futureToleranceSeconds: figure('-1', '86401'),
    oldestReadingDays: figure('-1', '36501'),
};

/** Rules that may be left out. */
const OPTIONAL_RULES: ReadonlySet<string> = new Set(['mostMissedGantries', 'missedBeside']);

function origin(path: string): [string, Key][] {
    return [
        [`${path}status`, word('guessed', "'7'")], [`${path}source`, TEXT],
        [`${path}date`, TEXT], [`${path}note`, {...TEXT, mayBeMissing: true}],
    ];
}

function road(path: string): [string, Key][] {
    const optional = (key: Key): Key => ({...key, mayBeMissing: true});
    return [
        [`${path}id`, NAME], [`${path}name`, TEXT], [`${path}directions`, LIST],
        [`${path}directions[]`, NAME],
        [`${path}tolledLength`, optional(MAP)],
        [`${path}tolledLength.value`, figure('-1', '100001')],
        [`${path}tolledLength.low`, figure('-1', '100001')],
        [`${path}tolledLength.high`, figure('-1', '0')],
        ...origin(`${path}tolledLength.`),
        [`${path}partOfRoad`, MAP], ...origin(`${path}partOfRoad.`),
        [`${path}gantries`, MAP], [`${path}gantries.idPrefix`, NAME],
        [`${path}gantries.standing`, word('anywhere')], [`${path}gantries.devices`, LIST],
        [`${path}gantries.built`, {...word('maybe', 'true'), mayBeMissing: true}],
        [`${path}gantries.devices[]`, word('radar')], ...origin(`${path}gantries.`),
    ];
}

const head: [string, Key][] = [
    ['id', NAME], ['name', TEXT], ['version', TEXT],
    ['zone', word('Asia/Karaci', "'+5'", 'Mars')],
    ['currency', MAP], ['currency.code', word('rupees', 'pkr', "'1'")],
    ['currency.minorDigits', {kind: 'figure', wrong: ['two'], beyond: ['-1', '5', '1.5']}],
    ['classes', LIST], ['classes[]', MAP], ['classes[].id', NAME], ['classes[].name', TEXT],
    ['classes[].measuredAs', {kind: 'reference', wrong: [], mayBeMissing: true}],
    ['roads', LIST], ['roads[]', MAP], ...road('roads[].'),
    ['junctions', {...LIST, mayBeMissing: true}], ['junctions[]', MAP],
    ...['at', 'from', 'fromDirection', 'to', 'toDirection']
        .map((key): [string, Key] => [`junctions[].${key}`, REFERENCE]),
    // Where a scheme has windows, its tariffs name them.
    ['windows', LIST], ['windows[]', MAP], ['windows[].id', NAME],
    ['windows[].kind', word('week', 'entryExit')], ['windows[].roads', LIST],
    ['windows[].roads[]', REFERENCE], ['windows[].lateness', word('late', 'byEventtime')],
    ['windows[].withinHours', figure('-1', '25')], ['windows[].factor', figure('-1')],
    ['windows[].roundTo', figure('-1', '0')], ['windows[].rounding', word('bankers')],
    ['windows[].paidElsewhere', word('maybe', 'true')], ...origin('windows[].'),
    ['holidays', LIST],
    ['holidays[]', {kind: 'word', wrong: ['Eid', '2026-02-30']}],
    ['priceRules', LIST], ['priceRules[]', MAP], ['priceRules[].id', NAME],
    ['priceRules[].factor', figure('-1')], ['priceRules[].ladderOf', REFERENCE],
    ['priceRules[].roundTo', figure('-1', '0')], ['priceRules[].rounding', word('bankers')],
    ...origin('priceRules[].'),
    ['rules', MAP],
    ...Object.entries(RULES).flatMap(([name, value]): [string, Key][] => [
        [`rules.${name}`, {...MAP, mayBeMissing: OPTIONAL_RULES.has(name)}],
        [`rules.${name}.value`, value], ...origin(`rules.${name}.`)]),
];

/** What each path may hold, by the kind of file. */
export const keys: Readonly<Record<'corridor' | 'road', ReadonlyMap<string, Key>>> = {
    corridor: new Map(head),
    road: new Map(road('')),
};
