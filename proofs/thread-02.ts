import {proof} from './proof.ts';
import {feedAndPlace} from './thread-02/feed-and-place.ts';
import {referenceReadings} from './thread-02/reference-lines.ts';

export default proof({
    id: 'thread-02',
    claim: 'each reading of a real corridor goes into one passage or station record, or is '
        + 'named as repeated or refused',
    bar: 'by count and line by line, 1,464,138 in all; verify clean',
    kind: 'held', needs: ['reference'],
    async measure(context) {
        const readings = referenceReadings(context.reference);
        const {holds, ...measured} = await feedAndPlace(context, readings);
        return {...measured, holds: holds && readings.lines.length === 1_464_138};
    },
});
