import {measureTwoWorkers} from './hold-11/two-workers.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'hold-11',
    claim: 'two workers on one database come to what one comes to, and one that wakes after it '
        + 'lost its cursor changes nothing',
    bar: 'the same rows, serials and write times included, and the same digest from one worker, '
        + 'from two, and from two that are stopped at 6 instants; none changes a row when it wakes',
    kind: 'held', needs: ['reference'],
    measure: context => measureTwoWorkers(context, {lines: 60_000, sleeps: 6}),
});
