import {proof} from './proof.ts';
import {feedAndPlace} from './thread-02/feed-and-place.ts';
import {firstReadings} from './thread-02/reference-lines.ts';

const LINES = 40_000;

export default proof({
    id: 'thread-02-short',
    claim: 'the first readings of thread-02, each in its place',
    bar: 'by count and line by line, 40,000 in all; verify clean',
    kind: 'held', short: true, needs: ['reference'],
    measure: context => feedAndPlace(
        context, firstReadings(context.reference, LINES, context.scratch())),
});
