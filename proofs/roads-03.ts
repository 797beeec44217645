import {proof} from './proof.ts';
import {besideTheBars} from './roads-03/beside-the-bars.ts';
import {cutByTrees} from './roads-03/cut-by-trees.ts';

export default proof({
    id: 'roads-03',
    claim: 'trees that look at neighbours, habits, traffic and uploads cut the reference '
        + 'corridor\'s trips as its operator did, for vehicles that they did not learn from',
    bar: 'all readings ≥ 99.4 / 99.4 %, none > 99.7 %; gantry passages ≥ 99.6 % both; table '
        + '≥ 99.1 %; without given trips ≥ 98.8 %; no vehicle in the model; shuffled, same bytes',
    kind: 'held', needs: ['reference'],
    measure: async context => besideTheBars(await cutByTrees(context, 1), {
        all: 0.994, gantry: 0.996, table: 0.991, withoutGivenTrips: 0.988,
    }),
});
