import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {FastifyInstance} from 'fastify';
import {checkoutFolder} from '../checkout.ts';
import {planRoutes} from '../http/plan-routes.ts';
import {PlanRuns} from '../plan/runs/plan-runs.ts';

/** Where `npm run build` puts the thread of a study. */
export function studyProgram(): string {
    return join(checkoutFolder(), 'dist', 'plan-study.worker.mjs');
}

/** The routes of the scenarios that lie beside a scheme, none where there are none. */
export function planPages(schemeFolder: string): ((app: FastifyInstance) => void)[] {
    return existsSync(join(schemeFolder, 'values', 'frame.yaml'))
        ? [planRoutes(new PlanRuns(studyProgram(), schemeFolder))] : [];
}
