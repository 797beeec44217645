import {proof} from './proof.ts';
import {measureBroken} from './roads-06/measure.ts';

export default proof({
    id: 'roads-06',
    claim: 'a broken scheme is refused where it is broken, or taken for a reason of a closed list',
    bar: '2,000 variants by rule and seed, each as its oracle says; nothing is loaded by half',
    kind: 'held',
    measure: context => Promise.resolve(measureBroken(context, 2_000)),
});
