import type {Place} from '@karwan/base';

/**
 * What a scenario changes: open a border or an idle line, shut one, build something, set another
 * price, restore a works.
 */
export const editKinds = ['open', 'shut', 'build', 'reprice', 'restore'] as const;
export type EditKind = (typeof editKinds)[number];

/** One change. What a kind does not take is undefined. */
export interface Edit {
    kind: EditKind;
    /** What is changed, by its name in the corridor. */
    of: string;
    /** Days a year that it is shut; 365 where nothing is said. */
    days: number;
    /** Only for what goes by this mode. */
    mode: string | undefined;
    /** By how much a price is multiplied. */
    factor: number;
    /** How a works is restored. */
    to: string | undefined;
    /** The input that says what it costs. */
    capital: string | undefined;
    /** The first year of outlays, and over how many they go; it serves from the year after. */
    first: number | undefined;
    years: number;
    /** Who pays: a party in a country. */
    owner: {party: string; country: string} | undefined;
    at: Place;
}

/** The first year in which an edit counts; undefined where it counts from the beginning. */
export function servesFrom({first, years}: Edit): number | undefined {
    return first === undefined ? undefined : first + years;
}

/** What an edit says, in one line: for a list that people read. */
export function editText(edit: Edit): string {
    const parts = [`${edit.kind} ${edit.of}`];
    if (edit.mode !== undefined) parts.push(`by ${edit.mode}`);
    if (edit.kind === 'shut' && edit.days < 365) parts.push(`for ${edit.days} days a year`);
    if (edit.kind === 'reprice') parts.push(`by a factor of ${edit.factor}`);
    if (edit.to !== undefined) parts.push(`as ${edit.to}`);
    if (edit.first !== undefined) parts.push(`from ${edit.first + edit.years}`);
    return parts.join(' ');
}

/** An edit as a word to compare it by: all of it but where it stands. */
export function editKey({at: _at, ...edit}: Edit): string {
    return JSON.stringify(edit);
}

/** Whether an edit takes back another: what is opened is no longer shut, and what is shut again. */
export function takesBack(later: Edit, earlier: Edit): boolean {
    const isOpposite = later.kind === 'open' ? earlier.kind === 'shut'
        : later.kind === 'shut' && earlier.kind === 'shut';
    return isOpposite && later.of === earlier.of
        && (later.mode === undefined || later.mode === earlier.mode);
}
