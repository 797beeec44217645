import {join} from 'node:path';
import {proof} from './proof.ts';
import {buildAgainstUnpacking, cpuSecondsOf, karwanFile} from './thread-03/cpu-seconds.ts';

const MOST_RATIO = 6;

export default proof({
    id: 'roads-03-timed',
    claim: '`karwan trips build` by trees, from start to trips written, costs a few times the '
        + 'unpacking',
    bar: 'CPU (user and system) ≤ 6 x that of gzip -dc | wc -l, measured in the same run; '
        + 'learning is printed and not counted',
    kind: 'timed', needs: ['reference'],
    async measure(context) {
        const corridor = join(context.reference, 'gantry-corridor');
        const readings = join(corridor, 'readings.csv.gz');
        const model = join(context.scratch(), 'trees.json');
        const learn = cpuSecondsOf([process.execPath, await karwanFile(context), 'trips', 'learn',
            '--method', 'trees', '--out', model, '--readings', readings,
            '--tracks', join(corridor, 'tracks.csv.gz')]);
        const {ratio, notes} = await buildAgainstUnpacking(context, readings, model);
        return {
            value: Number(ratio.toFixed(2)), holds: ratio <= MOST_RATIO,
            notes: [`learning, from all given trips: ${learn.toFixed(1)} s of CPU`, ...notes],
        };
    },
});
