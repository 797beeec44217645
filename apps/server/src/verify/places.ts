import {rowsOf, type Connection} from '../sql.ts';
import type {Difference} from './difference.ts';

/** How many arrivals stand where; together they are the head of the log. */
export interface Places {
    head: number;
    cursor: number;
    readings: number;
    repeated: number;
    refused: number;
    facts: number;
    /** Readings up to the cursor, each in one passage. */
    workedOff: number;
    /** Readings and facts that are not worked off yet. */
    waiting: number;
}

const counted = {
    name: 'verify-places',
    text: `select (select seq from log_head where partition = 'main') as head,
                  (select seq from cursor where partition = 'main') as cursor,
                  (select count(*) from reading) as readings,
                  (select count(*) from repeated) as repeated,
                  (select count(*) from refused) as refused,
                  (select count(*) from fact) as facts,
                  (select count(*) from reading, cursor c
                    where c.partition = 'main' and reading.seq <= c.seq) as "workedOff"`,
};

export async function placesOf(connection: Connection): Promise<Places> {
    const [row] = await rowsOf<Omit<Places, 'waiting'>>(connection, counted, []);
    return {...row!, waiting: row!.head - row!.cursor};
}

// Every place in the log belongs to one arrival: as many arrivals as places, none twice, none
// beyond. Where that does not hold the places are named.
const misplaced = {
    name: 'verify-misplaced',
    text: `with arrival as (
               select seq, 'reading' as kind from reading
               union all select seq, 'repeated' from repeated
               union all select seq, 'refused' from refused
               union all select seq, 'fact' from fact),
           head as (select seq from log_head where partition = 'main'),
           place as (
               select seq, count(*) as times, string_agg(kind, ' and ' order by kind) as kinds
                 from arrival group by seq having count(*) > 1 or seq < 1
                   or seq > (select seq from head))
           select 'log' as table, seq::text as key, 'row' as column,
                  kinds as found, 'one arrival at each place up to the head' as expected from place
            union all
           (select 'log', gap::text, 'row', 'no arrival', 'one arrival at each place up to the head'
              from head, generate_series(1, head.seq) as gap
             where (select count(*) from arrival) <> head.seq
               and not exists (select from arrival where arrival.seq = gap) limit 100)`,
};

// Each reading that was worked off belongs to one passage, and passages name no other readings.
const unplaced = {
    name: 'verify-unplaced',
    text: `with named as (
               select seq, count(*) as times, min(p.id) as passage
                 from passage p, unnest(p.readings) as seq group by seq)
           select case when r.seq is null then 'passage' else 'reading' end as table,
                  coalesce(r.seq, named.passage)::text as key, 'row' as column,
                  case when r.seq is null
                       then 'reading ' || named.seq || ', which is not in the log'
                       else coalesce(named.times, 0) || ' passages' end as found,
                  case when r.seq is null then 'readings up to the cursor'
                       else 'one passage' end as expected
             from (select reading.seq from reading, cursor c
                    where c.partition = 'main' and reading.seq <= c.seq) as r
             full join named on named.seq = r.seq
            where named.times is distinct from 1 or r.seq is null
            limit 1000`,
};

/** Arrivals without a place or with two, and readings that are in no passage or in two. */
export async function placeDifferences(connection: Connection): Promise<Difference[]> {
    return [
        ...await rowsOf<Difference>(connection, misplaced, []),
        ...await rowsOf<Difference>(connection, unplaced, []),
    ];
}
