/** What of the network is asked and looked at; it stands in the address, all of it. */
export interface RouteSearch {
    from?: string | undefined;
    to?: string | undefined;
    /** What is carried. */
    load?: string | undefined;
    /** Modes with commas; all where it is left out. */
    by?: string | undefined;
    /** The day of departure. */
    leave?: string | undefined;
    /** `torkham,chaman=2025-10-12..2025-11-30`. */
    shut?: string | undefined;
    open?: string | undefined;
    /** Which of the ways, and which stretch of it, from 1; stretch 0 is all of it. */
    way?: number | undefined;
    leg?: number | undefined;
    /** The figure whose source is shown: of the stretch, or `at:torkham` of a crossing. */
    source?: string | undefined;
    map?: string | undefined;
}

const ID = /^[\w.~-]{1,100}$/;
const SPAN = '(=\\d{4}-\\d{2}-\\d{2}\\.\\.\\d{4}-\\d{2}-\\d{2})?';
const POINT = `[\\w.~-]{1,150}${SPAN}`;
const POINTS = new RegExp(`^${POINT}(,${POINT}){0,29}$`);
const SOURCE = /^(km|hours|money|loss|at:[\w-]{1,60})$/;
const WAYS = 3;

/** What of an address is a question; the rest is left out. */
export function routeSearch(search: Record<string, unknown>): RouteSearch {
    const text = (name: string, form: RegExp): object => {
        const value = search[name];
        return typeof value === 'string' && form.test(value) ? {[name]: value} : {};
    };
    const number = (name: string, least: number, most: number): object => {
        const value = Number(search[name] ?? NaN);
        return Number.isInteger(value) && value >= least && value <= most ? {[name]: value} : {};
    };
    // The names that the command line and the door have are understood too.
    const named = (name: string, also: string, form: RegExp): object => {
        const value = search[name] ?? search[also];
        return typeof value === 'string' && form.test(value) ? {[name]: value} : {};
    };
    return {
        ...text('from', ID), ...text('to', ID), ...named('load', 'commodity', ID),
        ...named('by', 'modes', /^[a-z]+(,[a-z]+)*$/),
        ...named('leave', 'depart', /^20\d{2}-\d{2}-\d{2}$/),
        ...text('shut', POINTS), ...text('open', POINTS),
        ...number('way', 1, WAYS), ...number('leg', 0, 999), ...text('source', SOURCE),
    };
}

/** One point that is shut or open, with days where it has them. */
export interface Switched {
    id: string;
    first: string | undefined;
    last: string | undefined;
}

export function switchedOf(text: string | undefined): Switched[] {
    return (text ?? '').split(',').filter(Boolean).map(each => {
        const [id = '', days] = each.split('=');
        const [first, last] = days?.split('..') ?? [];
        return {id, first, last};
    });
}

export function switchedText(points: readonly Switched[]): string | undefined {
    return points.map(({id, first, last}) =>
        first === undefined || last === undefined ? id : `${id}=${first}..${last}`,
    ).join() || undefined;
}

/** The same list with one point in it anew, or out of it. */
export function withPoint(
    text: string | undefined, id: string, point: Switched | undefined,
): string | undefined {
    const others = switchedOf(text).filter(each => each.id !== id);
    return switchedText(point ? [...others, point] : others);
}

/** What the server is asked; undefined until both ends are named. */
export function queryOf({from, to, load, by, leave, shut, open}: RouteSearch): string | undefined {
    if (from === undefined || to === undefined || from === to) return undefined;
    const query = new URLSearchParams({from, to, k: String(WAYS)});
    if (load !== undefined) query.set('commodity', load);
    if (by !== undefined) query.set('modes', by);
    if (leave !== undefined) query.set('depart', leave);
    for (const each of asked(shut, leave)) query.append('shut', each);
    for (const each of asked(open, leave)) query.append('open', each);
    return query.toString();
}

// Without a departure days say nothing: what is shut on some is not shut.
function asked(text: string | undefined, leave: string | undefined): string[] {
    return switchedOf(text)
        .filter(({first}) => leave !== undefined || first === undefined)
        .map(point => switchedText([point])!);
}
