import {fuzzTheDoors} from './hold-08/claim.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'hold-08',
    claim: 'whatever comes to the doors, the server stands, says where it is wrong, and keeps the '
        + 'good readings beside it; a full disk and a lost database lose nothing acknowledged',
    bar: '1 M fuzzed requests and lines: 0 crashes, each refusal with its place, 0 good readings '
        + 'lost; disk full and database killed: both told by /healthz, 0 acknowledged lost',
    kind: 'held',
    measure: context => fuzzTheDoors(context, {values: 750_000, lines: 240_000, odd: 10_000}),
});
