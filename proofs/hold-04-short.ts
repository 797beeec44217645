import {bothCorridors} from './hold-04/both.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'hold-04-short',
    claim: 'late, doubled, shuffled or in small batches, a nation\'s day and nine motorways come '
        + 'to the same money; what was decided as known gets no worse; the same log gives the '
        + 'same digest',
    bar: '0 faults on 1,000 charges or more of each corridor, told in six ways',
    kind: 'held', short: true,
    measure: context => bothCorridors(context, 1_000),
});
