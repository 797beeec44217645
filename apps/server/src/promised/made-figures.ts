import {subjectKey, type Agreements} from '@karwan/agreements';
import {OF_EVIDENCE, type MadeFigure, type Told} from '../promised.ts';
import type {FrontPage} from './front-page.ts';
import type {Journeys} from './journeys.ts';
import type {StoredPlan} from './planned-store.ts';

/** Who says what no file of the agreements does. */
const WE = 'Karwan';

/** What scenarios came to, in the column of what is planned. */
export function plannedOf(plan: StoredPlan, dayOf: (atMs: number) => string): MadeFigure[] {
    const {draws, seed, digest, atMs} = plan;
    return plan.figures.map(({scenario, name, figure, year, subject, value, p10, p90}) => ({
        subject, column: 'planned', told: {
            id: `${scenario}:${figure}:${year}`, figure: {value, low: p10, high: p90},
            due: String(year), party: WE, date: dayOf(atMs), source: name, status: 'estimated',
            note: '', at: `scenarios/${scenario}.yaml:1`,
            made: {kind: 'scenario', scenario, name, figure, year, draws, seed, digest, atMs},
        },
    }));
}

/**
 * What journeys say: simulated where a world drove them, measured where somebody answers for every
 * source, and nothing where it is not known whose they are. A road alone is told where an agreement
 * or a measurement speaks of it.
 */
export function journeysTold(
    journeys: Journeys, {journeys: wishes}: FrontPage, agreements: Agreements,
): MadeFigure[] {
    const {origin: {kind, from}, firstDay, lastDay} = journeys;
    if (kind === 'unknown') return [];
    const spoken = new Set([...agreements.commitments, ...agreements.measurements].map(subjectKey));
    return wishes.flatMap(({figure, subject}) => journeys.told
        .filter(each => each.figure === figure)
        .map(each => ({...each, subject: {...subject, aspect: each.road || subject.aspect}}))
        .filter(({road, subject: own}) => road === '' || spoken.has(subjectKey(own)))
        .map(({road, value, counted, of, subject: own}): MadeFigure => ({
            subject: own, column: OF_EVIDENCE[kind] as 'simulated' | 'measured', told: {
                id: `journeys:${figure}${road === '' ? '' : `:${road}`}`,
                figure: {value, low: value, high: value}, due: '',
                party: kind === 'world' ? WE : from.join(', '),
                date: firstDay === lastDay ? firstDay : `${firstDay}/${lastDay}`,
                source: from.join(', '), status: statusOf(kind), note: '', at: '',
                made: {kind: 'journeys', figure, counted, of, firstDay, lastDay, from},
            },
        })));
}

// What a world gives rests on what was assumed of it.
function statusOf(kind: 'world' | 'readings'): Told['status'] {
    return kind === 'world' ? 'assumed' : 'measured';
}
