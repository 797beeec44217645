import type {Token} from '@karwan/journey';
import {counted} from '../counted.ts';
import {rowsOf, type Connection} from '../sql.ts';

/** A tag that devices read though no fact is about it, and where its passages went. */
export interface Unregistered {
    token: string;
    /** Passages at which it was read: those of `vehicles`, `inReview` and `unidentified`. */
    seen: number;
    vehicles: {vehicle: string; passages: number}[];
    inReview: number;
    unidentified: number;
}

const passagesByTag = {
    name: 'explain-unregistered',
    text: `select vehicle, vehicle is null and exists (
                      select from review r where r.passage = p.id and r.state = 'open'
                  ) as "isInReview", count(*) as passages
             from passage p
            where tag = $1 and (vehicle = $1
                or identified_by in ('plate', 'plate-against-tag', 'review', 'nobody'))
            group by 1, 2 order by 1, 2`,
};

/** Where the passages of a tag went; undefined where it was never read. */
export async function explainUnregistered(
    connection: Connection, token: Token,
): Promise<Unregistered | undefined> {
    const rows = await rowsOf<{vehicle: string | null; isInReview: boolean; passages: number}>(
        connection, passagesByTag, [token]);
    if (rows.length === 0) return undefined;
    const nobody = (isInReview: boolean): number => rows.find(row =>
        row.vehicle === null && row.isInReview === isInReview)?.passages ?? 0;
    return {
        token, seen: rows.reduce((sum, row) => sum + row.passages, 0),
        vehicles: rows.flatMap(({vehicle, passages}) =>
            vehicle === null ? [] : [{vehicle, passages}]),
        inReview: nobody(true), unidentified: nobody(false),
    };
}

/** The same as text: how often it was seen, and a line for each way that its passages went. */
export function unregisteredText(
    {token, seen, vehicles, inReview, unidentified}: Unregistered,
): string {
    return [
        `${token} was seen ${counted(seen, 'time')}; it is not registered`,
        ...vehicles.map(({vehicle, passages}) =>
            `  ${counted(passages, 'passage')} went to ${vehicle}`),
        ...inReview > 0 ? [`  ${counted(inReview, 'passage is', 'passages are')} in review`] : [],
        ...unidentified > 0
            ? [`  ${counted(unidentified, 'passage has', 'passages have')} no vehicle`] : [],
    ].join('\n');
}
