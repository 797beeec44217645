import {lawsIn} from '../packages/plan/src/road/road-laws.ts';
import {proof} from './proof.ts';

const WORLDS = 200;

export default proof({
    id: 'plan-03',
    claim: 'a scenario against itself is worth 0 in every series; NPV is 0 at each switching '
        + 'value; shares sum to the whole; schemes that do not touch add up; the same seed, the '
        + 'same bytes',
    bar: `no fault in ${WORLDS} random worlds of two roads under two conventions`,
    kind: 'held', short: true,
    measure({seed}) {
        const tried = Array.from({length: WORLDS}, (_, nth) => lawsIn(seed % 2 ** 30 + nth));
        const faults = tried.flatMap(each => each.faults);
        const sum = (what: 'series' | 'switching'): number =>
            tried.reduce((total, each) => total + each[what], 0);
        return Promise.resolve({
            value: `${faults.length} faults; ${sum('series')} series, ${
                sum('switching')} switching values`,
            holds: faults.length === 0 && sum('switching') >= WORLDS,
            notes: faults.slice(0, 20),
        });
    },
});
