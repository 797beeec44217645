import {plantedInAll} from './hold-06/planted.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'hold-06',
    claim: 'twelve planted faults, one for each step of the thread: of the tests in the thread\'s '
        + 'order the first that fails names the step',
    bar: '12 of 12 faults, and nothing fails where none is planted',
    kind: 'held',
    measure: plantedInAll,
});
