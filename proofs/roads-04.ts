import {proof} from './proof.ts';
import {scoreOfTrees} from './roads-03/cut-by-trees.ts';
import {percent} from './thread-03/cut-as-the-operator.ts';

const LEAST_EXACT = 0.997;
const MOST_ERROR = 0.01;

export default proof({
    id: 'roads-04',
    claim: 'a trip says how sure it is, and means it: learned from one half of the vehicles, '
        + 'held against the operator\'s trips of the other',
    bar: 'without the least sure 1 % of trips ≥ 99.7 % are exact (goal 99.8); expected calibration '
        + 'error ≤ 0.01, in 15 bins of equal count and in ten of equal width',
    kind: 'held', needs: ['reference'],
    async measure(context) {
        const {confidence, precision, trips} = await scoreOfTrees(context);
        const {ece, eceOfEqualBins, exactBeyondLeastSure} = confidence;
        return {
            value: `${percent(exactBeyondLeastSure)} exact without the least sure 1 %; ECE `
                + `${eceOfEqualBins.toFixed(4)} (15 bins of equal count), ${ece.toFixed(4)} (ten `
                + 'of equal width)',
            holds: exactBeyondLeastSure >= LEAST_EXACT
                && Math.max(ece, eceOfEqualBins) <= MOST_ERROR,
            notes: [`${trips} trips, ${percent(precision)} of all exact`],
        };
    },
});
