import {proof} from './proof.ts';
import {measureDays} from './thread-05/days.ts';

export default proof({
    id: 'thread-05',
    claim: 'on seeded days the three balances close, and every knowable vehicle is detected, '
        + 'followed and charged as it truly drove',
    bar: 'difference 0 on 200 days of 2,000 vehicles and 10,000 passages or more',
    kind: 'held',
    measure: context => measureDays(context, 200, false),
});
