import {statuses, type Cell, type Check, type Figure} from '@karwan/base';

/** Cells that say how well something is known. */
type OriginCells = Readonly<Record<'status' | 'source' | 'source_date', Cell>>;

const SOURCE_DATE = /^(\d{4}(-\d{2}){0,2}(\/\d{4}(-\d{2}){0,2})?|undated)$/;

/** Status, source and the source's date. */
export function knownOf(
    row: OriginCells, check: Check,
): Pick<Figure, 'status' | 'source' | 'date'> {
    return {
        status: check.oneOf(row.status, 'status', statuses),
        source: check.text(row.source, 'source'),
        date: sourceDate(row.source_date, check),
    };
}

/** A day, a month, a year, a stretch of them, or `undated`. */
export function sourceDate(cell: Cell, check: Check): string {
    const isDate = SOURCE_DATE.test(cell.text)
        && (cell.text === 'undated' || cell.text.split('/').every(isOnCalendar));
    if (!isDate && cell.isRefused !== true) {
        check.fault(cell.place, 'source date', cell.text === '' ? 'nothing' : `"${cell.text}"`,
            'a day, a month, a year (2025-10-12, 2025-10, 2025), two with a slash, or undated');
    }
    return cell.text;
}

// Date.parse rolls 30 February over into March; such a day was never meant.
function isOnCalendar(part: string): boolean {
    const atMs = Date.parse(part);
    return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(part);
}

/** A value between its bounds; a bound that stands empty is the value itself. */
export function ranged(
    cells: Readonly<Record<'low' | 'value' | 'high', Cell>>, what: string,
    least: number, most: number, check: Check,
): {low: number; value: number; high: number} {
    const number = (cell: Cell, name: string): number => check.number(cell, name, least, most);
    const value = number(cells.value, what);
    const low = check.optional(cells.low, c => number(c, `low of ${what}`));
    const high = check.optional(cells.high, c => number(c, `high of ${what}`));
    if (low !== undefined && low > value) {
        check.fault(cells.low.place, `low of ${what}`, `${low}`, `at most the value ${value}`);
    }
    if (high !== undefined && high < value) {
        check.fault(cells.high.place, `high of ${what}`, `${high}`, `at least the value ${value}`);
    }
    return {low: low ?? value, value, high: high ?? value};
}

/** The words of a cell with `;` between them, none where it is empty. */
export function words(cell: Cell): string[] {
    return cell.text.split(';').map(word => word.trim()).filter(word => word !== '');
}

/** A cell with one of the words of a cell with `;` between them. */
export function wordCells(cell: Cell): Cell[] {
    return words(cell).map(text => ({...cell, text}));
}

/** A number that may be left out. */
export function optionalNumber(
    cell: Cell, what: string, least: number, most: number, check: Check,
): number | undefined {
    return check.optional(cell, c => check.number(c, what, least, most));
}

/** A value with its unit as published, or undefined where both stand empty. */
export function capacityOf(
    row: Readonly<Record<'capacity' | 'capacity_unit', Cell>>, check: Check,
): {value: number; unit: string} | undefined {
    const {capacity, capacity_unit: unit} = row;
    if (capacity.text === '' && unit.text === '') return undefined;
    return {
        value: check.number(capacity, 'capacity', 0, 1e10),
        unit: check.text(unit, 'capacity_unit'),
    };
}

/** Both directions unless it says `forward`. */
export function isOneWay(cell: Cell, check: Check): boolean {
    return check.optional(cell, c => check.oneOf(c, 'way', ['both', 'forward'])) === 'forward';
}
