import {proof} from './proof.ts';
import {buildAgainstUnpacking} from './thread-03/cpu-seconds.ts';
import {learnedFromAll} from './thread-03/learned-from-all.ts';

const MOST_RATIO = 2;

export default proof({
    id: 'thread-03-timed',
    claim: '`karwan trips build`, from start to trips written, costs little more than to unpack',
    bar: 'CPU (user and system) ≤ 2 x that of gzip -dc | wc -l, measured in the same run',
    kind: 'timed', needs: ['reference'],
    async measure(context) {
        const {readings, model} = await learnedFromAll(context);
        const {ratio, notes} = await buildAgainstUnpacking(context, readings, model);
        return {value: Number(ratio.toFixed(2)), holds: ratio <= MOST_RATIO, notes};
    },
});
