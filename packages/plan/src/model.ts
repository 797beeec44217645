import type {Edit, EditKind} from './edit.ts';
import type {Bearer, Effect} from './effect.ts';
import type {Drawn} from './input.ts';
import type {MarketTable} from './market-table.ts';
import type {Scenario} from './scenario.ts';

/** A year with the edits that count in it. */
export interface Moment {
    year: number;
    edits: readonly Edit[];
}

/** What models tell one another: trucks at a border, hours there, tonnes of a works; by name. */
export type Exchange = ReadonlyMap<string, number>;

/** A level in one year, good above zero. */
export type Amount = Omit<Effect, 'firstYear' | 'values'> & {value: number};

/** A figure of a year that people ask for, and that claims are held against. */
export interface ToldFigure {
    id: string;
    value: number;
    unit: string;
}

/** What a year comes to, once models agree. */
export interface Outcome {
    amounts: readonly Amount[];
    /** Who travels or sends at which cost; surplus is the difference between two of these. */
    markets: readonly MarketTable[];
}

/** What a model says of one year. What takes work is told when somebody asks for it. */
export interface ModelRun {
    gives: Exchange;
    outcome(): Outcome;
    figures(): readonly ToldFigure[];
}

/**
 * What a domain supplies: the edits it understands, by the names that it knows; what it takes from
 * others; and what a scenario comes to in a year. A model is pure: the same moment, draw and
 * exchange give the same run.
 */
export interface Model {
    id: string;
    names: Readonly<Partial<Record<EditKind, readonly string[]>>>;
    /** How the names begin of what it takes from other models, and of what it tells them. */
    takes: readonly string[];
    tells: readonly string[];
    /** Whether it looks at an edit; only at those that it names, where it does not say. */
    minds?(edit: Edit): boolean;
    /** Whether it looks at the day of a scenario's tariffs. */
    mindsTariffs?: boolean;
    run(moment: Moment, scenario: Scenario, drawn: Drawn, exchange: Exchange): ModelRun;
    /** What is spent on what is built, with upkeep, renewal and what is left at the end. */
    outlays?(edits: readonly Edit[], drawn: Drawn, firstYear: number, years: number): Effect[];
}

/** A bearer as one word, to group by. */
export function bearerKey({party, country}: Bearer): string {
    return `${party} ${country}`;
}
