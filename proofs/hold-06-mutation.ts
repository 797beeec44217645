import {mutationScore} from './hold-06/mutation.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'hold-06-mutation',
    claim: 'what decides a charge (trip, window, tariff, due, settlement, tag status, ledger) '
        + 'cannot be changed unnoticed: Stryker\'s mutants, all or as many as 55 minutes allow',
    bar: 'at least 80 % of mutants noticed by stories and laws, within 60 minutes',
    kind: 'timed',
    measure: mutationScore,
});
