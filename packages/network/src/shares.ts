import {groupedBy, statuses, type Status} from '@karwan/base';
import type {Link, Network} from './network.ts';

/** Kilometres of links by how well their length is known, and how much of it a source says. */
export interface KnownKm {
    mode: string;
    country: string;
    links: number;
    km: number;
    byStatus: Readonly<Record<Status, number>>;
    /** Of the published: read in a source as it stands, not a difference of two. */
    readKm: number;
}

/** The shares of a network by mode and country; `all` sums road and rail that are open. */
export function knownKmOf({places, links}: Network): {rows: KnownKm[]; all: KnownKm} {
    const country = new Map(places.map(place => [place.id, place.country]));
    const open = links.filter(link => link.state === 'open');
    const byKind = groupedBy(open, ({mode, from, to}) => {
        const [a, b] = [country.get(from)!, country.get(to)!];
        return `${mode} ${a === b ? a : 'border'}`;
    });
    const rows = [...byKind].sort(([a], [b]) => a < b ? -1 : 1).map(([key, group]) => {
        const [mode, of] = key.split(' ') as [string, string];
        return sumOf(group, mode, of);
    });
    const onLand = open.filter(({mode}) => mode === 'road' || mode === 'rail');
    return {rows, all: sumOf(onLand, 'road and rail', 'all')};
}

function sumOf(links: readonly Link[], mode: string, country: string): KnownKm {
    const km = (those: readonly Link[]): number =>
        those.reduce((sum, link) => sum + link.length.value, 0);
    return {
        mode, country, links: links.length, km: km(links),
        byStatus: Object.fromEntries(statuses.map(status => [
            status, km(links.filter(link => link.length.status === status))])) as
            Record<Status, number>,
        readKm: km(links.filter(link => link.basis === 'read')),
    };
}
