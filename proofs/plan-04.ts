import {join} from 'node:path';
import {corridorStudy} from '../apps/server/src/plan/corridor-study.ts';
import {recomputed} from './plan-04/whole.ts';
import {proof} from './proof.ts';

const DRAWS = 10;
const MOST = 1e-9;

export default proof({
    id: 'plan-04',
    claim: 'what a draw of route and mode choice is worth comes out the same from the files read '
        + 'anew, by the plainest search and with every model run',
    bar: `${DRAWS} draws of each scenario against today within ${MOST} of its worth`,
    kind: 'held',
    measure({root, seed, say}) {
        const folder = join(root, 'corridors', 'pakistan');
        const [quick, whole] = [corridorStudy(folder), corridorStudy(folder, new Map(), true)];
        const only = process.env['KARWAN_SCENARIOS']?.split(',');
        const names = [...quick.scenarios.keys()]
            .filter(id => id !== 'today' && (only?.includes(id) ?? true));
        const each = names.map(id => {
            const done = recomputed(quick, whole, 'today', id, DRAWS, seed % 2 ** 30);
            say(`${id}: ${done.off.toExponential(1)}`);
            return done;
        });
        const worst = Math.max(...each.map(({off}) => off));
        return Promise.resolve({
            value: `${worst.toExponential(1)} at most, ${each.length} scenarios`,
            holds: worst <= MOST && each.length > 0,
        });
    },
});
