import {daysAtEdges} from './hold-10/days.ts';
import {printedTolls} from './hold-10/printed.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'hold-10',
    claim: 'Taiwan\'s tolls come out of data alone: days at every edge, and what is printed for '
        + 'each gantry',
    bar: 'every hand-worked day to the NT$1, every printed gantry toll within NT$0.1',
    kind: 'held', short: true,
    async measure(context) {
        const days = await daysAtEdges(context);
        const printed = printedTolls(context.root);
        return {
            value: `${days.right} of ${days.of} days, ${printed.within} of ${printed.of} tolls`,
            holds: days.right === days.of && printed.within === printed.of
                && printed.gantries === 339,
            notes: [...days.notes, ...printed.notes],
        };
    },
});
