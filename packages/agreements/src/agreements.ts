import type {Place, Status} from '@karwan/base';

/** Where a fact was read: a title to look for, with its date; facts are ours, sentences theirs. */
export interface Source {
    readonly id: string;
    readonly title: string;
    /** A day, a month, a year, or `undated`. */
    readonly date: string;
}

/** Who promises, pays, studies or measures. `country` is ISO 3166, or empty. */
export interface Party {
    readonly id: string;
    readonly name: string;
    readonly country: string;
}

export const agreementKinds = [
    'announcement', 'memorandum', 'protocol', 'framework', 'contract', 'loan',
] as const;

/** What parties agreed on or announced, on a day; an earlier date may be known to the month. */
export interface Agreement {
    readonly id: string;
    readonly name: string;
    readonly kind: (typeof agreementKinds)[number];
    readonly date: string;
    readonly place: string;
    readonly parties: readonly string[];
    readonly projects: readonly string[];
    readonly source: string;
    readonly note: string;
}

/** Something to be built, revived or run; its words are those of OC4IDS. */
export interface Project {
    readonly id: string;
    readonly name: string;
    readonly sector: string;
    /** A code of projectType; empty where none fits. */
    readonly type: string;
    /** A code of projectStatus. */
    readonly status: string;
    readonly description: string;
    /** The party that answers for it; empty where none is named. */
    readonly authority: string;
}

/** Whether a party undertook it, or a study or plan estimates it. */
export const standings = ['promised', 'planned'] as const;
export type Standing = (typeof standings)[number];

/** A value with the bounds within which it holds; both are the value where nothing is said. */
export interface Range {
    readonly value: number;
    readonly low: number;
    readonly high: number;
}

/**
 * A promised or planned figure. `aspect` tells figures apart that do not disagree (`phase 1` and
 * `phase 2`); figures of one project, indicator and aspect that differ are in conflict. Without a
 * figure the promise was made in words alone.
 */
export interface Commitment {
    readonly id: string;
    readonly project: string;
    readonly indicator: string;
    readonly aspect: string;
    readonly standing: Standing;
    readonly figure: Range | undefined;
    /** When it is to hold: a day, a month or a year; empty where nothing is said. */
    readonly due: string;
    readonly party: string;
    /** The agreement it is part of; empty where it was only said. */
    readonly agreement: string;
    /** When it was said. */
    readonly date: string;
    readonly source: string;
    readonly status: Status;
    readonly note: string;
    readonly at: Place;
}

/** What a measurement rests on. What a world gave is simulated, whoever reports it. */
export const evidences = ['published', 'readings', 'world'] as const;
export type Evidence = (typeof evidences)[number];

/** What was observed, by whom and of when. */
export interface Measurement {
    readonly id: string;
    readonly project: string;
    readonly indicator: string;
    readonly aspect: string;
    readonly figure: Range;
    readonly evidence: Evidence;
    readonly party: string;
    /** The day, month, year or stretch that it is of. */
    readonly date: string;
    readonly source: string;
    readonly status: Status;
    readonly note: string;
    readonly at: Place;
}

/** How one of several figures is picked for a scenario. */
export const conflictRules = [
    'latest', 'latest-agreed', 'highest', 'lowest', 'named', 'none',
] as const;

/**
 * Figures that disagree, and the rule by which a scenario picks one: the latest said, the latest of
 * an agreement, the highest or lowest, a named one, or none. All stay.
 */
export interface Conflict {
    readonly project: string;
    readonly indicator: string;
    readonly aspect: string;
    readonly rule: (typeof conflictRules)[number];
    /** The commitment that `named` picks; empty for the other rules. */
    readonly named: string;
    readonly why: string;
    readonly at: Place;
}

/** The agreements of a corridor. */
export interface Agreements {
    readonly id: string;
    readonly name: string;
    readonly version: string;
    /** Who publishes them. */
    readonly publisher: string;
    /** The prefix of its projects in OC4IDS: `oc4ids-` and six letters or digits. */
    readonly prefix: string;
    readonly sources: readonly Source[];
    readonly parties: readonly Party[];
    readonly agreements: readonly Agreement[];
    readonly projects: readonly Project[];
    readonly commitments: readonly Commitment[];
    readonly measurements: readonly Measurement[];
    readonly conflicts: readonly Conflict[];
}
