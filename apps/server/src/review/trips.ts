import type {TripAtStake} from '@karwan/tolling';
import {rowsOf, type Connection} from '../sql.ts';

/** A trip with what is charged for it. */
export interface ChargedTrip extends TripAtStake {
    vehicle: string;
    fromMs: number;
    toMs: number;
}

// What cannot be worth a look is left where it is: most trips are surer than that.
const tripsInDoubt = {
    name: 'review-trips',
    text: `select t.id, t.vehicle, t.from_ms as "fromMs", t.to_ms as "toMs", t.sure,
                  sum(d.amount_minor)::text as charged
             from trip t join due d on d.trip = t.id
            where d.state = 'charged' and d.day = coalesce($1, d.day)
            group by t.id
           having (1 - t.sure) * sum(d.amount_minor) >= $2::bigint - 1`,
};

/** The trips, of one local day or of all, that may be worth a look which costs so much. */
export async function tripsThatMayBeWrong(
    connection: Connection, day: string | undefined, lookMinor: bigint,
): Promise<ChargedTrip[]> {
    const rows = await rowsOf<Omit<ChargedTrip, 'chargedMinor'> & {charged: string}>(
        connection, tripsInDoubt, [day ?? null, `${lookMinor}`]);
    return rows.map(({charged, ...trip}) => ({...trip, chargedMinor: BigInt(charged)}));
}
