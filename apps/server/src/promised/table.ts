import {groupedBy} from '@karwan/base';
import type {Agreements} from '@karwan/agreements';
import {promisedRows, type Column, type PromisedRow, type Told} from '../promised.ts';
import type {FrontPage, Names, Pledge} from './front-page.ts';
import type {Journeys} from './journeys.ts';
import {journeysTold, plannedOf} from './made-figures.ts';
import type {PlanState} from './planning.ts';

/** A row as it is told to others. */
export type RowJson = Readonly<Record<Column, readonly Told[]>> & {
    project: string;
    indicator: string;
    name: string;
    unit: string;
    aspect: string;
    countsAsMeasured: string;
    isMeasured: boolean;
    choice: {rule: string; why: string; chosen: string | null} | null;
};

/** How the planned figures of scenarios stand. */
export type PlanJson =
    | {state: 'kept'; atMs: number; draws: number; seed: number; digest: string}
    | {state: 'running'; done: number; of: number}
    | {state: 'failed'; message: string}
    | {state: 'none'};

/** What the journeys beside it rest on; null where there is no database. */
export interface JourneysJson {
    origin: 'world' | 'readings' | 'unknown';
    from: readonly string[];
    firstDay: string;
    lastDay: string;
    passages: number;
}

/** The whole table: what `karwan promised --json` prints and the console shows. */
export interface PromisedJson {
    corridor: string;
    name: string;
    version: string;
    pledges: readonly Pledge[];
    projects: readonly {id: string; names: Names; status: string; description: string}[];
    /** What aspects are called; one that is missing is called as it stands in its row. */
    aspects: readonly Names[];
    rows: readonly RowJson[];
    plan: PlanJson;
    journeys: JourneysJson | null;
}

/** Everything that is joined. */
export interface Joined {
    agreements: Agreements;
    frontPage: FrontPage;
    plan: PlanState;
    journeys: Journeys | undefined;
    /** The day of a moment, for what was reckoned then. */
    dayOf(atMs: number): string;
}

/** The rows of all columns, in the order of the front page. */
export function joinedRows({agreements, frontPage, plan, journeys, dayOf}: Joined): PromisedRow[] {
    const rows = promisedRows(agreements, [
        ...plan.state === 'kept' ? plannedOf(plan.plan, dayOf) : [],
        ...journeys ? journeysTold(journeys, frontPage, agreements) : [],
    ]);
    const byProject = groupedBy(rows, ({project}) => project);
    return frontPage.pledges.flatMap(({projects}) =>
        projects.flatMap(project => byProject.get(project) ?? []));
}

export function promisedJson(joined: Joined): PromisedJson {
    const {agreements, frontPage, plan, journeys} = joined;
    return {
        corridor: agreements.id, name: agreements.name, version: agreements.version,
        pledges: frontPage.pledges,
        projects: agreements.projects.map(({id, name, status, description}) => ({
            id, names: frontPage.names.get(id) ?? {en: name}, status, description,
        })),
        aspects: frontPage.aspects, rows: joinedRows(joined).map(rowJson),
        plan: planJson(plan),
        journeys: journeys ? {
            origin: journeys.origin.kind, from: journeys.origin.from, firstDay: journeys.firstDay,
            lastDay: journeys.lastDay, passages: journeys.passages,
        } : null,
    };
}

function rowJson({project, indicator, aspect, columns: cells, choice}: PromisedRow): RowJson {
    const {id, name, unit, countsAsMeasured} = indicator;
    return {
        project, indicator: id, name, unit, aspect, countsAsMeasured, ...cells,
        isMeasured: cells.measured.length > 0, choice: choice ?? null,
    };
}

function planJson(plan: PlanState): PlanJson {
    if (plan.state !== 'kept') return plan;
    const {atMs, draws, seed, digest} = plan.plan;
    return {state: 'kept', atMs, draws, seed, digest};
}
