import {compareText} from '@karwan/base';
import type pg from 'pg';

/**
 * What a database says happened, in words that do not name places in the log: two logs that hold
 * the same in another order are told alike.
 */
export interface Told {
    passages: string[];
    trips: string[];
    /** Without what a low balance decides: whose account, and which surcharge. */
    tolls: string[];
    dues: string[];
    reviews: string[];
    /** Net of each account: minor units by account and road. */
    net: string[];
    /** Vehicles of which some window met a low balance, with their accounts. */
    low: Set<string>;
}

type Row = Record<string, unknown>;

export async function toldBy(pool: pg.Pool): Promise<Told> {
    const rows = async (text: string): Promise<Row[]> => (await pool.query(text)).rows as Row[];
    const arrivals = new Map((await rows(
        `select seq, concat_ws(' ', device, device_ms, fingerprint) as name from reading
          union all select seq, id || ' ' || kind from fact`))
        .map(row => [Number(row['seq']), row['name'] as string]));
    const arrivalsOf = (seqs: unknown) =>
        (seqs as unknown[]).map(seq => arrivals.get(Number(seq))!).sort(compareText).join(', ');
    const passages = await rows('select * from passage');
    const passageOf = new Map(passages.map(
        row => [Number(row['id']), `{${arrivalsOf(row['readings'])}}`]));
    const passagesOf = (ids: unknown) =>
        (ids as unknown[]).map(id => passageOf.get(Number(id))!).join(' ');
    const trips = await rows('select * from trip');
    const dues = await rows('select * from due');
    const reviews = await rows('select * from review');
    return {
        passages: passages.map(row => lineOf(row, {
            id: undefined, readings: arrivalsOf, basis: arrivalsOf})).sort(compareText),
        trips: trips.map(row => lineOf(row, {
            id: undefined, passages: passagesOf})).sort(compareText),
        tolls: dues.map(row => lineOf(row, {
            ...DUE, passages: passagesOf, basis: arrivalsOf, ...DECIDED_BY_BALANCE,
        })).sort(compareText),
        dues: dues.map(row => lineOf(row, {
            ...DUE, passages: passagesOf, basis: arrivalsOf})).sort(compareText),
        reviews: reviews.map(row => lineOf(row, {
            id: undefined, opened_seq: undefined, passage: id => passagesOf([id])}))
            .sort(compareText),
        net: (await rows(NET)).map(row => Object.values(row).join(' ')).sort(compareText),
        low: new Set((await rows(LOW)).flatMap(row => Object.values(row) as string[])),
    };
}

const DUE = {window: undefined, trip: undefined, decided_seq: undefined};

const DECIDED_BY_BALANCE = {
    surcharge: undefined, surcharge_when: undefined, surcharge_minor: undefined,
    amount_minor: undefined, payer: undefined, status: undefined,
};

const NET = `
    select account, road, sum(minor)::text as net from (
        select debit as account, credit as road, -posted_minor as minor from movement
        union all select credit, debit, posted_minor from movement) as sides
     where account not like 'revenue:%' and account <> 'bank'
     group by account, road having sum(minor) <> 0`;

const LOW = `
    select d.vehicle, 'owed:' || d.vehicle as owed,
           'wallet:' || coalesce(f.token, d.vehicle) as wallet
      from due d left join fact f on f.kind = 'carriage' and f.other = d.vehicle
     where d.surcharge_when = 'low-balance'`;

// A row as `column=value`; a column that is given `undefined` is left out.
function lineOf(
    row: Row, columns: Readonly<Record<string, ((value: unknown) => string) | undefined>>,
): string {
    return Object.entries(row).filter(([name]) => !(name in columns) || columns[name])
        .map(([name, value]) => `${name}=${columns[name]?.(value) ?? String(value)}`).join('; ');
}
