import {createHash} from 'node:crypto';
import {Refusal} from '@karwan/base';
import {editText, readScenarios, type Scenario} from '@karwan/plan';
import type {Comparison} from './study-work.ts';
import type {PlanGround} from './told-ground.ts';

/** What somebody wants compared: a scenario by name, or the text of one. */
export interface PlanAsked {
    without: string;
    with?: string | undefined;
    yaml?: string | undefined;
    draws?: number | undefined;
}

/** A question that can be run; its id is the same for the same question over the same data. */
export interface PlanQuestion extends Comparison {
    edits: readonly string[];
    scenario: Scenario;
}

/** What is named, and by nobody known. */
export class UnknownScenario extends Error {
    override readonly name = 'UnknownScenario';
}

/** The file that a text stands in, as if it had been saved beside the others. */
export const MINE = 'mine.yaml';

/**
 * Reads what is asked. Throws a Refusal with file and line where the text is none, and
 * UnknownScenario where a name is none.
 */
export function questionFrom(asked: PlanAsked, ground: PlanGround): PlanQuestion {
    const {files, vocabulary, frame, version} = ground;
    const {without, yaml, draws = frame.draws} = asked;
    const more: [string, string][] = yaml === undefined ? [] : [[MINE, yaml]];
    const scenarios = readScenarios(new Map([...files, ...more]), vocabulary);
    const withIt = yaml === undefined ? asked.with ?? without : 'mine';
    for (const name of [without, withIt]) {
        if (scenarios.has(name)) continue;
        throw new UnknownScenario(`found no scenario "${name}", expected one of ${
            [...scenarios.keys()].join(', ')}`);
    }
    const scenario = scenarios.get(withIt)!;
    const id = createHash('sha256')
        .update(JSON.stringify([version, without, withIt, yaml ?? null, draws])).digest('hex');
    return {id, without, withIt, more, draws, scenario, edits: scenario.edits.map(editText)};
}

/** Each fault of a text with where it stands. */
export function faultsOf(error: Refusal): {
    file: string; line: number; column: number; what: string; found: string; expected: string;
}[] {
    return error.faults.map(({place: {file, line, column}, what, found, expected}) =>
        ({file, line, column, what, found, expected}));
}
