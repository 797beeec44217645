import {setTimeout as wait} from 'node:timers/promises';
import type {PlanAsked} from '../../apps/server/src/plan/runs/question.ts';
import type {ConsoleUnderTest} from './console-under-test.ts';

/** A comparison that has been run, as it stands in an address of the console. */
export const COMPARED = '/compare?open=torkham-shut&against=today-open&draws=4';
/** A scenario of the corridor that somebody goes on editing. */
export const EDITED = '/scenario?open=today-open&edits=open:torkham;shut:chaman:days=60;'
    + 'reprice:tolls:factor=1.2;build:uap-647:capital=uap-647.capital:first=2027:years=5:'
    + 'owner=railway AF';
const ASKED: PlanAsked = {without: 'today-open', with: 'torkham-shut', draws: 4};
const LONGEST_MS = 300_000;

/** Runs it once, so that its page has something to show. */
export async function keepComparison(
    {plans}: Pick<ConsoleUnderTest, 'plans'>, asked: PlanAsked = ASKED,
): Promise<string> {
    const {id} = plans.run('the proof', await plans.question(asked));
    for (let waitedMs = 0; waitedMs < LONGEST_MS; waitedMs += 200) {
        const run = plans.told(id)!;
        if (run.state === 'done') return id;
        if (run.state === 'failed') throw new Error(run.message ?? 'the comparison failed');
        await wait(200);
    }
    throw new Error(`the comparison took longer than ${LONGEST_MS / 1000} s`);
}
