import {proof} from './proof.ts';
import {killAndGoOn} from './thread-06/kill-and-go-on.ts';

export default proof({
    id: 'thread-06',
    claim: 'whatever is killed at whatever instant of a feed, nothing is lost, nothing doubled, '
        + 'and the next start repairs what is its own and nothing else',
    bar: '20 kills of node, of PostgreSQL, of both, a fifth between BEGIN and COMMIT: 0 lost, 0 '
        + 'doubled, the digest of an undisturbed feed; repaired in < 10 s; the neighbour untouched',
    kind: 'held', needs: ['reference'],
    measure: context => killAndGoOn(context, {lines: 60_000, kills: 20, workers: 1}),
});
