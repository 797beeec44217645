import {groupedBy} from '@karwan/base';
import type {Agreements, Commitment, Conflict} from './agreements.ts';
import {lastDayOf} from './dates.ts';

/** What figures are of: those of one subject that differ are in conflict. */
export interface Subject {
    readonly project: string;
    readonly indicator: string;
    readonly aspect: string;
}

/** The figures of one subject, and the one that a scenario takes. */
export interface Choice {
    readonly subject: Subject;
    readonly commitments: readonly Commitment[];
    /** The rule of the data; undefined where nothing disagrees. */
    readonly conflict: Conflict | undefined;
    /** Undefined where the rule is `none`, or where there are words alone. */
    readonly chosen: Commitment | undefined;
}

export function subjectKey({project, indicator, aspect}: Subject): string {
    return JSON.stringify([project, indicator, aspect]);
}

/** Every subject with its figures and the one that its rule picks, in the order of the files. */
export function choicesOf(agreements: Pick<Agreements, 'commitments' | 'conflicts'>): Choice[] {
    const rules = new Map(agreements.conflicts.map(each => [subjectKey(each), each]));
    return [...groupedBy(agreements.commitments, subjectKey)].map(([key, commitments]) => {
        const {project, indicator, aspect} = commitments[0]!;
        const conflict = rules.get(key);
        return {
            subject: {project, indicator, aspect}, commitments, conflict,
            chosen: chosenFrom(commitments, conflict),
        };
    });
}

/** True where figures of one subject differ in value. */
export function disagree(commitments: readonly Commitment[]): boolean {
    const values = commitments.flatMap(({figure}) => figure ? [figure.value] : []);
    return new Set(values).size > 1;
}

// Figures that agree need no rule; the one that was said last speaks for them.
function chosenFrom(
    commitments: readonly Commitment[], conflict: Conflict | undefined,
): Commitment | undefined {
    const figured = commitments.filter(({figure}) => figure !== undefined);
    const value = ({figure}: Commitment): number => figure!.value;
    const rule = conflict?.rule ?? 'latest';
    switch (rule) {
        case 'latest': return latest(figured);
        case 'latest-agreed': return latest(figured.filter(({agreement}) => agreement !== ''));
        case 'highest': return figured.toSorted((a, b) => value(b) - value(a))[0];
        case 'lowest': return figured.toSorted((a, b) => value(a) - value(b))[0];
        case 'named': return figured.find(({id}) => id === conflict!.named);
        case 'none': return undefined;
    }
}

// Of those said on one day the one that stands further down.
function latest(commitments: readonly Commitment[]): Commitment | undefined {
    let last: Commitment | undefined;
    for (const each of commitments) {
        if (!last || lastDayOf(each.date) >= lastDayOf(last.date)) last = each;
    }
    return last;
}
