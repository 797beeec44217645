import type {Status} from '@karwan/base';
import type {Section} from '@karwan/journey';
import {pricedBy, priceOf, surchargeOf, type Setting} from '@karwan/tolling';
import {rowsOf, type Connection} from '../sql.ts';

/** How well the day's charged money is known, and what the ranges of lengths would move. */
export interface Shares {
    /** Charged money by the weakest status of its tariff line and its rule. */
    byStatus: Record<Status, bigint>;
    /** By how much the day's charges could differ where lengths lie anywhere in their range. */
    lengthsMoveMinor: bigint;
    /** Charged money that rests on lengths of each status, by the weakest of its sections. */
    byLength: Record<Status, bigint>;
}

interface Group {
    road: string;
    class: string;
    entry: string;
    exit: string;
    tariff: string;
    surcharge: string | null;
    surcharge_when: string | null;
    status: Status;
    from_ms: number;
    count: number;
    toll_minor: string;
    minor: string;
}

// Windows that were priced alike: some hundreds a day, however many charges.
const groups = {
    name: 'page-charge-groups',
    text: `select road, class, entry, exit, tariff, surcharge, surcharge_when, status,
                  min(from_ms) as from_ms, count(*) as count, toll_minor::text,
                  sum(amount_minor)::text as minor
             from due where day = $1 and state = 'charged' and to_ms < $2
            group by road, class, entry, exit, tariff, surcharge, surcharge_when, status,
                     toll_minor`,
};

export async function sharesOf(
    connection: Connection, day: string, setting: Setting,
    beforeMs: number = Number.MAX_SAFE_INTEGER,
): Promise<Shares> {
    const shares: Shares = {byStatus: none(), byLength: none(), lengthsMoveMinor: 0n};
    for (const group of await rowsOf<Group>(connection, groups, [day, beforeMs])) {
        const minor = BigInt(group.minor);
        shares.byStatus[group.status] += minor;
        const sections = sectionsBetween(group, setting);
        shares.byLength[weakestLength(sections)] += minor;
        shares.lengthsMoveMinor += BigInt(group.count) * moveOf(group, sections, setting);
    }
    return shares;
}

function none(): Record<Status, bigint> {
    return {measured: 0n, published: 0n, estimated: 0n, assumed: 0n};
}

/** The sections from entry to exit: one carriageway leads there. */
function sectionsBetween({road, entry, exit}: Group, {scheme}: Setting): Section[] {
    // What a rule joins of several roads is no way from one interchange to another.
    const joined = scheme.corridor.roads.find(each => each.id === road);
    for (const direction of joined?.directions ?? []) {
        const own = new Map(scheme.corridor.sections
            .filter(section => section.road === road && section.direction === direction)
            .map(section => [section.from, section]));
        const found: Section[] = [];
        for (let section = own.get(entry); section; section = own.get(section.to)) {
            if (found.includes(section)) break;
            found.push(section);
            if (section.to === exit) return found;
        }
    }
    return [];
}

function weakestLength(sections: readonly Section[]): Status {
    if (sections.length === 0) return 'assumed';
    const order: Status[] = ['assumed', 'estimated', 'published'];
    return order.find(status => sections.some(section => section.lengthStatus === status))
        ?? 'measured';
}

/** The larger of what one such charge would gain or lose at the ends of its lengths' ranges. */
function moveOf(group: Group, sections: readonly Section[], setting: Setting): bigint {
    const {scheme} = setting;
    const priced = pricedBy(scheme, group.tariff, group.surcharge);
    if (!priced || priced.line.price.basis === 'per-gantry') return 0n;
    const amountAt = (end: 'lowMetres' | 'highMetres' | 'lengthMetres'): bigint => {
        const scaled = sections.map(section => ({
            ...section,
            tolledMetres: section.lengthMetres === 0 ? 0
                : Math.round(section.tolledMetres * section[end] / section.lengthMetres),
        }));
        const toll = priceOf(scheme, {
            road: group.road, class: group.class, atMs: group.from_ms, sections: scaled,
        })?.tollMinor ?? 0n;
        const extra = priced.rule
            && surchargeOf(scheme, toll, priced.rule.when, group.from_ms)?.surchargeMinor;
        return toll + (extra ?? 0n);
    };
    const now = amountAt('lengthMetres');
    const moves = [amountAt('highMetres') - now, now - amountAt('lowMetres')];
    return moves.reduce((most, move) => move > most ? move : most, 0n);
}
