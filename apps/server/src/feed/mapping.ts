import {Refusal, type Fault} from '@karwan/base';
import {isMap, isScalar, LineCounter, parseDocument} from 'yaml';

/** What a stranger's columns can be mapped to: the wire's names, a plate's parts one by one. */
export const mappedFields = [
    'device', 'at', 'message', 'tag', 'plate', 'jurisdiction', 'confidence', 'unreadable', 'class',
    'lane',
] as const;
export type MappedField = (typeof mappedFields)[number];

/** A text with columns in it: `{place}.{kind}` is a column, a literal and a column. */
export type Template = readonly ({column: string} | {literal: string})[];

/** What can be said behind a column, by field: how its text is written where not as on the wire. */
export const mannersOf = {
    at: ['local', 'local-earlier', 'local-later', 'dmy', 'mdy'],
    confidence: ['comma'],
} as const;
export type Manner = (typeof mannersOf)[keyof typeof mannersOf][number];

/** Where a field comes from, and how it is written there. */
export interface Mapped {
    template: Template;
    manners: readonly Manner[];
}

/** Which columns say what. */
export type Mapping = ReadonlyMap<MappedField, Mapped>;

/** The mapping of a file whose columns have the names of the wire already. */
export const sameNames: Mapping = new Map(
    mappedFields.map(field => [field, {template: [{column: field}], manners: []}] as const));

/**
 * Reads `device={place}.{kind},at=time,tag=vehicle`: a field, and the column it comes from or a
 * text with columns in braces; `jurisdiction="PK-PB"` is a text without any. Behind it stands how
 * it is written: `at={day} {time}@dmy@local`, `confidence=sure@comma`.
 */
export function mappingFrom(text: string): Mapping {
    const faults: Fault[] = [];
    const mapping = new Map<MappedField, Mapped>();
    let column = 1;
    for (const pair of text.split(',')) {
        const [, field, value] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/.exec(pair) ?? ['', pair, ''];
        const place = {file: '--map', line: 1, column};
        const fault = add(mapping, field!, value!);
        if (fault) faults.push({place, ...fault});
        column += pair.length + 1;
    }
    return finished(mapping, faults, '--map');
}

/** Reads a mapping file: YAML, a field and its column or template on each line. */
export function mappingFromYaml(text: string, file: string): Mapping {
    const counter = new LineCounter();
    const document = parseDocument(text, {lineCounter: counter});
    const placeOf = (offset: number): Fault['place'] => {
        const {line, col} = counter.linePos(offset);
        return {file, line, column: col};
    };
    const faults: Fault[] = document.errors.map(error => ({
        place: placeOf(error.pos[0]), what: 'YAML', found: error.code,
        expected: 'fields and columns',
    }));
    const mapping = new Map<MappedField, Mapped>();
    for (const {key, value} of isMap(document.contents) ? document.contents.items : []) {
        const field = isScalar(key) ? String(key.value) : '';
        const fault = add(mapping, field, isScalar(value) ? String(value.value) : '');
        const at = isScalar(key) && key.range ? key.range[0] : 0;
        if (fault) faults.push({place: placeOf(at), ...fault});
    }
    return finished(mapping, faults, file);
}

/** The mapping as text: two with the same one read a file alike. */
export function mappingText(mapping: Mapping): string {
    return mappedFields.flatMap(field => {
        const mapped = mapping.get(field);
        if (!mapped) return [];
        const {template, manners} = mapped;
        return [`${field}=${template.map(partText).join('')}${manners.map(m => `@${m}`).join('')}`];
    }).join(',');
}

/** The columns in which a field of the wire stood: `column cam`, `columns place and kind`. */
export function columnText(field: string, mapping: Mapping): string {
    const [, first, part] = field.split('/');
    const named = part === undefined || part === 'serial' ? first : part;
    const template = mapping.get(named as MappedField)?.template ?? [];
    const columns = template.flatMap(each => 'column' in each ? [each.column] : []);
    if (columns.length === 0) return field;
    return `column${columns.length > 1 ? 's' : ''} ${columns.join(' and ')}`;
}

function partText(part: Template[number]): string {
    return 'column' in part ? `{${part.column}}` : part.literal;
}

function finished(mapping: Map<MappedField, Mapped>, faults: Fault[], file: string): Mapping {
    for (const field of ['device', 'at'] as const) {
        if (mapping.has(field)) continue;
        const place = {file, line: 1, column: 1};
        faults.push({place, what: field, found: 'nothing', expected: 'a column or a template'});
    }
    if (faults.length > 0) throw new Refusal(faults);
    return mapping;
}

function add(
    mapping: Map<MappedField, Mapped>, field: string, value: string,
): Omit<Fault, 'place'> | undefined {
    const known = mappedFields.find(each => each === field);
    if (!known) {
        return {what: 'field', found: `"${field}"`, expected: `one of ${mappedFields.join(', ')}`};
    }
    if (mapping.has(known)) return {what: field, found: 'it twice', expected: 'it once'};
    const [text, manners, fault] = mannersIn(known, value);
    if (fault) return {what: field, ...fault};
    const template = templateFrom(text);
    if (!template) {
        return {
            what: field, found: `"${value}"`,
            expected: 'a column, a template like {place}.{kind}, or a "text"',
        };
    }
    mapping.set(known, {template, manners});
    return undefined;
}

type MannerFault = Pick<Fault, 'found' | 'expected'>;

// The column, the words behind it, and what is wrong with them. Where a field knows no such words
// an @ is a sign like any other.
function mannersIn(field: MappedField, value: string): [string, Manner[], MannerFault?] {
    const known: readonly Manner[] | undefined =
        field === 'at' || field === 'confidence' ? mannersOf[field] : undefined;
    const [, text, behind] = /^([^@]*(?:@[^@]*[}"'])*)((?:@[^@]*)*)$/.exec(value) ?? [];
    if (!known || !behind || text === '') return [value, []];
    const words = behind.slice(1).split('@');
    const manners = words.flatMap(word => known.find(each => each === word) ?? []);
    if (manners.length < words.length) {
        const expected = `one of ${known.map(each => `@${each}`).join(', ')}; a column with an @ `
            + 'in its name stands in braces';
        return [value, [], {found: `"${behind}"`, expected}];
    }
    const sorts = manners.map(manner => manner.startsWith('local') ? 'local' : 'order');
    const isTwice = new Set(sorts).size < sorts.length;
    return isTwice
        ? [value, [], {found: `"${behind}"`, expected: 'a clock once and an order of the day once'}]
        : [text!, manners];
}

function templateFrom(value: string): Template | undefined {
    const quoted = /^(["'])(.*)\1$/.exec(value);
    if (quoted) return [{literal: quoted[2]!}];
    if (value === '') return undefined;
    if (!/[{}]/.test(value)) return [{column: value}];
    const parts = value.match(/\{[^{}]+\}|[^{}]+|[{}]/g) ?? [];
    if (parts.some(part => part === '{' || part === '}')) return undefined;
    return parts.map(part => part.startsWith('{') ? {column: part.slice(1, -1)} : {literal: part});
}
