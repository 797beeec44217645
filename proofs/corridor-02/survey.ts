import {readFileSync} from 'node:fs';
import {Check, readTable} from '@karwan/base';

/** One figure of the survey: hours (TFI1) or USD (TFI2) at a border, of a year. */
export interface Row {
    scope: string;
    name: string;
    mode: string;
    direction: string;
    indicator: string;
    year: number;
    value: number;
}

const COLUMNS = [
    'scope', 'name', 'mode', 'direction', 'indicator', 'unit', 'year', 'value', 'source', 'note',
] as const;

/** The report of 2020 calls two borders by other names than those of 2021 and 2022. */
const SAME_BORDER: Readonly<Record<string, string>> = {
    'Torkham (PAK side)': 'Peshawar (PAK, corridor 5,6)',
    'Chaman (PAK side)': 'Chaman (PAK, corridor 5,6)',
};

/** The survey's rows of borders; those of whole regions are left out. */
export function surveyFrom(file: string): Row[] {
    const check = new Check();
    const cells = readTable(file, readFileSync(file, 'utf8'), COLUMNS, ['note'], check);
    const rows = cells.map(row => ({
        scope: row.scope.text, name: SAME_BORDER[row.name.text] ?? row.name.text,
        mode: row.mode.text, direction: row.direction.text, indicator: row.indicator.text,
        year: check.number(row.year, 'year', 1990, 2100),
        value: check.number(row.value, 'value', 0, 1e6),
    }));
    check.refuseIfFaulty();
    return rows.filter(({scope, indicator}) =>
        scope !== 'region' && (indicator === 'TFI1' || indicator === 'TFI2'));
}

export function keyOf(
    {scope, name, mode, direction, indicator}: Omit<Row, 'year' | 'value'>,
): string {
    return `${scope} ${name} ${mode} ${direction} ${indicator}`;
}

/** Rows of one border, direction and indicator, by year. */
export function seriesFrom(rows: readonly Row[]): Map<string, Row[]> {
    const series = new Map<string, Row[]>();
    for (const row of rows.toSorted((a, b) => a.year - b.year)) {
        series.set(keyOf(row), [...series.get(keyOf(row)) ?? [], row]);
    }
    return series;
}

/** What each year was to the year before. */
export function ratiosOf(rows: readonly Row[]): number[] {
    return rows.slice(1).flatMap((row, i) =>
        row.year === rows[i]!.year + 1 ? [row.value / rows[i]!.value] : []);
}

export function latestOf(
    series: ReadonlyMap<string, readonly Row[]>, row: Omit<Row, 'year' | 'value'>,
): number | undefined {
    return series.get(keyOf(row))?.at(-1)?.value;
}

export interface Ratios {
    low: number;
    middle: number;
    high: number;
    count: number;
}

/**
 * The 10th, 50th and 90th percentile of 2021 over 2020, by indicator and mode. 2019 to 2020 is left
 * out: it is the year in which borders shut for the pandemic, and no year after it begins so.
 */
export function fittedRatios(series: ReadonlyMap<string, readonly Row[]>): Map<string, Ratios> {
    const found = new Map<string, number[]>();
    for (const rows of series.values()) {
        const [before, after] = [2020, 2021].map(year => rows.find(row => row.year === year));
        if (!before || !after) continue;
        const key = `${after.indicator} ${after.mode}`;
        found.set(key, [...found.get(key) ?? [], after.value / before.value]);
    }
    return new Map([...found].map(([key, ratios]) => [key, {
        low: quantileOf(ratios, 0.1), middle: quantileOf(ratios, 0.5),
        high: quantileOf(ratios, 0.9), count: ratios.length,
    }]));
}

/** A quantile, straight between the two values it falls between. */
export function quantileOf(values: readonly number[], share: number): number {
    const sorted = values.toSorted((a, b) => a - b);
    const at = share * (sorted.length - 1);
    const below = Math.floor(at);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below]! + (sorted[above]! - sorted[below]!) * (at - below);
}
