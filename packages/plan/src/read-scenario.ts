import {
    Check, choiceText, readYaml, type Cell, type YamlValue,
} from '@karwan/base';
import {editKinds, type Edit, type EditKind} from './edit.ts';
import {editsOnTop, type Scenario} from './scenario.ts';

/** The names that a scenario may use, by what is done to them; and what else it may name. */
export interface Vocabulary {
    names: Readonly<Record<EditKind, readonly string[]>>;
    /** Ways in which each works is restored. */
    ways: ReadonlyMap<string, readonly string[]>;
    /** What may be shut for some days of a year; all else is shut for all or not at all. */
    shutForDays: readonly string[];
    modes: readonly string[];
    inputs: readonly string[];
    demands: readonly string[];
    firstYear: number;
    lastYear: number;
}

const KEYS = ['name', 'from', 'day', 'demand', 'tariffs', 'seed', 'edits'] as const;
const EDIT_KEYS = ['open', 'shut', 'build', 'reprice', 'restore', 'include', 'days', 'mode',
    'factor', 'to', 'capital', 'first', 'years', 'owner'] as const;
/** What each kind takes beside its name; the rest would be passed over, and is refused. */
const TAKES: Readonly<Record<EditKind | 'include', readonly EditKey[]>> = {
    open: ['mode'], shut: ['days', 'mode'], build: ['capital', 'first', 'years', 'owner'],
    reprice: ['factor'], restore: ['to', 'capital', 'first', 'years', 'owner'], include: [],
};
type EditKey = (typeof EDIT_KEYS)[number];
type Fields<K extends string> = Readonly<Record<K, YamlValue>>;

/** A scenario as it stands in one file: its base is a name still. */
interface Page {
    fields: Fields<(typeof KEYS)[number]>;
    edits: readonly (Edit | {include: string; cell: Cell})[];
}

/**
 * The scenarios of some files by name. Throws a Refusal with every fault: a key that is none, a
 * name that nothing has, a base that leads in a circle, a year or a share that cannot be.
 */
export function readScenarios(
    files: ReadonlyMap<string, string>, vocabulary: Vocabulary,
): Map<string, Scenario> {
    const check = new Check();
    const pages = new Map([...files].map(([file, text]) =>
        [idOf(file), pageFrom(readYaml(file, text, check), vocabulary, check)]));
    const scenarios = new Map<string, Scenario>();
    for (const id of pages.keys()) scenarioFrom(id, pages, scenarios, [], check);
    check.refuseIfFaulty();
    return scenarios;
}

function idOf(file: string): string {
    return file.replace(/^.*\//, '').replace(/\.yaml$/, '');
}

function pageFrom(page: YamlValue, vocabulary: Vocabulary, check: Check): Page {
    const fields = page.fields('scenario', KEYS, KEYS);
    check.text(fields.name.cell('name'), 'name');
    const edits = fields.edits.items('edits').map(edit => editFrom(edit, vocabulary, check));
    if (!fields.demand.isEmpty()) {
        check.oneOf(fields.demand.cell('demand'), 'demand', vocabulary.demands);
    }
    return {fields, edits};
}

// A base first, then what the page itself says.
function scenarioFrom(
    id: string, pages: ReadonlyMap<string, Page>, known: Map<string, Scenario>,
    above: readonly string[], check: Check,
): Scenario | undefined {
    const found = known.get(id);
    if (found) return found;
    const {fields, edits} = pages.get(id)!;
    const from = fields.from.isEmpty() ? undefined : fields.from.cell('from');
    const base = from && baseOf(from, [...above, id], pages, known, check);
    const own = edits.flatMap(edit => 'kind' in edit ? [edit]
        : included(edit, [...above, id], pages, check));
    const day = (key: 'day' | 'tariffs'): string => fields[key].isEmpty() && base ? base[key]
        : check.day(fields[key].cell(key), key);
    const scenario = {
        id, name: fields.name.cell('name').text, ...base && {base: base.id}, day: day('day'),
        demand: fields.demand.isEmpty() && base ? base.demand
            : check.text(fields.demand.cell('demand'), 'demand'),
        tariffs: day('tariffs'),
        seed: fields.seed.isEmpty() && base ? base.seed
            : whole(fields.seed.cell('seed'), 'seed', 0, 2 ** 31 - 1, check),
        edits: editsOnTop(base?.edits ?? [], own),
    };
    refuseTwice(own, check);
    known.set(id, scenario);
    return scenario;
}

function baseOf(
    from: Cell, above: readonly string[], pages: ReadonlyMap<string, Page>,
    known: Map<string, Scenario>, check: Check,
): Scenario | undefined {
    if (!pages.has(from.text)) {
        check.fault(from.place, 'from', `"${from.text}"`, choiceText(pages.keys()));
    } else if (above.includes(from.text)) {
        check.fault(from.place, 'from', `a circle: ${[...above, from.text].join(' > ')}`,
            'a base that does not lead back here');
    } else return scenarioFrom(from.text, pages, known, above, check);
    return undefined;
}

function included(
    {include, cell}: {include: string; cell: Cell}, above: readonly string[],
    pages: ReadonlyMap<string, Page>, check: Check,
): Edit[] {
    const page = pages.get(include);
    if (!page) {
        check.fault(cell.place, 'include', `"${include}"`, choiceText(pages.keys()));
        return [];
    }
    if (above.includes(include)) {
        check.fault(cell.place, 'include', `a circle: ${[...above, include].join(' > ')}`,
            'a scenario that does not lead back here');
        return [];
    }
    return page.edits.flatMap(edit => 'kind' in edit ? [edit]
        : included(edit, [...above, include], pages, check));
}

// The same thing done twice in one scenario would count twice.
function refuseTwice(edits: readonly Edit[], check: Check): void {
    const seen = new Set<string>();
    for (const {kind, of, mode, at} of edits) {
        const key = `${kind} ${of} ${mode ?? ''}`;
        if (seen.has(key)) check.fault(at, kind, `${of} twice`, 'each once');
        seen.add(key);
    }
}

function editFrom(
    value: YamlValue, vocabulary: Vocabulary, check: Check,
): Edit | {include: string; cell: Cell} {
    const fields = value.fields('edit', EDIT_KEYS, EDIT_KEYS);
    const verbs = [...editKinds, 'include' as const].filter(verb => !fields[verb].isEmpty());
    const [kind, second] = verbs;
    if (kind === undefined || second !== undefined) {
        check.fault(value.place, 'edit', kind === undefined ? 'none of them' : verbs.join(' and '),
            choiceText([...editKinds, 'include']));
        return {...EMPTY, of: '', kind: 'open', at: value.place};
    }
    for (const key of EDIT_KEYS) {
        if (key === kind || fields[key].isEmpty() || TAKES[kind].includes(key)) continue;
        check.fault(fields[key].place, kind, `"${key}"`,
            TAKES[kind].length === 0 ? 'nothing beside it' : choiceText(TAKES[kind]));
    }
    const cell = fields[kind].cell(kind);
    if (kind === 'include') return {include: cell.text, cell};
    const of = check.oneOf(cell, kind, vocabulary.names[kind]);
    return {...detailsOf(kind, of, fields, vocabulary, check), kind, of, at: cell.place};
}

type Details = Omit<Edit, 'kind' | 'of' | 'at'>;

const EMPTY: Details = {
    days: 365, mode: undefined, factor: 1, to: undefined, capital: undefined,
    first: undefined, years: 0, owner: undefined,
};

function detailsOf(
    kind: EditKind, of: string, fields: Fields<EditKey>, vocabulary: Vocabulary, check: Check,
): Details {
    const given = <T>(key: EditKey, read: (cell: Cell) => T): T | undefined =>
        fields[key].isEmpty() ? undefined : read(fields[key].cell(key));
    const needed = <T>(key: EditKey, read: (cell: Cell) => T): T | undefined => {
        if (!fields[key].isEmpty()) return read(fields[key].cell(key));
        check.fault(fields[kind].place, kind, `no ${key}`, `${key}: …`);
        return undefined;
    };
    const details = {...EMPTY, mode: given('mode', c => check.oneOf(c, 'mode', vocabulary.modes))};
    if (kind === 'shut') return {...details, days: daysOf(of, fields, vocabulary, check)};
    if (kind === 'reprice') {
        return {...details, factor: needed('factor', c => check.number(c, 'factor', 0, 100)) ?? 1};
    }
    if (kind === 'open') return details;
    const {firstYear, lastYear} = vocabulary;
    const first = needed('first', c => whole(c, 'first', firstYear, lastYear, check));
    const years = needed('years', c => whole(c, 'years', 1, 20, check)) ?? 1;
    if (first !== undefined && first + years > lastYear) {
        check.fault(fields.years.place, kind, `outlays to ${first + years - 1}`,
            `service by ${lastYear}`);
    }
    return {
        ...details, first, years,
        to: kind === 'build' ? undefined
            : needed('to', c => check.oneOf(c, 'to', vocabulary.ways.get(of) ?? [])),
        capital: needed('capital', c => check.oneOf(c, 'capital', vocabulary.inputs)),
        owner: needed('owner', c => ownerOf(c, check)),
    };
}

function daysOf(
    of: string, fields: Fields<EditKey>, vocabulary: Vocabulary, check: Check,
): number {
    if (fields.days.isEmpty()) return 365;
    const cell = fields.days.cell('days');
    if (!vocabulary.shutForDays.includes(of)) {
        check.fault(cell.place, 'days', `days of ${of}`,
            `all the year, or one of ${vocabulary.shutForDays.join(', ')}`);
    }
    return check.number(cell, 'days', 0, 365);
}

function ownerOf(cell: Cell, check: Check): {party: string; country: string} {
    const [, party, country] = /^(.+) ([A-Z]{2})$/.exec(cell.text) ?? [];
    if (party !== undefined) return {party, country: country!};
    check.fault(cell.place, 'owner', `"${cell.text}"`, 'who and a country: railway AF');
    return {party: '', country: ''};
}

function whole(cell: Cell, what: string, least: number, most: number, check: Check): number {
    const value = check.number(cell, what, least, most);
    if (Number.isInteger(value)) return value;
    check.fault(cell.place, what, `"${cell.text}"`, 'a whole number');
    return least;
}
