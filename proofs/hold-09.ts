import {keepPrivate} from './hold-09/claim.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'hold-09',
    claim: 'plates lie in the vault alone, go when their time is over without moving a total, and '
        + 'nobody looks one up without a trace',
    bar: 'no plate of the world in clear in a backup, the database\'s files, its logs, ours; the '
        + 'same totals and digest before and after retention; one trace a look-up; 0 plates lost '
        + 'when changes of the key are killed',
    kind: 'held',
    measure: context => keepPrivate(context, {days: 1, vehicles: 1_500, lookUps: 300, kills: 8}),
});
