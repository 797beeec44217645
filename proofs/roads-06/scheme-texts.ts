import {parse} from 'yaml';
import {cellIn, tableOf, textIn, type RawCell, type Table} from './table.ts';
import type {Spot} from './variant.ts';

type Row = readonly RawCell[];

/** Every scalar stays the text that was written. */
const FAILSAFE = {schema: 'failsafe'} as const;

/** A row with the table that it stands in. */
export interface Placed {
    table: Table;
    row: Row;
}

/** A valid scheme as texts by file name, with what an oracle has to find in them. */
export class SchemeTexts {
    readonly name: string;
    readonly files: ReadonlyMap<string, string>;
    readonly tables: readonly Table[];
    /** corridor.yaml and the road.yaml of each folder, by file, as plain values. */
    readonly yaml: ReadonlyMap<string, Record<string, unknown>>;

    /** What another scheme has read already of the very same files is taken over. */
    constructor(name: string, files: ReadonlyMap<string, string>, known?: SchemeTexts) {
        this.name = name;
        this.files = files;
        const named = (end: string): [string, string][] =>
            [...files].filter(([file]) => file.endsWith(end));
        this.tables = named('.csv').map(([file, text]) => known?.tables.find(table =>
            table.file === file && table.text === text) ?? tableOf(file, text));
        this.yaml = known?.yaml ?? new Map(named('.yaml').map(
            ([file, text]) => [file, parse(text, FAILSAFE) as Record<string, unknown>]));
    }

    /** The same scheme with another text in one of its tables. */
    withTable(file: string, text: string): SchemeTexts {
        return new SchemeTexts(this.name, new Map(this.files).set(file, text), this);
    }

    /** Every row of the tables of this name, those of the roads' folders too. */
    rows(name: string): Placed[] {
        return this.tables.filter(table => table.name === name)
            .flatMap(table => table.rows.map(row => ({table, row})));
    }

    /** The rows in which each of these columns holds this text. */
    rowsWith(name: string, texts: Readonly<Record<string, string>>): Placed[] {
        return this.rows(name).filter(({table, row}) => Object.entries(texts).every(
            ([column, text]) => textIn(table, row, column) === text));
    }

    /** True where gantries of this road stand by a rule. */
    hasGantryRule(road: string): boolean {
        const written = this.roads().find(entry => entry['id'] === road);
        return written?.['gantries'] !== undefined;
    }

    /** The roads as they are written, in corridor.yaml or in their folders. */
    roads(): Record<string, unknown>[] {
        const listed = this.yaml.get('corridor.yaml')!['roads'] as (string | object)[];
        return listed.map(road => typeof road === 'string'
            ? this.yaml.get(`${road}/road.yaml`)! : road as Record<string, unknown>);
    }
}

/** The cells of these rows in a column. */
export function cellsIn(placed: readonly Placed[], ...names: readonly string[]): Spot[] {
    return placed.flatMap(({table, row}) => names.flatMap(name => cellIn(table, row, name) ?? []));
}
