import type {Cell, Check} from '@karwan/base';

const DATE = /^\d{4}(-\d{2}){0,2}(\/\d{4}(-\d{2}){0,2})?$/;

/** A day, a month, a year, two of them with a slash, or `undated`. */
export function looseDate(cell: Cell, what: string, check: Check): string {
    const isDate = cell.text === 'undated'
        || (DATE.test(cell.text) && cell.text.split('/').every(isOnCalendar));
    if (!isDate && cell.isRefused !== true) {
        check.fault(cell.place, what, cell.text === '' ? 'nothing' : `"${cell.text}"`,
            'a day, a month, a year (2025-07-11, 2025-07, 2025), two with a slash, or undated');
    }
    return cell.text;
}

/** The last day of a loose date, as a text that sorts; what is undated sorts first. */
export function lastDayOf(date: string): string {
    if (date === 'undated') return '';
    const end = date.split('/').at(-1)!;
    const [year, month, day] = end.split('-');
    if (day !== undefined) return end;
    if (month === undefined) return `${year}-12-31`;
    const lastMs = Date.UTC(Number(year), Number(month), 0);
    return new Date(lastMs).toISOString().slice(0, 10);
}

// Date.parse rolls 30 February over into March; such a day was never meant.
function isOnCalendar(part: string): boolean {
    const atMs = Date.parse(part);
    return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(part);
}
