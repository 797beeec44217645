import {measureTwoWorkers} from './hold-11/two-workers.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'hold-11-short',
    claim: 'as hold-11, with one sleep',
    bar: 'the same rows from one worker and from two; two that are stopped and woken change '
        + 'nothing',
    kind: 'held', needs: ['reference'],
    measure: context => measureTwoWorkers(context, {lines: 16_000, sleeps: 1}),
});
