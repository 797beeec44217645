import {Refusal, separatorOf, type Separator, type Zone} from '@karwan/base';
import {parse} from 'csv-parse/sync';
import {counted} from '../counted.ts';
import {timeReader} from './local-time.ts';
import {mappingText, sameNames, type MappedField, type Mapping, type Template}
    from './mapping.ts';
import {Unreadable} from './unreadable.ts';

/** Reads one line of a file as the door's wire value; a text that is none becomes `Unreadable`. */
export type RecordReader = (line: string) => unknown;

/** Lines of NDJSON hold objects, CSV a first line with the columns' names. */
export function isNdjson(firstLine: string): boolean {
    return firstLine.trimStart().startsWith('{');
}

/** A reader of NDJSON; with a mapping its properties are read like columns, by these clocks. */
export function ndjsonReader(mapping: Mapping | undefined, zone: Zone): RecordReader {
    const read = mapping && fieldsReader(mapping, property, zone);
    return line => {
        let value: unknown;
        try {
            value = JSON.parse(line);
        } catch {
            return new Unreadable('no JSON', 'one JSON object');
        }
        return read && typeof value === 'object' && value !== null && !Array.isArray(value)
            ? read(value as Record<string, unknown>) : value;
    };
}

/**
 * A reader of CSV with these columns, which commas, semicolons or tabs part, as the header shows.
 * Throws a Refusal where the mapping names a column that the file does not have, or where no
 * columns of the wire are there to read without a mapping.
 */
export function csvReader(
    header: string, mapping: Mapping | undefined, file: string, zone: Zone,
): RecordReader {
    const separator = separatorOf(header);
    const columns = cellsOf(header.replace(/^\ufeff/, ''), separator).map(cell => cell.trim());
    const used = mapping ?? withoutMissing(sameNames, columns);
    checkColumns(used, columns, file);
    const read = fieldsReader(used, name => {
        const index = columns.indexOf(name);
        return (cells: string[]) => cells[index];
    }, zone);
    return line => {
        const cells = cellsOf(line, separator);
        return cells.length === columns.length ? read(cells) : new Unreadable(
            cells.length === 0 ? 'quotes that do not match' : counted(cells.length, 'column'),
            `${columns.length} columns as in the first line`);
    };
}

// A quote is rare in such files: only then the careful reader is asked. Empty where it fails.
function cellsOf(line: string, delimiter: Separator): string[] {
    if (!line.includes('"')) return line.split(delimiter);
    try {
        return (parse(line, {relax_column_count: true, delimiter}) as string[][])[0] ?? [];
    } catch {
        return [];
    }
}

function withoutMissing(mapping: Mapping, columns: readonly string[]): Mapping {
    return new Map([...mapping].filter(([field]) =>
        columns.includes(field) || field === 'device' || field === 'at'));
}

function checkColumns(mapping: Mapping, columns: readonly string[], file: string): void {
    const named = [...mapping.values()].flatMap(({template}) => template)
        .flatMap(part => 'column' in part ? [part.column] : []);
    const missing = named.filter(name => !columns.includes(name));
    if (missing.length === 0) return;
    throw new Refusal([{
        place: {file, line: 1, column: 1}, what: 'columns',
        found: columns.length === 1 ? `one column, ${columns[0]}` : columns.join(','),
        expected: `a column ${missing.join(' and ')}, as in ${mappingText(mapping)} (see --map)`
            + (columns.length === 1 ? '; commas, semicolons or tabs between columns' : ''),
    }]);
}

function property(name: string): (record: Record<string, unknown>) => string | undefined {
    const path = name.split('.');
    return record => {
        const value = path.reduce<unknown>(
            (inner, step) => (inner as Record<string, unknown> | undefined | null)?.[step], record);
        return value === undefined || value === null ? undefined : String(value);
    };
}

type Getter<R> = (record: R) => string | undefined;

// Puts together a wire reading. What is empty is not said; numbers that are none stay texts, so
// that the door can say what is wrong with them.
function fieldsReader<R>(
    mapping: Mapping, getterOf: (column: string) => Getter<R>, zone: Zone,
): (record: R) => Record<string, unknown> | Unreadable {
    const getters = new Map<MappedField, Getter<R>>();
    for (const [field, {template}] of mapping) {
        getters.set(field, templateGetter(template, getterOf));
    }
    const plain = (['device', 'at', 'message', 'tag', 'class'] as const)
        .flatMap(field => getters.has(field) ? [[field, getters.get(field)!] as const] : []);
    const lane = getters.get('lane');
    const plate = plateReader(getters, mapping);
    const manners = mapping.get('at')?.manners ?? [];
    const timeFrom = manners.length > 0 ? timeReader(manners, zone) : undefined;
    return record => {
        const reading: Record<string, unknown> = {};
        for (const [field, get] of plain) {
            const text = get(record);
            if (text) reading[field] = text;
        }
        const time = reading['at'] && timeFrom?.(reading['at'] as string);
        if (time instanceof Unreadable) return time;
        if (time) reading['at'] = time;
        const laneText = lane?.(record);
        if (laneText) reading['lane'] = numberOr(laneText);
        const read = plate?.(record);
        if (read !== undefined) reading['plate'] = read;
        return reading;
    };
}

function plateReader<R>(
    getters: ReadonlyMap<MappedField, Getter<R>>, mapping: Mapping,
): ((record: R) => object | null | undefined) | undefined {
    const serial = getters.get('plate');
    const unreadable = getters.get('unreadable');
    if (!serial && !unreadable) return undefined;
    const hasComma = mapping.get('confidence')?.manners.includes('comma') ?? false;
    return record => {
        const text = serial?.(record);
        if (text) {
            const jurisdiction = getters.get('jurisdiction')?.(record);
            const confidence = getters.get('confidence')?.(record);
            return {
                serial: text, ...(jurisdiction ? {jurisdiction} : {}),
                ...(confidence ? {
                    confidence: numberOr(hasComma ? confidence.replace(',', '.') : confidence),
                } : {}),
            };
        }
        return /^(1|t|true|y|yes)$/i.test(unreadable?.(record) ?? '') ? null : undefined;
    };
}

function templateGetter<R>(
    template: Template, getterOf: (column: string) => Getter<R>,
): Getter<R> {
    const getters = template.map((part): Getter<R> => {
        if ('literal' in part) return () => part.literal;
        const get = getterOf(part.column);
        return record => get(record)?.trim();
    });
    const [only] = getters;
    return getters.length === 1 ? only! : record => getters.map(get => get(record) ?? '').join('');
}

function numberOr(text: string): number | string {
    const value = Number(text);
    return Number.isFinite(value) ? value : text;
}
