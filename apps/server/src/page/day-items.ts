import {moneyText, type Currency} from '@karwan/base';
import type {Setting} from '@karwan/tolling';
import {rowsOf, type Connection} from '../sql.ts';
import {PAID, PAYER} from '../verify/balance-terms.ts';
import {oneDay} from '../verify/verify.ts';

/** A term of a balance of a day: what its figure counts can be listed one by one. */
export type DayTerm = keyof typeof passageWhere | keyof typeof payerOf;

/** One of the things that a figure counts. */
export interface DayItem {
    id: string;
    at: string;
    place: string;
    by: string;
    /** The charge that it stands in, to be explained. */
    charge: string | null;
    /** The item in which a person decides it. */
    review: string | null;
    amount: string | null;
}

/** Waits for a person or was written off by one, as the balances count it. */
const held = `r.passage = p.id and (r.holds_back or r.state = 'written-off')
    and case when r.reason <> 'no-tariff' then p.vehicle is null else d."window" is null end`;
const waits = `exists (select from review r where ${held} and r.state <> 'written-off')`;

const passageWhere = {
    'detections.identified': 'p.detections > 0 and p.vehicle is not null',
    'detections.unidentifiable': 'p.detections > 0 and p.vehicle is null',
    'detections.false': 'p.detections > 1',
    'passages.charged': `p.kind = 'gantry' and d.state = 'charged'`,
    'passages.exempt': `p.kind = 'gantry' and d.state = 'exempt'`,
    'passages.inReview': `p.kind = 'gantry' and ${waits}`,
    'passages.writtenOff': `p.kind = 'gantry' and not ${waits}
        and exists (select from review r where ${held})`,
} as const;

const payerOf = {
    'charges.paid': 'wallet', 'charges.open': 'owed', 'charges.noticed': 'noticed',
    'charges.disputed': 'disputed', 'charges.lost': 'lost',
} as const;

/** All terms that open. */
export const dayTerms: readonly DayTerm[] =
    [...Object.keys(passageWhere), ...Object.keys(payerOf)] as DayTerm[];

const dueOfPassage = `left join lateral (
    select "window", state from due
     where due.vehicle = p.vehicle and p.at_ms between due.from_ms and due.to_ms
       and p.id = any(due.passages) limit 1) d on true`;

/** $1 from when, $2 until before when, $3 how many are passed over, $4 how many are wanted. */
function passagesSql(term: keyof typeof passageWhere): {name: string; text: string} {
    return {
        name: `page-items-${term}`,
        text: `with page as (
                   select p.* from passage p
                          ${/\bd\./.test(passageWhere[term]) ? dueOfPassage : ''}
                    where p.at_ms >= $1 and p.at_ms < $2 and ${passageWhere[term]}
                    order by p.at_ms, p.id offset $3 limit $4)
               select p.id::text, p.at_ms, p.point as place, p.identified_by as by,
                      d."window" as charge, null::text as minor,
                      (select r.id from review r where r.passage = p.id order by r.id limit 1)
                          as review
                 from page p ${dueOfPassage} order by p.at_ms, p.id`,
    };
}

/** $1 the day, $2 the kind of the payer's account, $3 and $4 as above. */
const chargesSql = {
    name: 'page-items-charges',
    text: `select w."window" as id, w.to_ms as at_ms, w.road || ' ' || w.entry || ' ' || w.exit
                      as place, w.class as by, w."window" as charge, null::text as review,
                  (sum(${PAID}))::text as minor
             from due w join transfer t on t."window" = w."window" and t.refusal is null
            where w.day = $1 and split_part(${PAYER}, ':', 1) = $2
            group by w."window", w.to_ms, w.road, w.entry, w.exit, w.class, ${PAYER}
           having sum(${PAID}) <> 0
            order by w.to_ms, w."window" offset $3 limit $4`,
};

interface Row {
    id: string;
    at_ms: number;
    place: string;
    by: string;
    charge: string | null;
    review: string | null;
    minor: string | null;
}

/** What a figure of a day counts, in the order of time: so many, after the first ones. */
export async function dayItems(
    connection: Connection, day: string, term: DayTerm, {from, most}: {from: number; most: number},
    setting: Setting,
): Promise<DayItem[]> {
    const {fromMs, toMs} = oneDay(setting, day);
    const rows = isOfPassages(term)
        ? await rowsOf<Row>(connection, passagesSql(term), [fromMs, toMs, from, most])
        : await rowsOf<Row>(connection, chargesSql, [day, payerOf[term], from, most]);
    const {currency} = setting.scheme.corridor;
    return rows.map(row => told(row, setting, currency));
}

function isOfPassages(term: DayTerm): term is keyof typeof passageWhere {
    return Object.hasOwn(passageWhere, term);
}

function told({at_ms, minor, ...rest}: Row, {zone}: Setting, currency: Currency): DayItem {
    return {
        ...rest, at: zone.text(at_ms).slice(11),
        amount: minor === null ? null : moneyText(BigInt(minor), currency),
    };
}
