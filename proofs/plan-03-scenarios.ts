import {join} from 'node:path';
import {
    asGiven, compareScenarios, rerun, scenarioText, worthOf, type Scenario,
} from '@karwan/plan';
import {corridorStudy, type CorridorStudy} from '../apps/server/src/plan/corridor-study.ts';
import {proof} from './proof.ts';

/** Edits that do not touch one another: a works, plazas, another scenario's tolls on neither. */
const APART = ['mill-electric', 'barrier-free'] as const;
const DRAWS = 8;

export default proof({
    id: 'plan-03-scenarios',
    claim: 'a scenario against itself is 0 in every series; the same scenario and seed give the '
        + 'same bytes; edits that do not touch add up; the way back is the way there, less',
    bar: 'no fault over all scenarios of the corridor',
    kind: 'held',
    measure({root}) {
        const folder = join(root, 'corridors', 'pakistan');
        const [study, again] = [corridorStudy(folder), corridorStudy(folder)];
        const faults = [...selfFaults(study), ...byteFaults(study, again), ...sumFaults(study),
            ...backFaults(study)];
        return Promise.resolve({
            value: `${faults.length} faults, ${study.scenarios.size} scenarios`,
            holds: faults.length === 0, notes: faults,
        });
    },
});

function compared({models, inputs, frame}: CorridorStudy, a: Scenario, b: Scenario) {
    return compareScenarios(models, a, b, asGiven(inputs), {...frame, isWhole: true});
}

function selfFaults(study: CorridorStudy): string[] {
    return [...study.scenarios.values()].flatMap(scenario =>
        compared(study, scenario, {...scenario, id: 'twin'}).effects
            .filter(({values}) => values.some(value => value !== 0))
            .map(({id}) => `${scenario.id} against itself: ${id} is not 0`));
}

function byteFaults(study: CorridorStudy, again: CorridorStudy): string[] {
    const text = (each: CorridorStudy): string => {
        const [a, b] = [each.scenarios.get('today')!, each.scenarios.get('torkham-shut')!];
        return [...each.scenarios.values()].map(scenarioText).join('\n')
            + JSON.stringify(rerun(
                each.models, a, b, each.inputs, each.together, each.frame, DRAWS));
    };
    return text(study) === text(again) ? [] : ['the same scenarios and seed gave other bytes'];
}

function sumFaults(study: CorridorStudy): string[] {
    const today = study.scenarios.get('today')!;
    const parts = APART.map(id => study.scenarios.get(id)!);
    const edits = [...today.edits, ...parts.flatMap(part =>
        part.edits.filter(({kind}) => kind !== 'shut'))];
    const worth = (scenario: Scenario): number =>
        worthOf(compared(study, today, scenario).effects, study.frame);
    const [whole, sum] = [worth({...today, edits}),
        parts.reduce((total, part) => total + worth(part), 0)];
    return Math.abs(whole - sum) <= 1e-9 * Math.abs(whole) ? []
        : [`${APART.join(' and ')} together are worth ${whole}, each alone ${sum}`];
}

function backFaults(study: CorridorStudy): string[] {
    const today = study.scenarios.get('today')!;
    return ['uap-647', 'toll-plus-50', 'mill-dri'].flatMap(id => {
        const other = study.scenarios.get(id)!;
        const [there, back] = [worthOf(compared(study, today, other).effects, study.frame),
            worthOf(compared(study, other, today).effects, study.frame)];
        return Math.abs(there + back) <= 1e-9 * Math.abs(there) ? []
            : [`${id}: ${there} there and ${back} back`];
    });
}
