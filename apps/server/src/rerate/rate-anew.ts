import type {Token} from '@karwan/journey';
import type {Scheme} from '@karwan/tolling';
import type pg from 'pg';
import {textArray} from '../array-literal.ts';
import {factRowId} from '../door/fact.ts';
import {append} from '../log.ts';
import {rowsOf} from '../sql.ts';
import type {Vault} from '../vault.ts';

/** Facts that reach the log in one transaction. */
const AT_A_TIME = 2_000;

// Who was charged under these versions, and whose passages wait because nothing was published.
const vehiclesUnder = {
    name: 'rerate-vehicles',
    text: `select vehicle, min(from_ms) as from_ms, max(to_ms) as to_ms from (
               select vehicle, from_ms, to_ms from due where scheme = any($1::text[])
               union all
               select p.vehicle, p.at_ms, p.at_ms from review r join passage p on p.id = r.passage
                where r.reason = 'no-tariff' and r.state = 'open' and p.vehicle is not null
               ) as touched group by vehicle order by vehicle`,
};

/**
 * Says in the log, vehicle by vehicle, that what it was charged under these versions is rated anew
 * by the scheme at hand. The thread works that off like any other fact: every window goes through
 * its settlement, and the difference is moved.
 * @returns how many vehicles
 */
export async function rateAnew(
    pool: pg.Pool, vault: Vault, scheme: Scheme, versions: readonly string[], nowMs: number,
): Promise<number> {
    const rows = await rowsOf<{vehicle: Token; from_ms: number; to_ms: number}>(
        pool, vehiclesUnder, [textArray([...versions])]);
    for (let from = 0; from < rows.length; from += AT_A_TIME) {
        const items = rows.slice(from, from + AT_A_TIME).map(row => {
            const id = `rerate:${scheme.digest.slice(0, 12)}:${nowMs}:${row.vehicle}`;
            const fact = {
                id: factRowId(id, 'rerate'), kind: 'rerate' as const, token: row.vehicle,
                other: undefined, validFromMs: row.from_ms, validToMs: row.to_ms + 1,
                body: {to: scheme.digest},
            };
            return {
                judged: {kind: 'fact' as const, id, rows: [fact], token: undefined,
                    plate: undefined},
                place: row.vehicle, receivedMs: nowMs,
            };
        });
        await append(pool, vault, {source: 'rerate', items});
    }
    return rows.length;
}
