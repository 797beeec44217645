import type pg from 'pg';

/** A table as it is copied: its columns in their order. */
export interface Table {
    name: string;
    columns: string[];
}

/** A counter of the database, and the last number that it gave. */
export interface Sequence {
    name: string;
    /** As a decimal string; null where it has given none yet. */
    last: string | null;
}

// What extensions brought along is made by them, and what was applied is applied again.
const TABLES = `
    select c.relname as name,
           array(select a.attname::text from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    and a.attgenerated = '' order by a.attnum) as columns,
           array(select distinct f.confrelid::regclass::text from pg_constraint f
                  where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as needs
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and c.relname <> 'schema_migration'
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by c.relname collate "C"`;

/** All tables of Karwan, each behind those that its rows refer to. */
export async function tablesIn(client: pg.ClientBase): Promise<Table[]> {
    const {rows} = await client.query<Table & {needs: string[]}>(TABLES);
    const left = new Map(rows.map(row => [row.name, row]));
    const ordered: Table[] = [];
    while (left.size > 0) {
        const next = [...left.values()].find(row => !row.needs.some(name => left.has(name)));
        if (!next) throw new Error(`tables refer to one another: ${[...left.keys()].join(', ')}`);
        left.delete(next.name);
        ordered.push({name: next.name, columns: next.columns});
    }
    return ordered;
}

/** Counters stand outside of transactions: read after the snapshot they are never behind it. */
export async function sequencesIn(client: pg.ClientBase): Promise<Sequence[]> {
    const {rows} = await client.query<Sequence>(
        `select sequencename as name, last_value::text as last from pg_sequences
          where schemaname = 'public' order by sequencename collate "C"`);
    return rows;
}

/** What COPY is told, so that values read alike wherever they are written and read. */
export const COPY_SETTINGS = `
    set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local bytea_output = 'hex';
    set local extra_float_digits = 1; set local client_encoding = 'UTF8';
    set local statement_timeout = 0; set local jit = off`;

/** `"name" ("column", …)`, for both ways of COPY. */
export function copied({name, columns}: Table): string {
    return `${quoted(name)} (${columns.map(quoted).join(', ')})`;
}

/** A name as SQL. */
export function quoted(name: string): string {
    return `"${name.replaceAll('"', '""')}"`;
}
