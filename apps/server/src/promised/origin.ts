import {rowsOf, type Connection} from '../sql.ts';

/**
 * What the journeys of a database rest on. One simulated world among its sources makes all of it
 * simulated, since a reading does not say who brought it; and they count as real readings only
 * where somebody said of every source whose measurements it holds.
 */
export type Origin =
    | {kind: 'world'; from: readonly string[]}
    | {kind: 'readings'; from: readonly string[]}
    | {kind: 'unknown'; from: readonly string[]};

interface Source {
    source: string;
    party: string | null;
}

const sources = {
    name: 'origin-sources',
    text: `select each.source, origin.party
             from (select source from feed union select 'site:' || id from site) as each
             left join origin using (source) order by each.source`,
};

/** What a database's journeys rest on: worlds, parties, or sources of which nobody said it. */
export async function originOf(connection: Connection): Promise<Origin> {
    return originFrom(await rowsOf<Source>(connection, sources, []));
}

export function originFrom(all: readonly Source[]): Origin {
    const worlds = all.filter(({source}) => source.startsWith('world:'));
    if (worlds.length > 0) return {kind: 'world', from: worlds.map(({source}) => source)};
    const silent = all.filter(({party}) => party === null);
    if (all.length === 0 || silent.length > 0) {
        return {kind: 'unknown', from: silent.map(({source}) => source)};
    }
    return {kind: 'readings', from: [...new Set(all.map(({party}) => party!))]};
}

const tell = {
    name: 'tell-origin',
    text: `insert into origin values ($1, $2, $3)
           on conflict (source) do update set party = $2, told_ms = $3`,
};

/** Keeps whose measurements a source brings: what a simulated world gave, nobody measured. */
export async function tellOrigin(
    connection: Connection, source: string, party: string, nowMs: number,
): Promise<void> {
    await rowsOf(connection, tell, [source, party, nowMs]);
}
