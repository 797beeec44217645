import {existsSync, readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {groupedBy, indicators} from '@karwan/base';
import {findCorridorOf} from '../adopt-scheme.ts';
import {findAgreementsFolder} from '../agreement-files.ts';
import {checkoutFolder, homeFolder} from '../checkout.ts';
import {grouped} from '../counted.ts';
import {settingOf} from '../ingest.ts';
import {corridorStudy} from '../plan/corridor-study.ts';
import {columns, type Column, type Told} from '../promised.ts';
import {promisesIn, type CorridorPromises} from '../promised/front-page-files.ts';
import {journeysOf, type Journeys} from '../promised/journeys.ts';
import {plannedFigures} from '../promised/planned.ts';
import {planDigest, PlannedStore} from '../promised/planned-store.ts';
import type {PlanState} from '../promised/planning.ts';
import {
    promisedJson, type Joined, type JourneysJson, type PlanJson, type PromisedJson, type RowJson,
} from '../promised/table.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {nowOf} from './health.ts';
import {heldFolder} from './held-scheme.ts';
import {inSession, schemeNamed} from './session.ts';

/**
 * The table of promised, planned, simulated and measured figures: of the files, of scenarios where
 * they were reckoned, and of the journeys of this Karwan where it holds this corridor. Exits:
 * `done`, `refused-input`, `not-found`.
 */
export async function tellPromised(
    name: string | undefined, options: Record<string, unknown>,
): Promise<Said> {
    const promises = promisesIn(agreementsFolder(name));
    const {agreements, frontPage} = promises;
    const {indicator, project} = options as {indicator?: string; project?: string};
    refuseUnknown('indicator', indicator, indicators.map(({id}) => id));
    refuseUnknown('project', project, agreements.projects.map(({id}) => id));
    const joined: Joined = {
        agreements, frontPage, plan: planOf(promises, options['plan'] === true),
        journeys: await journeysHere(promises.folder),
        dayOf,
    };
    const isMeant = (row: {project: string; indicator: string}): boolean =>
        (indicator === undefined || row.indicator === indicator)
        && (project === undefined || row.project === project);
    const json = promisedJson(joined);
    const rows = json.rows.filter(isMeant);
    return {json: {...json, rows}, text: tableText(json, rows)};
}

function dayOf(atMs: number): string {
    return new Date(atMs).toISOString().slice(0, 10);
}

/** What was kept of scenarios, reckoned now where that is wanted. */
function planOf({folder, frontPage}: CorridorPromises, isWanted: boolean): PlanState {
    const {planned: wishes, draws} = frontPage;
    if (wishes.length === 0) return {state: 'none'};
    const store = new PlannedStore(homeFolder());
    const digest = planDigest(folder);
    const kept = store.find(digest);
    if (kept) return {state: 'kept', plan: kept};
    if (!isWanted) return {state: 'failed', message: 'not reckoned yet: --plan does it'};
    const plan = {
        ...plannedFigures(corridorStudy(folder), wishes, draws), digest, atMs: Date.now(),
    };
    store.keep(plan);
    return {state: 'kept', plan};
}

/** The journeys of this Karwan, where it holds this very corridor. */
async function journeysHere(folder: string): Promise<Journeys | undefined> {
    const home = homeFolder();
    const hasDatabase = process.env['DATABASE_URL'] !== undefined
        || existsSync(join(home, 'postgres'));
    if (!hasDatabase) return undefined;
    return inSession(async ({pool}) => {
        const held = await findCorridorOf(pool);
        if (held === undefined) return undefined;
        const {scheme, folder: own} = schemeNamed(heldFolder(home, held));
        if (resolve(own) !== resolve(folder)) return undefined;
        return journeysOf(pool, settingOf(scheme), await nowOf(pool));
    });
}

/** The folder of a corridor's agreements. Stops where there is none, or more than one is meant. */
export function agreementsFolder(name: string | undefined): string {
    const checkout = checkoutFolder();
    const corridors = join(checkout, 'corridors');
    const all = readdirSync(corridors)
        .filter(each => existsSync(join(corridors, each, 'agreements', 'agreements.yaml')));
    const [only, ...others] = all;
    const meant = name ?? (others.length === 0 ? only : undefined);
    const folder = meant === undefined ? undefined : findAgreementsFolder(meant, checkout);
    if (folder !== undefined) return folder;
    throw new Stop('not-found', `found no agreements of ${meant ?? 'a corridor without a name'}; `
        + `expected a folder with an agreements.yaml, or one of ${all.join(', ')}`);
}

function refuseUnknown(what: string, id: string | undefined, known: readonly string[]): void {
    if (id === undefined || known.includes(id)) return;
    throw new Stop('not-found', `found no ${what} ${id}; expected one of ${known.join(', ')}`);
}

function tableText(
    {name, version, projects, plan, journeys}: PromisedJson, rows: readonly RowJson[],
): string {
    const names = new Map(projects.map(({id, names: {en}}) => [id, en]));
    const count = (column: Column): number => rows.flatMap(row => row[column]).length;
    return [
        `${name}, version ${version}`,
        ...[...groupedBy(rows, ({project}) => project)].flatMap(([project, those]) =>
            ['', `${names.get(project)} (${project})`, line(HEAD), ...those.flatMap(rowLines)]),
        '',
        `${rows.length} rows: ${columns.map(each => `${count(each)} ${each}`).join(', ')}; `
            + `${rows.filter(row => !row.isMeasured).length} not measured.`,
        'A figure with * is the one that a scenario takes; --json has who said each, and where.',
        planText(plan), journeysText(journeys),
    ].filter(each => each !== undefined).join('\n');
}

function planText(plan: PlanJson): string | undefined {
    if (plan.state === 'none') return undefined;
    if (plan.state === 'failed') return `Of scenarios: ${plan.message}.`;
    if (plan.state === 'running') return 'Scenarios are being reckoned.';
    const {draws, seed, atMs} = plan;
    return `Figures of scenarios were reckoned on ${dayOf(atMs)}, with p10 to p90 of ${
        draws} draws (seed ${seed}).`;
}

function journeysText(journeys: JourneysJson | null): string | undefined {
    if (!journeys) return 'No journeys: this Karwan holds no readings of this corridor.';
    const {origin, from, firstDay, lastDay, passages} = journeys;
    const told = `${grouped(passages)} passages from ${firstDay} to ${lastDay}`;
    if (origin !== 'unknown') {
        return `Journeys: ${told}, ${origin === 'world' ? 'SIMULATED by' : 'measured by'} ${
            from.join(', ')}.`;
    }
    return `Journeys: ${told}, in no column, since nobody said who measured${
        from.length === 0 ? '' : ` ${from.slice(0, 5).join(', ')}`}: feed --measured-by, `
        + 'site add --measured-by.';
}

const HEAD = ['', ...columns];
const WIDTHS = [44, 36, 34, 14, 26];

function line(cells: readonly string[]): string {
    return cells.map((cell, index) => cell.padEnd(WIDTHS[index]!)).join(' ').trimEnd();
}

// One figure under another where there are several.
function rowLines(row: RowJson): string[] {
    const {name, unit, aspect, choice} = row;
    const cells = columns.map(column => {
        const told = row[column].map(each => toldText(each, choice?.chosen === each.id));
        if (told.length > 0) return told;
        return [column === 'measured' ? 'not measured' : '-'];
    });
    const title = wrapped(`${name}${aspect === '' ? '' : `, ${aspect}`}, ${unit}`, WIDTHS[0]! - 3);
    const height = Math.max(title.length, ...cells.map(each => each.length));
    return Array.from({length: height}, (_, at) => line(
        [`  ${title[at] ?? ''}`, ...cells.map(each => each[at] ?? '')]));
}

function wrapped(text: string, width: number): string[] {
    const lines: string[] = [''];
    for (const word of text.split(' ')) {
        const last = lines.at(-1)!;
        if (last !== '' && last.length + word.length + 1 > width) lines.push(`  ${word}`);
        else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    }
    return lines;
}

/** A figure in a cell: as it was said, or what was made to three places. */
export function toldText({figure, due, date, made}: Told, isChosen: boolean): string {
    if (!figure) return `in words alone (${date})`;
    const {low, value, high} = figure;
    if (made) {
        const short = (each: number): string => `${Number(each.toPrecision(3))}`;
        return made.kind === 'journeys' ? short(value)
            : `${short(value)}, ${short(low)} to ${short(high)} (${made.scenario} ${made.year})`;
    }
    const range = low === high ? `${value}` : `${low} to ${high}`;
    const by = due === '' || due === `${value}` ? '' : ` by ${due}`;
    return `${range}${by} (${date})${isChosen ? ' *' : ''}`;
}
