import {columnOf, type Column} from './columns.ts';
import {
    clashingDays, isOfTriangle, makesAmount, referencesTo, timeSpots,
} from './references.ts';
import {cellsIn, type Placed, type SchemeTexts} from './scheme-texts.ts';
import {cellIn, quoted, tableOf, textIn, withCell, type RawCell} from './table.ts';
import {
    accepted, refusedAt, refusedThere, type Expected, type Rule, type Variant,
} from './variant.ts';

/** One cell of a scheme that is to be broken. */
export interface Target {
    scheme: SchemeTexts;
    placed: Placed;
    column: string;
    cell: RawCell;
}

/** The ways in which one cell is broken; none where a way does not apply to it. */
export function cellVariants(target: Target): Variant[] {
    const {placed: {table}, column} = target;
    const known = columnOf(table.name, column);
    if (!known) throw new Error(`nothing is said of the column ${column} of ${table.name}`);
    return [
        ...dropped(target, known),
        ...retyped(target, known),
        ...beyond(target, known),
        ...dangling(target, known),
        ...renamed(target, known),
        ...otherText(target, known),
        ...openQuote(target),
        ...fromBelow(target, known),
    ];
}

function variant(
    {placed: {table}, column, cell}: Target, rule: Rule, how: string, raw: string,
    expected: Expected,
): Variant {
    return {
        rule, how, file: table.file, field: `${table.name} ${column}`, expected,
        text: withCell(table, cell, raw),
    };
}

function dropped(target: Target, known: Column): Variant[] {
    const {placed: {table}, column, cell} = target;
    if (cell.text === '') return [];
    // Where the row's other cells stand once this one is empty.
    const left = tableOf(table.file, withCell(table, cell, ''));
    const rest = left.rows.find(each => each[0]!.line === cell.line)!;
    const spots = (...names: string[]) => names.flatMap(name => cellIn(left, rest, name) ?? []);
    const expected = ((): Expected => {
        switch (`${table.name} ${column}`) {
            case 'tariffs.csv last_day': case 'surcharges.csv last_day': return days(target, '');
            // A row whose rule is gone has neither an amount nor a source of its own.
            case 'tariffs.csv rule':
                return refusedAt(...spots('amount', 'status', 'source', 'source_date', 'of'));
            // Two bands would begin at the first kilometre then.
            case 'tariffs.csv beyond_km':
                return refusedAt(...left.rows.flatMap(each => cellIn(left, each, column) ?? []));
            // A price for some days or hours counts on all of them then, beside the others.
            case 'tariffs.csv days': case 'tariffs.csv hours':
                return refusedAt(...timeSpots(
                    target.scheme.withTable(table.file, left.text), {table: left, row: rest}));
            // Which line of the tariff it belongs to is then told by nothing.
            case 'matrix.csv days': case 'matrix.csv hours': return refusedThere(rest[0]!);
            case 'tariffs.csv symmetric':
                return refusedAt(...target.scheme.rows('matrix.csv').flatMap(each => each.row));
            case 'tariffs.csv of': return refusedThere(cell);
            case 'tariffs.csv from': case 'tariffs.csv to':
                return refusedAt(...spots('from', 'to'));
            case 'tariffs.csv round_to': case 'tariffs.csv rounding':
                return isAsPrinted(target)
                    ? accepted('not-read') : refusedThere(cell);
            // A pair that nobody drives may be written as nothing as well.
            default: return isOfTriangle(target) && cell.text !== '-' && known.kind === 'figure'
                // The way back has lost its price too.
                ? refusedAt(cell) : cell.text === '-'
                || known.mayBeEmpty && column !== 'lat' && column !== 'lon'
                ? accepted('optional') : refusedThere(cell);
        }
    })();
    return [variant(target, 'drop', 'drop cell', '', expected)];
}

/** What must come of a day that a cell would hold, by the other lines of its class or reason. */
export function days({scheme, placed: {table, row}, cell}: Target, text: string): Expected {
    const changed = scheme.withTable(table.file, withCell(table, cell, text));
    const clashes = clashingDays(changed.rows(table.name), keysOf(table.name));
    if (clashes.length > 0) return refusedAt(...clashes);
    const others = changed.rows('tariffs.csv').filter(each =>
        textIn(each.table, each.row, 'basis') === 'per-gantry'
        && ['road', 'class', 'first_day'].every(name =>
            textIn(each.table, each.row, name) === textIn(table, row, name)));
    // The rows of one line that is priced by gantry end on one day.
    return table.name === 'tariffs.csv' && others.length > 1
        ? refusedAt(...others.flatMap(each => cellIn(each.table, each.row, 'first_day') ?? []))
        : accepted('optional');
}

/** Within which rows of a table no day may be claimed twice. */
export function keysOf(name: string): string[] {
    return name === 'surcharges.csv' ? ['when'] : ['road', 'class'];
}

function retyped(target: Target, {wrong}: Column): Variant[] {
    const {cell} = target;
    if (cell.text === '' && isConditional(target)) return [];
    if (isUnread(target)) return [];
    return wrong.filter(text => text !== cell.text).map(text =>
        variant(target, 'retype', `"${text}"`, quoted(text), wrongValueOf(target)));
}

function beyond(target: Target, {beyond: texts = []}: Column): Variant[] {
    const {cell, placed: {table, row}, column} = target;
    if ((cell.text === '' && isConditional(target)) || isUnread(target)) return [];
    // A rate per kilometre may be as fine as its source prints it.
    const isRate = column === 'amount' && textIn(table, row, 'basis') === 'per-km';
    return texts.filter(text => !isRate || text.startsWith('-')).map(text =>
        variant(target, 'out-of-range', text, text, wrongValueOf(target)));
}

// One of two coordinates where neither stood before is a second fault.
function wrongValueOf({cell, column}: Target): Expected {
    const isLonely = cell.text === '' && ['lat', 'lon'].includes(column);
    return isLonely ? refusedAt(cell) : refusedThere(cell);
}

// Of a row of tariffs some cells belong to one basis or to one kind of rule alone.
function isConditional({placed: {table}, column}: Target): boolean {
    return table.name === 'tariffs.csv'
        && ['gantry', 'from', 'to', 'amount', 'round_to', 'rounding', 'rule', 'of', 'status',
            'source', 'source_date'].includes(column);
}

function isUnread({placed: {table, row}, column}: Target): boolean {
    return ['round_to', 'rounding'].includes(column) && isAsPrinted({placed: {table, row}});
}

function isAsPrinted({placed: {table, row}}: Pick<Target, 'placed'>): boolean {
    return ['per-gantry', 'flat', 'matrix'].includes(textIn(table, row, 'basis'));
}

function dangling(target: Target, {kind}: Column): Variant[] {
    const {cell, column, placed: {table}, scheme} = target;
    if (kind !== 'reference' || cell.text === '') return [];
    const text = 'no-such-thing';
    const isLadder = column === 'rule' && !makesAmount(scheme, cell.text);
    const others = ['from', 'to'].includes(column)
        ? ['from', 'to'].flatMap(name => cellIn(table, target.placed.row, name) ?? []) : [cell];
    // What a row says of its source counts only where its rule leaves it to the row.
    const spots = isLadder ? [cell] : others;
    return [variant(target, 'dangling', text, text, refusedAt(...spots))];
}

function renamed(target: Target, {kind}: Column): Variant[] {
    const {scheme, placed, cell} = target;
    if (kind !== 'name') return [];
    const references = referencesTo(scheme, placed);
    const isByRule = placed.table.name === 'interchanges.csv';
    if (references.length === 0 && isByRule) return [];
    return [variant(target, 'dangling', 'renamed', `${cell.text}-renamed`,
        references.length > 0 ? refusedAt(...references) : accepted('no-reference'))];
}

function otherText(target: Target, {kind}: Column): Variant[] {
    if (kind !== 'text' || (target.cell.text === '' && isConditional(target))) return [];
    return [variant(target, 'retype', 'other text', quoted('12.5, or so'.replace(', ', ' ')
        .replaceAll(' ', '-')), accepted('free-text'))];
}

// A quote that nobody closes takes the rest of the file into its cell.
function openQuote(target: Target): Variant[] {
    const {cell} = target;
    return [variant(target, 'retype', 'open quote', `"${cell.text.replaceAll('"', '')}`,
        refusedAt(cell))];
}

// A paste that slipped by a row leaves the figure of the row below.
function fromBelow(target: Target, {kind}: Column): Variant[] {
    const {scheme, placed: {table, row}, column, cell} = target;
    const below = table.rows[table.rows.indexOf(row) + 1];
    const other = below && textIn(table, below, column);
    if (!below || !other || other === cell.text || cell.text === '') return [];
    const make = (expected: Expected): Variant[] =>
        [variant(target, 'shift', 'from the row below', quoted(other), expected)];
    if (table.name === 'matrix.csv' && kind === 'figure') {
        const isPair = (text: string): boolean => text !== '-';
        return make(isPair(other) === isPair(cell.text) ? accepted('another-figure')
            : isPair(other) || !isOfTriangle(target) ? refusedThere(cell) : refusedAt(cell));
    }
    const road = textIn(table, row, 'road');
    if (column === 'km' && table.name === 'interchanges.csv') {
        const id = textIn(table, row, 'id');
        return make(refusedAt(cell, ...cellsIn([{table, row: below}], 'km'),
            ...cellsIn(scheme.rowsWith('sections.csv', {road, from: id}), 'length_km'),
            ...cellsIn(scheme.rowsWith('sections.csv', {road, to: id}), 'length_km')));
    }
    const isSameBasis = textIn(table, row, 'basis') === textIn(table, below, 'basis');
    const isFree = column === 'status' || column === 'source'
        || (column === 'amount' && isSameBasis);
    const isSaid = isFree && kind !== 'reference' && textIn(table, row, 'rule') === '';
    return isSaid ? make(accepted(kind === 'text' ? 'free-text' : 'another-figure')) : [];
}
