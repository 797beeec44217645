import {proof} from './proof.ts';
import {measureDays} from './thread-05/days.ts';

export default proof({
    id: 'thread-05-short',
    claim: 'two days of thread-05, and every derived row found again when it is derived anew',
    bar: 'difference 0 on 2 days of 2,000 vehicles and 10,000 passages or more',
    kind: 'held', short: true,
    measure: context => measureDays(context, 2, true),
});
