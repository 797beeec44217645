import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {Refusal} from '@karwan/base';
import type {FastifyInstance} from 'fastify';
import {checkoutFolder} from '../checkout.ts';
import {promisedRoutes} from '../http/promised-routes.ts';
import type {PromisedSetting} from '../promised/board.ts';
import {promisesIn} from '../promised/front-page-files.ts';
import {Planning} from '../promised/planning.ts';
import {PlannedStore} from '../promised/planned-store.ts';

/** Where `npm run build` puts the thread that reckons planned figures. */
export function planningProgram(): string {
    return join(checkoutFolder(), 'dist', 'planning.worker.mjs');
}

/**
 * The route of what was promised of a scheme's corridor, none where its folder holds no agreements.
 * What is refused is said and left out: the road goes on charging.
 */
export function promisedPages(
    schemeFolder: string, home: string, say: (line: string) => void,
    page: Omit<PromisedSetting, 'promises' | 'planning'>,
): ((app: FastifyInstance) => void)[] {
    const folder = join(schemeFolder, 'agreements');
    if (!existsSync(join(folder, 'agreements.yaml'))) return [];
    try {
        const promises = promisesIn(folder);
        const {planned: wishes, draws} = promises.frontPage;
        const planning = new Planning(planningProgram(),
            {folder: schemeFolder, wishes, draws}, new PlannedStore(home), () => Date.now());
        return [promisedRoutes({...page, promises, planning})];
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        say(`What was promised in ${folder} is refused and not served:\n${error.message}`);
        return [];
    }
}
