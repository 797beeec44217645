import type {Leg, Network, Opening, Route, Verdict} from '@karwan/network';

/** A link or project that counts as open and lies on no way told, with where it ends. */
export interface Unused {
    id: string;
    from: string;
    to: string;
    km: number;
}

/** What was asked to be open and changed nothing that is told. */
export function unusedOf(
    {links, places}: Network, opened: readonly string[] | undefined, routes: readonly Route[],
): Unused[] {
    const used = new Set(routes.flatMap(({legs}) => legs.map(({id}) => id)));
    const name = (id: string): string => places.find(place => place.id === id)!.name;
    return (opened ?? []).flatMap(asked => {
        const own = links.filter(({id, project, state}) =>
            id === asked || (project === asked && state !== 'open'));
        if (own.length === 0 || own.some(({id}) => used.has(id))) return [];
        const km = own.reduce((sum, {length}) => sum + length.value, 0);
        return [{
            id: asked, from: name(own[0]!.from), to: name(own.at(-1)!.to),
            km: Number(km.toFixed(1)),
        }];
    });
}

export function unusedTexts(unused: readonly Unused[]): string[] {
    return unused.map(({id, from, to, km}) =>
        `${id} counts as open and lies on no way told; it leads from ${from} to ${to}, ${km} km`);
}

/** Without a day nothing dated counts; who asks is told what there is on each way. */
export function closuresOn(network: Network, routes: readonly Route[]): string[] {
    const isClosing = ({rule, lastDay}: Opening): boolean =>
        rule === 'season' || (rule === 'shut' && lastDay === undefined);
    return network.openings.filter(isClosing).flatMap(opening => {
        const ways = routes.flatMap(({legs}, nth) =>
            legs.some(leg => liesOn(network, opening, leg)) ? [nth + 1] : []);
        if (ways.length === 0) return [];
        const which = routes.length === 1 ? ''
            : `way${ways.length === 1 ? '' : 's'} ${ways.join(', ')}: `;
        return [`${which}${closureText(opening)} (${opening.known.source}); with a departure `
            + '(depart) it counts'];
    });
}

function closureText({of, rule, firstDay, knownTo, open}: Opening): string {
    if (rule === 'season') return `${of} is open from ${open.replace('..', ' to ')} alone`;
    return `${of} has been shut since ${firstDay ?? 'ever'}`
        + (knownTo === undefined ? '' : `, known to hold on ${knownTo}`);
}

function liesOn({places}: Network, {of, from, to, mode}: Opening, leg: Leg): boolean {
    const country = (id: string): string => places.find(place => place.id === id)!.country;
    return [leg.id, leg.from, leg.to].includes(of)
        && (mode === undefined || leg.mode === mode)
        && (from === undefined || country(leg.from) === from)
        && (to === undefined || country(leg.to) === to);
}

/** What was counted as shut on the say of a day that is past: nobody has said since. */
export interface LastKnown {
    of: string;
    knownTo: string;
    source: string;
}

/** What hindered and is last known to be shut on a day before the departure, each once. */
export function lastKnownIn(verdict: Verdict, departMs: number): LastKnown[] {
    const day = new Date(departMs).toISOString().slice(0, 10);
    const because = [
        ...'because' in verdict ? verdict.because : [],
        ...'waits' in verdict ? verdict.waits.flatMap(wait => wait.because) : [],
    ];
    return [...new Set(because)].flatMap(({of, knownTo, known: {source}}) =>
        knownTo !== undefined && knownTo < day ? [{of, knownTo, source}] : []);
}
