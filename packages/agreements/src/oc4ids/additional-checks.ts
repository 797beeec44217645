import {isObject} from './formats.ts';
import type {Json} from './schema.ts';

/** The checks of OC4IDS that no schema can say, by the names their authors gave them. */
export type CheckName =
    | 'missing-values' | 'missing-currency' | 'missing-org-refs' | 'invalid-project-ids';

/** What a check found: JSON pointers; for a currency that of the value it is missing in. */
export interface CheckResult {
    readonly check: CheckName;
    readonly paths: readonly string[];
}

/** Where a project names an organisation by its id. */
const ORGANISATION = new RegExp('^/projects/(\\d+)/(publicAuthority'
    + '|budget/budgetBreakdowns/\\d+/budgetBreakdown/\\d+/sourceParty'
    + '|contractingProcesses/\\d+/summary/(tender/(tenderers/\\d+|procuringEntity'
    + '|administrativeEntity)|suppliers/\\d+))/id$');
const PROJECT_ID = /^oc4ids-[a-z0-9]{6}./;

/**
 * The additional and conformance checks of OC4IDS: no empty values, each amount with its currency,
 * each organisation among the parties of its project, each project's id with a prefix. A check
 * that finds nothing is left out.
 */
export function additionalChecks(data: Json): CheckResult[] {
    const flat = new Map(leavesOf(data, ''));
    const found: Record<CheckName, string[]> = {
        'missing-values': [...flat].filter(([, value]) => isBlank(value)).map(([path]) => path),
        'missing-currency': [...flat.keys()]
            .filter(path => path.endsWith('amount'))
            .map(path => path.slice(0, -'amount'.length))
            .filter(parent => !flat.has(`${parent}currency`)),
        'missing-org-refs': [...flat].filter(([path, value]) => isStranger(path, value, data))
            .map(([path]) => path),
        'invalid-project-ids': projectsOf(data).flatMap((project, index) => {
            const id = isObject(project) ? project['id'] : undefined;
            return typeof id === 'string' && !PROJECT_ID.test(id) ? [`/projects/${index}/id`] : [];
        }),
    };
    return (Object.keys(found) as CheckName[])
        .filter(check => found[check].length > 0)
        .map(check => ({check, paths: found[check]}));
}

// Each value that is no map or list, or an empty one, with its path.
function* leavesOf(data: Json | undefined, path: string): Generator<[string, Json]> {
    if (!isObject(data)) return;
    for (const [key, value] of Object.entries(data)) {
        if (value === undefined) continue;
        const here = `${path}/${key}`;
        if (isObject(value) && Object.keys(value).length > 0) yield* leavesOf(value, here);
        else if (Array.isArray(value) && value.length > 0) {
            for (const [index, item] of (value as readonly Json[]).entries()) {
                if (isObject(item)) yield* leavesOf(item, `${here}/${index}`);
                else yield [`${here}/${index}`, item];
            }
        } else yield [here, value];
    }
}

function isBlank(value: Json): boolean {
    if (typeof value === 'string') return value.trim() === '';
    return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isStranger(path: string, value: Json, data: Json): boolean {
    const index = ORGANISATION.exec(path)?.[1];
    if (index === undefined) return false;
    const project = projectsOf(data)[Number(index)];
    const parties = isObject(project) ? project['parties'] : undefined;
    return !Array.isArray(parties)
        || !parties.some((party: Json) => isObject(party) && party['id'] === value);
}

function projectsOf(data: Json): readonly Json[] {
    const projects = isObject(data) ? data['projects'] : undefined;
    return Array.isArray(projects) ? projects as readonly Json[] : [];
}
