import {counted} from '../counted.ts';
import {rowsOf, type Connection} from '../sql.ts';

const chargesOfTrip = {
    name: 'hint-charges', text: 'select "window" as name from due where trip = $1 order by 1',
};
const newestCharges = {
    name: 'hint-newest',
    text: 'select "window" as name from due order by decided_seq desc, "window" desc limit 3',
};
const newestTrips = {
    name: 'hint-trips', text: 'select id::text as name from trip order by id desc limit 3',
};
// Tags are written with letters of either size, and with or without their hyphens and blanks.
const sameTag = {
    name: 'hint-tag',
    text: `select distinct token as name from fact
            where token like 'tag:%' and regexp_replace(lower(token), '[^a-z0-9:]', '', 'g')
                = regexp_replace(lower($1), '[^a-z0-9:]', '', 'g')
            order by 1 limit 3`,
};

type Query = Parameters<typeof rowsOf>[1];

/** What may have been meant by a name that nothing has; empty where nothing comes near. */
export async function hintFor(connection: Connection, asked: string): Promise<string> {
    const named = async (query: Query, values: readonly unknown[] = []): Promise<string[]> =>
        (await rowsOf<{name: string}>(connection, query, [...values])).map(row => row.name);
    const text = asked.trim();
    const [, trip] = /^(\d{1,15})\/./.exec(text) ?? [];
    if (trip !== undefined) {
        const charges = await named(chargesOfTrip, [trip]);
        if (charges.length > 0) {
            return `; trip ${trip} has ${counted(charges.length, 'charge')}: ${charges.join(', ')}`;
        }
    }
    if (/^\d{1,15}(\/.|$)/.test(text)) {
        const newest = await named(trip === undefined ? newestTrips : newestCharges);
        const kind = trip === undefined ? 'trips' : 'charges';
        return newest.length > 0 ? `; the newest ${kind} are ${newest.join(', ')}`
            : `; there are no ${kind} yet`;
    }
    const tags = await named(sameTag, [text.startsWith('tag:') ? text : `tag:${text}`]);
    return tags.length > 0 ? `; there is ${tags.join(', ')}` : '';
}
