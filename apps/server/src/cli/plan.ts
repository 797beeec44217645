import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {
    appraiseRoad, conventions, readRoadCase, stepsBetween, type Convention,
} from '@karwan/plan';
import {appraisalJson, type AppraisalJson} from '../plan/appraisal-json.ts';
import {appraisalText} from '../plan/appraisal-text.ts';
import {readCaseFiles} from '../plan/case-files.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';

/** Exits: `done`, `not-found`, `refused-input`, `wrong-usage`. */
export function appraiseFolder(folder: string, options: Record<string, unknown>): Said {
    if (!existsSync(join(folder, 'parameters'))) {
        throw new Stop('not-found', `${folder} has no folder parameters with a guide's values`);
    }
    const convention = conventionNamed(options['convention'] as string);
    const other = options['against'] as string | undefined;
    const roadCase = readRoadCase(readCaseFiles(folder));
    const steps = other === undefined ? []
        : stepsBetween(convention, conventionNamed(other)).map(step =>
            ({...step, appraisal: appraiseRoad(roadCase, step.convention)}));
    const json: AppraisalJson = appraisalJson(
        roadCase, appraiseRoad(roadCase, convention), steps, other);
    return {json, text: appraisalText(json)};
}

function conventionNamed(name: string): Convention {
    const found = conventions[name];
    if (found) return found;
    throw new Stop('wrong-usage', `convention: found "${name}", expected one of ${
        Object.keys(conventions).join(', ')}`);
}
