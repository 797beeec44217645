import {groupedBy, type Check} from '@karwan/base';
import type {Agreements} from './agreements.ts';
import {choicesOf, disagree, subjectKey} from './conflict.ts';

/**
 * Figures that disagree need a rule, a rule needs figures that disagree, and it must pick one that
 * is there.
 */
export function checkConflicts(
    agreements: Pick<Agreements, 'commitments' | 'conflicts'>, check: Check,
): void {
    const choices = new Map(choicesOf(agreements).map(each => [subjectKey(each.subject), each]));
    for (const [, [first, second]] of groupedBy(agreements.conflicts, subjectKey)) {
        if (second) check.fault(second.at, 'conflict', `${nameOf(first!)} twice`, 'it once');
    }
    for (const {subject, commitments, conflict} of choices.values()) {
        if (!disagree(commitments) || conflict) continue;
        const values = commitments.flatMap(({figure}) => figure ? [figure.value] : []);
        check.fault(commitments.at(-1)!.at, nameOf(subject), `figures ${values.join(', ')}`,
            'a row in conflicts.csv with the rule that picks one, or another aspect');
    }
    for (const conflict of agreements.conflicts) {
        const choice = choices.get(subjectKey(conflict));
        if (!choice || !disagree(choice.commitments)) {
            check.fault(conflict.at, 'conflict', nameOf(conflict), 'figures that disagree');
        } else if (conflict.rule !== 'none' && !choice.chosen) {
            check.fault(conflict.at, 'rule', `${conflict.rule} ${conflict.named}`.trim(),
                `a rule that picks one of ${choice.commitments.map(({id}) => id).join(', ')}`);
        }
    }
}

function nameOf({project, indicator, aspect}: Record<'project' | 'indicator' | 'aspect', string>) {
    return `${project} ${indicator}${aspect === '' ? '' : ` (${aspect})`}`;
}
