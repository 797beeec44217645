import {choiceText, readTable, statuses, type Cell, type Check, type Status} from '@karwan/base';
import {goods, type Goods} from '../models/network/feature.ts';
import type {Bearer} from '@karwan/plan';

/** Where goods begin and end. */
export interface Zone {
    id: string;
    /** Groups that it belongs to. */
    groups: readonly string[];
    weight: number;
}

/** A trade as it stands in its file. */
export interface SegmentRow {
    id: string;
    name: string;
    goods: Goods;
    from: string;
    to: string;
    low: number;
    megatonnes: number;
    high: number;
    status: Status;
    source: string;
    date: string;
    bearers: readonly Bearer[];
    usdPerTonne: number;
    isOnlyByRail: boolean;
    note: string;
    line: number;
}

/** A published total that the fitted matrix is held against. */
export interface DemandTotal {
    id: string;
    what: string;
    measure: string;
    /** Whether the matrix was fitted to it; the others judge it. */
    isFitted: boolean;
    low: number | undefined;
    value: number;
    high: number | undefined;
    unit: string;
    status: Status;
    source: string;
    date: string;
    note: string;
    line: number;
}

const ZONE = ['id', 'groups', 'weight', 'status', 'source', 'source_date', 'note'] as const;

/** Reads `zones.csv`. `places` are those that the network has. */
export function readZones(
    file: string, text: string, places: ReadonlySet<string>, check: Check,
): Zone[] {
    return readTable(file, text, ZONE, ['note'], check).map(row => {
        check.oneOf(row.status, 'status', statuses);
        check.text(row.source, 'source');
        if (!places.has(row.id.text)) {
            check.fault(row.id.place, 'zone', `"${row.id.text}"`, 'a place of the network');
        }
        return {
            id: row.id.text, groups: check.text(row.groups, 'groups').split(';'),
            weight: check.number(row.weight, 'weight', 0, 1e4),
        };
    });
}

const SEGMENT = ['id', 'name', 'class', 'from', 'to', 'mt_low', 'mt_value', 'mt_high', 'status',
    'source', 'source_date', 'from_party', 'to_party', 'usd_per_t', 'by', 'note'] as const;

/** Reads `segments.csv`; `from` and `to` are groups or zones. */
export function readSegments(
    file: string, text: string, zones: readonly Zone[], check: Check,
): SegmentRow[] {
    const names = [...new Set(zones.flatMap(({id, groups}) => [id, ...groups]))];
    const ends = (cell: Cell, what: string): string => {
        if (!names.includes(cell.text)) {
            check.fault(cell.place, what, `"${cell.text}"`, choiceText(names));
        }
        return cell.text;
    };
    return readTable(file, text, SEGMENT, ['by', 'note'], check).map(row => {
        const [low, megatonnes, high] = [row.mt_low, row.mt_value, row.mt_high].map(cell =>
            check.number(cell, 'tonnes', 0, 1e4)) as [number, number, number];
        if (!(low <= megatonnes && megatonnes <= high)) {
            check.fault(row.mt_value.place, 'mt_value', `${megatonnes}`, `${low} to ${high}`);
        }
        return {
            id: check.id(row.id, 'id'), name: check.text(row.name, 'name'),
            goods: check.oneOf(row.class, 'class', goods), low, megatonnes, high,
            from: ends(row.from, 'from'), to: ends(row.to, 'to'),
            status: check.oneOf(row.status, 'status', statuses),
            source: check.text(row.source, 'source'),
            date: check.text(row.source_date, 'source_date'),
            bearers: [bearerFrom(row.from_party, check), bearerFrom(row.to_party, check)],
            usdPerTonne: check.number(row.usd_per_t, 'usd_per_t', 0, 1e6),
            isOnlyByRail: check.optional(
                row.by, cell => check.oneOf(cell, 'by', ['rail'])) !== undefined,
            note: row.note.text, line: row.id.place.line,
        };
    });
}

function bearerFrom(cell: Cell, check: Check): Bearer {
    const [, party, country] = /^(.+) ([A-Z]{2})$/.exec(cell.text) ?? [];
    if (party === undefined) {
        check.fault(cell.place, 'party', `"${cell.text}"`, 'who and a country: shippers PK');
    }
    return {party: party ?? '', country: country ?? ''};
}

const TOTAL = ['id', 'what', 'measure', 'fitted', 'low', 'value', 'high', 'unit', 'status',
    'source', 'source_date', 'note'] as const;

/** Reads `totals.csv`. */
export function readTotals(file: string, text: string, check: Check): DemandTotal[] {
    return readTable(file, text, TOTAL, ['note'], check).map(row => {
        const number = (cell: Cell): number => check.number(cell, 'total', 0, 1e12);
        return {
            id: check.id(row.id, 'id'), what: check.text(row.what, 'what'),
            measure: check.text(row.measure, 'measure'),
            isFitted: check.yesNo(row.fitted, 'fitted'),
            low: check.optional(row.low, number), value: number(row.value),
            high: check.optional(row.high, number), unit: check.text(row.unit, 'unit'),
            status: check.oneOf(row.status, 'status', statuses),
            source: check.text(row.source, 'source'),
            date: check.text(row.source_date, 'source_date'), note: row.note.text,
            line: row.id.place.line,
        };
    });
}
