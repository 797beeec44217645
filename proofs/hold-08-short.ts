import {fuzzTheDoors} from './hold-08/claim.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'hold-08-short',
    claim: 'as hold-08, with some thousand requests and lines',
    bar: '7,000 fuzzed requests and lines: 0 crashes, each refusal with its place, 0 good readings '
        + 'lost; disk full and database killed: both told by /healthz, 0 acknowledged lost',
    kind: 'held', short: true,
    measure: context => fuzzTheDoors(context, {values: 4_600, lines: 2_000, odd: 400}),
});
