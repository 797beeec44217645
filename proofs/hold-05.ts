import {proof} from './proof.ts';
import {killAndGoOn} from './thread-06/kill-and-go-on.ts';

export default proof({
    id: 'hold-05',
    claim: 'however often whoever is killed, nothing is lost, nothing doubled, and the next start '
        + 'repairs what is its own',
    bar: '200 kills of node, of PostgreSQL, of one worker of two, of all, a fifth between BEGIN '
        + 'and COMMIT: 0 lost, 0 doubled, the digest of an undisturbed feed; repaired in < 10 s; '
        + 'the neighbour untouched',
    kind: 'held', needs: ['reference'],
    measure: context => killAndGoOn(context, {lines: 500_000, kills: 200, workers: 2}),
});
