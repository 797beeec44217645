import {createHash} from 'node:crypto';
import type pg from 'pg';
import {PAID, PAYER} from './balance-terms.ts';
import {batchesOf, type Query} from './stream.ts';

/** SHA-256 over the derived rows, in all and by table; see decisions/0009. */
export interface DerivedDigest {
    digest: string;
    tables: Record<string, string>;
}

const FIELDS = 'concat_ws(chr(31), ';
const orNull = (...columns: string[]) =>
    columns.map(column => `coalesce(${column}::text, chr(24))`).join(', ');
const list = (column: string) => `array_to_string(${column}, chr(30))`;
const bits = (column: string) => `coalesce(encode(float4send(${column}), 'hex'), chr(24))`;

// Facts have ids of their own, which do not depend on where in the log they came to stand.
const factIds = (column: string) => `case when ${column} = '{}' then '' else (
    select string_agg(f.id, chr(30) order by f.id) from fact f where f.seq = any(${column})) end`;

const PASSAGE = `${FIELDS}${orNull('p.point', 'p.at_ms', 'p.kind', 'p.lane', 'p.tag', 'p.plate')},
    ${bits('p.confidence')}, ${orNull('p.measured_class', 'p.detections')},
    cardinality(p.readings), ${orNull('p.vehicle', 'p.identified_by')}, ${factIds('p.basis')})`;

const TRIP = `${FIELDS}${orNull('t.vehicle', 't.from_ms', 't.to_ms')}, ${bits('t.sure')},
    cardinality(t.passages), ${list('t.path')}, ${list('t.inferred')})`;

/** What names a window without the place in the log that its id begins with. */
const WINDOW = `${orNull('d.vehicle', 'd.road', 'd.from_ms', 'd.to_ms', 'd.entry', 'd.exit')}`;

const DUE = `${FIELDS}${WINDOW}, ${orNull('d.day', 'd.tolled_metres', 'd.class', 'd.class_by',
    'd.state', 'd.tariff', 'd.toll_minor', 'd.surcharge', 'd.surcharge_when', 'd.surcharge_minor',
    'd.amount_minor', 'd.payer', 'd.status')}, cardinality(d.passages), ${list('d.inferred')},
    ${factIds('d.basis')}, ${orNull('d.scheme')})`;

const REVIEW = `${FIELDS}${orNull('p.point', 'p.at_ms', 'p.lane', 'r.reason', 'r.holds_back',
    'r.vehicle', 'r.tag', 'r.plate', 'r.day', 'r.worth_minor', 'r.state', 'f.id', 'r.assigned')})`;

// Not each transfer: how often a window was settled on the way depends on how batches were cut.
const POSTED = `${FIELDS}${WINDOW}, posted.payer, posted.minor::text)`;

/** The rows of each table in the order of their natural keys; of one day where it is given. */
function queriesFor(day: DayExtent | undefined): Record<string, Query> {
    const [passage, due, review, values] = day
        ? ['where p.at_ms >= $1 and p.at_ms < $2', 'where d.day = $1', 'where r.day = $1',
            [day.day]]
        : ['', '', '', []];
    const queries: Record<string, Query> = {
        passage: {
            text: `select ${PASSAGE} as text from passage p ${passage}
                order by p.point, p.at_ms, p.kind, p.lane, p.tag, p.plate, 1`,
            values: day ? [day.fromMs, day.toMs] : [],
        },
        due: {
            text: `select ${DUE} as text from due d ${due}
                   order by d.vehicle, d.from_ms, d.road, 1`,
            values,
        },
        review: {
            text: `select ${REVIEW} as text from review r left join passage p on p.id = r.passage
                left join fact f on f.seq = r.decided_by ${review}
                order by p.point, p.at_ms, p.lane, r.reason, 1`,
            values,
        },
        posted: {
            text: `select ${POSTED} as text from (
                    select t."window", ${PAYER} as payer, sum(${PAID}) as minor from transfer t
                     where t."window" is not null and t.refusal is null
                     group by 1, 2 having sum(${PAID}) <> 0) as posted
                  ${day ? 'join' : 'left join'} due d on d."window" = posted."window" ${due}
                order by d.vehicle, d.from_ms, d.road, 1`,
            values,
        },
    };
    if (day) return queries;
    return {
        ...queries,
        trip: {
            text: `select ${TRIP} as text from trip t order by t.vehicle, t.from_ms, t.to_ms, 1`,
            values,
        },
        paid_in: {
            text: `select ${FIELDS}t.id, ${orNull('t.debit', 't.credit', 't.amount_minor')}) as text
                from transfer t where t."window" is null and t.refusal is null order by t.id`,
            values,
        },
    };
}

/** A local day with its beginning and its end. */
export interface DayExtent {
    day: string;
    fromMs: number;
    toMs: number;
}

/**
 * The digest of all derived rows, or of those of one day. Two databases that worked off the same
 * log have the same one.
 */
export async function digestDerived(
    client: pg.ClientBase, day?: DayExtent,
): Promise<DerivedDigest> {
    const whole = createHash('sha256');
    const tables: Record<string, string> = {};
    for (const [table, query] of Object.entries(queriesFor(day))) {
        const hash = createHash('sha256');
        for await (const rows of batchesOf<{text: string}>(client, `digest_${table}`, query)) {
            hash.update(rows.map(row => `${row.text}\n`).join(''));
        }
        tables[table] = hash.digest('hex');
        whole.update(`${table} ${tables[table]}\n`);
    }
    return {digest: whole.digest('hex'), tables};
}
