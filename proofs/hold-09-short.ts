import {keepPrivate} from './hold-09/claim.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'hold-09-short',
    claim: 'as hold-09, with a small day',
    bar: 'no plate of the world in clear in a backup, the database\'s files, its logs, ours; the '
        + 'same totals and digest before and after retention; one trace a look-up; 0 plates lost '
        + 'when changes of the key are killed',
    kind: 'held', short: true,
    measure: context => keepPrivate(context, {days: 1, vehicles: 120, lookUps: 20, kills: 2}),
});
