import {textArray} from '../array-literal.ts';
import {rowsOf, type Connection} from '../sql.ts';

/** Which days and whose devices are counted. */
export interface Extent {
    zone: string;
    /** Devices that count vehicles: lasers, loops, whole gantries. */
    detectors: readonly string[];
    fromMs: number;
    /** Not any more. */
    toMs: number;
    firstDay: string;
    lastDay: string;
    /** Charges whose window ended before; all of the days where it is left out. */
    chargesBeforeMs?: number;
}

/** The terms of a day's first two balances, each counted from rows of its own. */
export interface PassageTerms {
    day: string;
    detections: number;
    identified: number;
    unidentifiable: number;
    again: number;
    passages: number;
    stations: number;
    undetected: number;
    charged: number;
    exempt: number;
    in_review: number;
    in_review_minor: string;
    written_off: number;
    written_off_minor: string;
}

/** The terms of a day's charges. */
export interface ChargeTerms {
    day: string;
    charges: number;
    charges_minor: string;
    charged_minor: string;
    exempt_minor: string;
    free: number;
    inferred: number;
    paid: number;
    paid_minor: string;
    open: number;
    open_minor: string;
    noticed: number;
    noticed_minor: string;
    disputed: number;
    disputed_minor: string;
    lost: number;
    lost_minor: string;
}

const day = (column: string) => `to_char(
    to_timestamp(${column} / 1000.0) at time zone $1, 'YYYY-MM-DD')`;

/** $1 zone, $2 kinds of device that detect, $3 and $4 from when until before when. */
const passageTerms = {
    name: 'verify-passage-terms',
    text: `with within as (
               select *, ${day('at_ms')} as day from passage where at_ms >= $3 and at_ms < $4),
           counted as (
               select p.day, count(*) as detections
                 from within p cross join unnest(p.readings) as named (seq)
                 join reading r on r.seq = named.seq
                where r.device = any($2::text[]) group by 1),
           seen as (
               select day,
                      count(*) filter (where detections > 0 and vehicle is not null) as identified,
                      count(*) filter (where detections > 0 and vehicle is null) as unidentifiable,
                      coalesce(sum(detections - 1) filter (where detections > 0), 0) as again,
                      count(*) filter (where kind = 'gantry') as passages,
                      count(*) filter (where kind <> 'gantry') as stations,
                      count(*) filter (where kind = 'gantry' and detections = 0) as undetected
                 from within group by 1),
           owing as (
               select p.day, count(*) filter (where d.state = 'charged') as charged,
                      count(*) filter (where d.state = 'exempt') as exempt
                 from due d cross join unnest(d.passages) as named (id)
                 join within p on p.id = named.id and p.kind = 'gantry' group by 1),
           held as (
               select p.day, p.id, bool_or(r.state <> 'written-off') as is_open,
                      max(r.worth_minor) as worth_minor
                 from review r join within p on p.id = r.passage and p.kind = 'gantry'
                where (r.holds_back or r.state = 'written-off')
                  and case when r.reason <> 'no-tariff' then p.vehicle is null
                           else not exists (select from due d where d.vehicle = p.vehicle
                                and p.at_ms between d.from_ms and d.to_ms
                                and p.id = any(d.passages)) end
                group by 1, 2),
           waiting as (
               select day, count(*) filter (where is_open) as in_review,
                      coalesce(sum(worth_minor) filter (where is_open), 0) as in_review_minor,
                      count(*) filter (where not is_open) as written_off,
                      coalesce(sum(worth_minor) filter (where not is_open), 0) as written_off_minor
                 from held group by 1)
           select day, coalesce(detections, 0)::bigint as detections, identified, unidentifiable,
                  again::bigint as again, passages, stations, undetected,
                  coalesce(charged, 0) as charged, coalesce(exempt, 0) as exempt,
                  coalesce(in_review, 0) as in_review,
                  coalesce(in_review_minor, 0)::text as in_review_minor,
                  coalesce(written_off, 0) as written_off,
                  coalesce(written_off_minor, 0)::text as written_off_minor
             from seen left join counted using (day) left join owing using (day)
             left join waiting using (day) order by day`,
};

const payers = ['paid', 'open', 'noticed', 'disputed', 'lost'] as const;
/** What the kind of a payer's account says about a charge; see the ledger's accounts. */
const kinds = {
    paid: 'wallet', open: 'owed', noticed: 'noticed', disputed: 'disputed', lost: 'lost',
} as const;

/** The payer of a toll transfer, and what it paid: a refund counts against it. */
export const PAYER = `case when t.credit like 'revenue:%' then t.debit else t.credit end`;
export const PAID = `case when t.credit like 'revenue:%' then t.amount_minor
    else -t.amount_minor end`;

/** $1 the first day, $2 the last, $3 before when a window ended. */
const chargeTerms = {
    name: 'verify-charge-terms',
    text: `with within as (select * from due where day between $1 and $2 and to_ms < $3),
           owed as (
               select day, count(*) filter (where amount_minor > 0) as charges,
                      sum(amount_minor) as charges_minor,
                      coalesce(sum(amount_minor) filter (where state = 'charged'), 0)
                          as charged_minor,
                      coalesce(sum(toll_minor) filter (where state = 'exempt'), 0) as exempt_minor,
                      count(*) filter (where state = 'charged' and amount_minor = 0) as free,
                      sum(cardinality(inferred)) as inferred
                 from within group by 1),
           posted as (
               select w.day, w."window", ${PAYER} as payer, sum(${PAID}) as minor
                 from within w join transfer t on t."window" = w."window" and t.refusal is null
                group by 1, 2, 3 having sum(${PAID}) <> 0),
           settled as (
               select day, ${payers.map(name => `
                      count(*) filter (where ${kindIs(kinds[name])}) as ${name},
                      coalesce(sum(minor) filter (where ${kindIs(kinds[name])}), 0)
                          as ${name}_minor`).join(',')}
                 from posted group by 1)
           select day, charges, charges_minor::text, charged_minor::text, exempt_minor::text, free,
                  inferred::bigint, ${payers.map(name => `
                  coalesce(${name}, 0) as ${name}, coalesce(${name}_minor, 0)::text
                      as ${name}_minor`).join(',')}
             from owed left join settled using (day) order by day`,
};

function kindIs(kind: string): string {
    return `split_part(payer, ':', 1) = '${kind}'`;
}

export function passageTermsOf(
    connection: Connection, {zone, detectors, fromMs, toMs}: Extent,
): Promise<PassageTerms[]> {
    return rowsOf(connection, passageTerms, [zone, textArray(detectors), fromMs, toMs]);
}

export function chargeTermsOf(
    connection: Connection, {firstDay, lastDay, chargesBeforeMs = Number.MAX_SAFE_INTEGER}: Extent,
): Promise<ChargeTerms[]> {
    return rowsOf(connection, chargeTerms, [firstDay, lastDay, chargesBeforeMs]);
}
