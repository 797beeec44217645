import type pg from 'pg';
import {closeDay} from '../apps/server/src/close-day.ts';
import {settingOf} from '../apps/server/src/ingest.ts';
import {differenceText} from '../apps/server/src/verify/difference.ts';
import {verify} from '../apps/server/src/verify/verify.ts';
import {ThreadUnderTest} from '../apps/server/test/thread-under-test.ts';
import {driveThrough} from '../apps/server/test/world-feed.ts';
import {proof} from './proof.ts';

/** Derived tables with the key under which a copy of a row can be put in. */
const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    passage: {id: 'id + 1000000'},
    trip: {id: 'id + 1000000'},
    due: {window: `"window" || '/9'`},
    review: {id: `id || '-again'`},
    transfer: {id: `id || '9'`, nth: 'nth + 100000'},
    account: {id: `id || '9'`, nth: 'nth + 100000'},
    batch: {nth: 'nth + 1000000'},
    cursor: {partition: `'second'`},
    closed_day: {day: `'2025-03-09'`},
};

/** What changes one paisa, or the smallest thing where a table holds no money. */
const SMALLEST: Readonly<Record<string, string>> = {
    passage: 'at_ms = at_ms + 1',
    trip: 'to_ms = to_ms + 1',
    due: 'toll_minor = toll_minor + 1, amount_minor = amount_minor + 1',
    review: 'worth_minor = worth_minor + 1',
    transfer: 'amount_minor = amount_minor + 1',
    account: `"limit" = 'none'`,
    batch: 'to_seq = to_seq - 1',
    cursor: 'seq = seq - 1',
    closed_day: `totals = jsonb_set(totals, '{charges,charges,minor}',
        to_jsonb(((totals#>>'{charges,charges,minor}')::bigint + 1)::text))`,
};

const LATER_MS = Date.parse('2025-04-01T00:00:00Z');

export default proof({
    id: 'thread-05-tamper',
    claim: 'whatever is changed by hand in a derived table, verify names it and close refuses',
    bar: 'in each of 9 derived tables a row deleted, doubled and changed by one paisa, and every '
        + 'column changed once: all named, every close refused',
    kind: 'held', short: true,
    async measure({seed}) {
        const thread = await ThreadUnderTest.open('tamper', 'pakistan');
        const {pool} = thread.database;
        const vandal = new Vandal(pool);
        await driveThrough(thread, {seed, days: 1, vehiclesPerDay: 40});
        const close = (day: string) => closeDay(day, {
            pool, vault: thread.vault, setting: settingOf(thread.scheme), worker: thread.ingest,
            nowMs: LATER_MS, isComplete: true,
        });
        const faults = await soundBefore(thread, close);
        await vandal.switchOffTriggers();
        let named = 0;
        let refused = 0;
        let deeds = 0;
        for (const table of Object.keys(TABLES)) {
            for (const deed of await deedsOn(pool, table)) {
                deeds++;
                const undo = await vandal.commit(table, deed.statement);
                const {differences} = await verify(pool, settingOf(thread.scheme));
                if (differences.some(difference => names(difference.table, table))) named++;
                else {
                    const said = differences.map(differenceText)[0] ?? 'not seen';
                    faults.push(`${deed.what}: ${said}`);
                }
                if (deed.isClosed) {
                    const {answer} = await close('2025-03-04');
                    if (answer !== 'closed') refused++;
                    else faults.push(`${deed.what}: the day was closed all the same`);
                }
                await undo();
            }
        }
        const {isSound} = await verify(pool, settingOf(thread.scheme));
        if (!isSound) faults.push('not sound after everything was put back');
        await thread.database.drop();
        return {
            value: `${named} of ${deeds} named, `
                + `${refused} of ${Object.keys(TABLES).length * 3} refused`,
            holds: faults.length === 0 && named === deeds,
            notes: faults.slice(0, 20),
        };
    },
});

async function soundBefore(
    thread: ThreadUnderTest, close: (day: string) => Promise<{answer: string}>,
): Promise<string[]> {
    const {answer} = await close('2025-03-03');
    const {isSound, differences} = await verify(thread.database.pool, settingOf(thread.scheme));
    return [
        ...answer === 'closed' ? [] : [`the day before was not closed: ${answer}`],
        ...isSound ? [] : differences.map(differenceText),
    ];
}

// A trip that is gone is named by its own table; what hangs on it may be named besides.
function names(named: string, table: string): boolean {
    return named === table || (table === 'account' && named === 'ledger_batch');
}

interface Deed {
    what: string;
    statement: string;
    /** Deleting, doubling and one paisa: then the close is tried too. */
    isClosed: boolean;
}

async function deedsOn(pool: pg.Pool, table: string): Promise<Deed[]> {
    const {rows: columns} = await pool.query<{name: string; type: string}>(`
        select column_name as name, data_type as type from information_schema.columns
         where table_name = $1 and table_schema = 'public' order by ordinal_position`, [table]);
    const keys = TABLES[table]!;
    const names = columns.map(({name}) => `"${name}"`).join(', ');
    const copied = columns.map(({name}) => keys[name] ?? `"${name}"`).join(', ');
    // A row from the middle, so that neither end gives it away.
    const row = `ctid = (select ctid from ${table} order by ctid
        offset (select count(*) / 2 from ${table}) limit 1)`;
    const deed = (what: string, statement: string, isClosed: boolean): Deed =>
        ({what: `${table}: ${what}`, statement, isClosed});
    return [
        deed('a row deleted', `delete from ${table} where ${row}`, true),
        deed('a row doubled',
            `insert into ${table} (${names}) select ${copied} from ${table} where ${row}`, true),
        deed('one paisa', `update ${table} set ${SMALLEST[table]} where ${row}`, true),
        ...columns.map(({name, type}) => deed(
            name, `update ${table} set "${name}" = ${otherThan(name, type)} where ${row}`, false)),
    ];
}

const UNIQUE = new Set(['id', 'nth', 'batch']);

/** Another value of the type, next to the one that is there. */
function otherThan(name: string, type: string): string {
    const column = `"${name}"`;
    switch (type) {
        case 'text': return `coalesce(${column}, '') || 'x'`;
        case 'boolean': return `not ${column}`;
        case 'real': return `coalesce(${column} * 0.999, 0.5)`;
        case 'ARRAY': return `array_append(${column}, '7')`;
        case 'bytea': return `'\\x00'`;
        case 'jsonb': return `${column} || '{"more": 1}'`;
        // A number that must be unique is moved to where none is.
        default: return `coalesce(${column}, 0) + ${UNIQUE.has(name) ? 1_000_000 : 1}`;
    }
}

/** Somebody who owns the tables, with a copy of each to put back. */
class Vandal {
    readonly #pool: pg.Pool;

    constructor(pool: pg.Pool) {
        this.#pool = pool;
    }

    async switchOffTriggers(): Promise<void> {
        await this.#pool.query(`alter table transfer disable trigger all;
            alter table account disable trigger all;
            alter table account drop constraint account_limit_check;
            alter table transfer drop constraint transfer_kind_check,
                                 drop constraint transfer_check;
            alter table due drop constraint due_check`);
    }

    /** Does the deed, and gives back how it is undone. */
    async commit(table: string, statement: string): Promise<() => Promise<void>> {
        await this.#pool.query(`create table saved as table ${table}`);
        const {rowCount} = await this.#pool.query(statement);
        if (rowCount !== 1) throw new Error(`${rowCount} rows hit by ${statement}`);
        return async () => {
            await this.#pool.query(`delete from ${table}; insert into ${table} select * from saved;
                drop table saved`);
        };
    }
}
