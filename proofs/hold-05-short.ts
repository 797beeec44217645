import {proof} from './proof.ts';
import {killAndGoOn} from './thread-06/kill-and-go-on.ts';

export default proof({
    id: 'hold-05-short',
    claim: 'as hold-05, with six kills',
    bar: '6 kills of node, of PostgreSQL, of one worker of two, of all, a fifth between BEGIN and '
        + 'COMMIT: 0 lost, 0 doubled, the digest of an undisturbed feed; the neighbour untouched',
    kind: 'held', needs: ['reference'],
    measure: context => killAndGoOn(
        context, {lines: 16_000, kills: 6, workers: 2, isClockPrintedOnly: true}),
});
