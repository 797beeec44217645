import {CHARGED_FROM} from '@karwan/tolling';
import {proof} from './proof.ts';
import {refilled, type Refilled} from './roads-05/refilled.ts';
import {roadOf} from './roads-05/stop-rows.ts';
import {learnedFromAll} from './thread-03/learned-from-all.ts';

const DELETED = 0.01;
const LEAST_RIGHT = 0.997;
const MOST_OVERCHARGED = 0.0003;
/** What a braver bill would do, to be read beside the other. */
const BRAVE = 0.8;

export default proof({
    id: 'roads-05',
    claim: 'with 1 % of the readings at gantries lost, bills still name the sections driven, and '
        + 'where in doubt too few: gaps within a trip are filled, ramps say how far it went',
    bar: '≥ 99.7 % of sections right, ≤ 0.03 % overcharged; truth: trips before the deletion whose '
        + 'two ends have a station\'s record or a second reading within 4 hours',
    kind: 'held', needs: ['reference'],
    async measure(context) {
        const {readings, model} = await learnedFromAll(context);
        const road = roadOf(readings, model);
        const found = refilled(road, DELETED, context.seed, CHARGED_FROM);
        const brave = refilled(road, DELETED, context.seed, BRAVE);
        const likely = found.edges.filter(({chance}) => chance >= 0.5);
        return {
            value: told(found),
            holds: found.right >= LEAST_RIGHT * found.sections
                && found.overcharged <= MOST_OVERCHARGED * found.sections,
            notes: [
                `${found.deleted} readings deleted, seed ${context.seed}; ${found.trips} complete `
                    + `trips with ${found.sections} sections, ${found.exact} of them exact`,
                ...likely.map(({gantry, missed, side, trips, expected, chance}) =>
                    `${side === 'before' ? 'begins' : 'ends'} at ${gantry} without a ramp's record:`
                        + ` ${trips} trips, ${expected} of them expected because ${missed} missed `
                        + `them (${chance}), ${chance >= CHARGED_FROM ? 'charged' : 'in doubt'}`),
                `if it were charged from a chance of ${BRAVE} on: ${told(brave)}`,
            ],
        };
    },
});

function told({sections, right, overcharged}: Refilled): string {
    return `${(100 * right / sections).toFixed(3)} % of sections right, `
        + `${(100 * overcharged / sections).toFixed(4)} % overcharged`;
}
