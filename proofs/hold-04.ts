import {bothCorridors} from './hold-04/both.ts';
import {proof} from './proof.ts';

/** A part of them, to try: `KARWAN_CHARGES=20000`. */
const CHARGES = Number(process.env['KARWAN_CHARGES'] ?? 5_000_000);

export default proof({
    id: 'hold-04',
    claim: 'lateness and repetition move no money, at the size of a nation',
    bar: '0 faults on 5,000,000 charges or more of each corridor, told in six ways',
    kind: 'held',
    measure: context => bothCorridors(context, CHARGES),
});
