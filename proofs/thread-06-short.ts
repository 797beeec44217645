import {proof} from './proof.ts';
import {killAndGoOn} from './thread-06/kill-and-go-on.ts';

export default proof({
    id: 'thread-06-short',
    claim: 'a kill of node, one of PostgreSQL and one of both during a feed lose and double '
        + 'nothing',
    bar: '3 kills, one at least between BEGIN and COMMIT: 0 lost, 0 doubled, the digest of an '
        + 'undisturbed feed; the neighbour untouched',
    kind: 'held', short: true, needs: ['reference'],
    measure: context => killAndGoOn(
        context, {lines: 8_000, kills: 3, workers: 1, isClockPrintedOnly: true}),
});
