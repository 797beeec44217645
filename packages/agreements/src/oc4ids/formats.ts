import type {Json} from './schema.ts';

const DATE_TIME = new RegExp('^(\\d{4}-\\d{2}-\\d{2})T([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)'
    + '(\\.\\d+)?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$', 'i');

/** An instant as RFC 3339 writes it, on a day that the calendar has. */
export function isDateTime(text: string): boolean {
    const day = DATE_TIME.exec(text)?.[1];
    if (day === undefined) return false;
    const atMs = Date.parse(`${day}T00:00:00Z`);
    return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day);
}

/** A URI with its scheme, as RFC 3986 writes it. */
export function isUri(text: string): boolean {
    return /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*$/i.test(text)
        && !/%(?![0-9a-f]{2})/i.test(text);
}

export function isEmail(text: string): boolean {
    return text.includes('@');
}

/** True where no two items have one id; where items have none, where no two items are alike. */
export function hasUniqueIds(items: readonly Json[]): boolean {
    const ids = items.map(item => {
        const id = isObject(item) ? item['id'] : undefined;
        return id === undefined || id === null || typeof id === 'object' ? undefined : id;
    });
    const keys = ids.includes(undefined)
        ? [items.map(sortedText), ids.filter(id => id !== undefined)] : [ids];
    return keys.every(each => new Set(each).size === each.length);
}

/** True for a map, and not for a list or nothing. */
export function isObject(value: Json | undefined): value is {[key: string]: Json | undefined} {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Alike whatever the order of their keys.
function sortedText(item: Json): string {
    return JSON.stringify(item, (_, value: Json) => isObject(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value);
}
