import type {EditTold, PlanAsked, PlanTold, ScenarioTold} from '../data/plan.ts';
import {draftFrom, draftsOf, type Draft} from './draft.ts';
import type {PlanSearch} from './address.ts';
import {yamlOf} from './yaml.ts';

/** What is edited: on what it builds, its own edits, and what it is called. */
export interface Opened {
    /** The scenario of the corridor that was opened. */
    told: ScenarioTold;
    /** What the page builds on. */
    from: string;
    inherited: readonly EditTold[];
    drafts: readonly Draft[];
    name: string;
    seed: number | undefined;
    /** False while it is the corridor's own, as it stands there. */
    isEdited: boolean;
    yaml: string;
    against: string;
}

/** The scenario of an address; undefined where it names none. */
export function openedOf(search: PlanSearch, plan: PlanTold): Opened | undefined {
    const told = plan.scenarios.find(({id}) => id === search.open);
    if (!told) return undefined;
    const [from, own, inherited] = told.from === null
        ? [told.id, [], told.own] : [told.from, told.own, told.inherited];
    const drafts = search.edits === undefined ? own.map(draftFrom) : draftsOf(search.edits);
    const isEdited = search.edits !== undefined || search.name !== undefined
        || search.seed !== undefined;
    const name = search.name ?? told.name;
    return {
        told, from, inherited, drafts, name, seed: search.seed, isEdited,
        against: search.against ?? from,
        yaml: isEdited ? yamlOf({name, from, seed: search.seed, drafts}) : told.yaml,
    };
}

/** What the server is asked: the corridor's own by its name, what was edited by its text. */
export function askedOf(search: PlanSearch, opened: Opened): PlanAsked {
    return {
        without: opened.against,
        ...opened.isEdited ? {yaml: opened.yaml} : {with: opened.told.id},
        ...search.draws !== undefined && {draws: search.draws},
    };
}
