import {keys, type Key} from './keys.ts';
import {priceRules} from './references.ts';
import {cellsIn, type SchemeTexts} from './scheme-texts.ts';
import {
    accepted, refusedAt, type Expected, type Rule, type Spot, type Variant,
} from './variant.ts';
import {textIn} from './table.ts';
import {yamlFields, type YamlField} from './yaml-fields.ts';

/** What is known of a path; throws where the proof was told nothing of it. */
export function keyOf({file, pattern}: YamlField): Key {
    const known = keys[file === 'corridor.yaml' ? 'corridor' : 'road'].get(pattern);
    if (!known) throw new Error(`nothing is said of the path ${pattern} of ${file}`);
    return known;
}

/** The ways in which one value of a YAML file is broken. */
export function yamlVariants(scheme: SchemeTexts, field: YamlField): Variant[] {
    const known = keyOf(field);
    const text = scheme.files.get(field.file)!;
    const make = (rule: Rule, how: string, changed: string, expected: Expected): Variant => ({
        rule, how, file: field.file, field: `${field.file.replace(/^.*\//, '')} ${field.pattern}`,
        text: changed, expected,
    });
    const put = (raw: string): string => text.slice(0, field.start) + raw + text.slice(field.end);
    return [
        ...known.wrong.filter(isOther(field)).map(raw =>
            make('retype', raw, put(raw), refusedAt(field.spot))),
        ...(known.beyond ?? []).map(raw => make('out-of-range', raw, put(raw),
            raw === '0' && known.kind === 'figure' ? refusedAt(field.spot, field.parent)
                : refusedAt(field.spot))),
        ...field.kind === 'value' && known.kind !== 'map' ? [
            make('retype', 'a list', put('[1, 2]'), refusedAt(field.spot)),
            make('retype', 'a map', put('{x: 1}'), refusedAt(field.spot)),
        ] : [],
        ...known.kind === 'text' && field.kind === 'value'
            ? [make('retype', 'other text', put("'other, 12.5'"), accepted('free-text'))] : [],
        ...known.kind === 'reference'
            ? [make('dangling', 'no-such-thing', put('no-such-thing'), refusedAt(field.spot))] : [],
        ...field.key ? entryVariants(scheme, field, known, text, make) : [],
        ...field.item ? itemVariants(scheme, field, text, make) : [],
    ];
}

function isOther(field: YamlField): (raw: string) => boolean {
    return raw => raw !== field.text && !(field.pattern === 'roads[]' && field.kind === 'value');
}

type Make = (rule: Rule, how: string, changed: string, expected: Expected) => Variant;

function entryVariants(
    scheme: SchemeTexts, field: YamlField, known: Key, text: string, make: Make,
): Variant[] {
    const {key, end} = field;
    const entry = text.slice(key!.start, end);
    const gone = without(field, text);
    const misspelt = `${text.slice(0, key!.start)}x${text.slice(key!.start)}`;
    const isFlow = field.isFlow;
    const indent = ' '.repeat(key!.spot.column - 1);
    const twice = isFlow ? `${text.slice(0, end)}, ${entry}${text.slice(end)}`
        : `${text.slice(0, key!.start)}${entry.trimEnd()}\n${indent}${text.slice(key!.start)}`;
    const again = isFlow ? spotAt(field.file, twice, end + 2)
        : spotAt(field.file, twice, key!.start + entry.trimEnd().length + 1 + indent.length);
    return [
        make('drop', 'drop key', gone, withoutKey(scheme, gone, field, known)),
        make('double', 'double key', twice, refusedAt(again)),
        make('retype', 'misspell key', misspelt, refusedAt(key!.spot)),
    ];
}

/** The file without an entry of a map or an item of a list. */
function without({key, start, end, isFlow}: YamlField, text: string): string {
    const from = key ? key.start : start;
    if (isFlow) {
        const behind = /^\s*,\s*/.exec(text.slice(end));
        if (behind) return text.slice(0, from) + text.slice(end + behind[0].length);
        const before = /,\s*$/.exec(text.slice(0, from));
        return text.slice(0, from - (before?.[0].length ?? 0)) + text.slice(end);
    }
    // An item of a list in blocks goes with its dash, and each takes its line along.
    const lineStart = text.lastIndexOf('\n', from) + 1;
    const prefix = text.slice(lineStart, from);
    const lineEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
    const isLine = /^[ \t]*(- )?$/.test(prefix);
    const keepsDash = key && prefix.includes('-');
    if (!isLine) return text.slice(0, from) + text.slice(end);
    const below = text.slice(lineEnd + 1);
    const next = keepsDash ? below.replace(/^[ \t]*/, '') : below;
    return text.slice(0, keepsDash ? from : lineStart) + next;
}

function spotAt(file: string, text: string, offset: number): Spot {
    const before = text.slice(0, offset).split('\n');
    return {file, line: before.length, column: before.at(-1)!.length + 1};
}

// What stood behind the key in its file stands elsewhere now: `gone` is the file without it.
function withoutKey(
    scheme: SchemeTexts, gone: string, field: YamlField, known: Key,
): Expected {
    const {pattern, parent} = field;
    if (known.mayBeMissing) return accepted('optional');
    const road = (): string => roadOf(scheme, field);
    switch (pattern.replace('roads[].', '')) {
        case 'partOfRoad': {
            const rows = scheme.rowsWith('tariffs.csv', {road: road(), basis: 'share-of-road'});
            return rows.length > 0 ? refusedAt(...cellsIn(rows, 'basis')) : accepted('optional');
        }
        // Its gantries would have to stand in tables then.
        case 'gantries': return refusedAt(
            ...cellsIn(scheme.rowsWith('sections.csv', {road: road()}), 'from'),
            ...['points.csv', 'devices.csv'].map(file => ({file, line: 1, column: 1})));
        // What its windows join is priced under their names.
        case 'windows': return refusedAt(...cellsIn(scheme.rows('tariffs.csv'), 'road'));
        // A row that counts on holidays needs to know which they are.
        case 'holidays': return refusedAt(...cellsIn(scheme.rows('tariffs.csv').filter(
            ({table, row}) => textIn(table, row, 'days').includes('holiday')), 'days'));
        // A pass that is not paid elsewhere needs a price.
        case 'windows[].paidElsewhere': return refusedAt(
            ...siblings(gone, field).filter(each => each.key?.name === 'id')
                .map(each => each.spot));
        case 'priceRules': return refusedAt(
            ...cellsIn(scheme.rows('tariffs.csv'), 'rule'));
        case 'priceRules[].factor': case 'priceRules[].ladderOf':
            return withoutArithmetic(scheme, field);
        // One of the two says nothing without the other.
        case 'priceRules[].roundTo':
            return refusedAt(...spotsOfRule(gone, field, 'ladderOf', 'rounding'));
        case 'priceRules[].rounding':
            return refusedAt(parent, ...spotsOfRule(gone, field, 'roundTo'));
        default: return refusedAt(parent);
    }
}

// A rule without its arithmetic leaves the amount to its rows, and they have none.
function withoutArithmetic(scheme: SchemeTexts, field: YamlField): Expected {
    const rule = ruleAt(scheme, field)!;
    const rows = scheme.rowsWith('tariffs.csv', {rule: rule.id});
    if (rows.length === 0) return accepted('no-reference');
    return refusedAt(...cellsIn(rows, 'amount', 'of'));
}

function ruleAt(
    scheme: SchemeTexts, field: YamlField,
): ReturnType<typeof priceRules>[number] | undefined {
    const id = siblings(scheme.files.get(field.file)!, field)
        .find(each => each.pattern === 'priceRules[].id')?.text;
    return priceRules(scheme).find(rule => rule.id === id);
}

/** What stands in the same map as a field does, in this text of its file. */
function siblings(text: string, {file, parent}: YamlField): YamlField[] {
    return yamlFields(file, text).filter(each =>
        each.parent.line === parent.line && each.parent.column === parent.column);
}

function spotsOfRule(text: string, field: YamlField, ...names: string[]): Spot[] {
    return siblings(text, field)
        .filter(each => names.includes(each.key?.name ?? '')).map(each => each.spot);
}

/** The id of the road that a field belongs to. */
function roadOf(scheme: SchemeTexts, {file, start}: YamlField): string {
    const ids = yamlFields(file, scheme.files.get(file)!)
        .filter(each => each.pattern === 'id' || each.pattern === 'roads[].id');
    if (file !== 'corridor.yaml') return ids[0]!.text;
    return ids.findLast(each => each.pattern === 'roads[].id' && each.start <= start)!.text;
}

function itemVariants(
    scheme: SchemeTexts, field: YamlField, text: string, make: Make,
): Variant[] {
    const {file, start, end, isFlow, item, pattern} = field;
    const entry = text.slice(start, end).trimEnd();
    const indent = `${' '.repeat(Math.max(0, field.spot.column - 3))}- `;
    const twice = isFlow ? `${text.slice(0, start)}${entry}, ${text.slice(start)}`
        : `${text.slice(0, start)}${entry}\n${indent}${text.slice(start)}`;
    const second = isFlow ? start + entry.length + 2 : start + entry.length + 1 + indent.length;
    const again = spotAt(file, twice, second);
    // Of a doubled item its second mention is the fault, or a value within it.
    const within = yamlFields(file, twice).filter(each =>
        each.start >= second && each.end <= second + entry.length + 1).map(each => each.spot);
    const isLast = item!.count === 1;
    const gone = without(field, text);
    const dropped = isLast && pattern !== 'junctions[]' ? refusedAt(field.parent, field.spot)
        : withoutItem(scheme, gone, field);
    return [
        make('double', 'double item', twice, refusedAt(again, ...within, field.parent)),
        ...isLast && !isFlow ? [] : dropped
            ? [make('drop', 'drop item', gone, dropped)] : [],
    ];
}

// What refers to the item is refused; `gone` is the file without it, where the rest stands now.
function withoutItem(
    scheme: SchemeTexts, gone: string, field: YamlField,
): Expected | undefined {
    const {pattern, file, start, end} = field;
    const text = scheme.files.get(file)!.slice(start, end);
    const id = /(?:^|[{\s])id: *'?([^\s,}']+)/.exec(text)?.[1] ?? text.trim();
    switch (pattern) {
        case 'classes[]': {
            const ladders = yamlFields(file, gone).filter(each =>
                each.pattern === 'priceRules[].ladderOf' && each.text === id);
            return refusedAt(...ladders.map(each => each.spot),
                ...cellsIn(scheme.rowsWith('tariffs.csv', {class: id}), 'class'));
        }
        case 'roads[]': return refusedAt(
            ...['interchanges.csv', 'sections.csv', 'points.csv', 'tariffs.csv'].flatMap(name =>
                cellsIn(scheme.rowsWith(name, {road: id}), 'road')),
            ...[...scheme.files.keys()].filter(name => name.startsWith(`${id}/`))
                .map(name => ({file: name, line: 1, column: 1})));
        case 'priceRules[]': {
            const rows = scheme.rowsWith('tariffs.csv', {rule: id});
            return rows.length > 0 ? refusedAt(...cellsIn(rows, 'rule')) : accepted('no-reference');
        }
        case 'junctions[]': case 'gantries.devices[]': case 'roads[].gantries.devices[]':
            return accepted('not-needed');
        default: return undefined;
    }
}

