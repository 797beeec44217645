import {loadavg} from 'node:os';
import {join} from 'node:path';
import {proof} from './proof.ts';
import {cpuSecondsOf, karwanFile} from './thread-03/cpu-seconds.ts';

const MOST_RATIO = 6;
/** Each is run this often, in turns; the least of each counts, for what else runs only adds. */
const ROUNDS = 5;

export default proof({
    id: 'roads-03-timed',
    claim: '`karwan trips build` by trees, from start to trips written, costs a few times the '
        + 'unpacking',
    bar: 'CPU (user and system) ≤ 6 x that of gzip -dc | wc -l, measured in the same run; '
        + 'learning is printed and not counted',
    kind: 'timed', needs: ['reference'],
    async measure(context) {
        const folder = context.scratch();
        const corridor = join(context.reference, 'gantry-corridor');
        const readings = join(corridor, 'readings.csv.gz');
        const model = join(folder, 'trees.json');
        const karwan = await karwanFile(context);
        const trips = (...args: readonly string[]) => cpuSecondsOf(
            [process.execPath, karwan, 'trips', ...args, '--readings', readings]);
        const learn = trips('learn', '--method', 'trees', '--out', model,
            '--tracks', join(corridor, 'tracks.csv.gz'));
        const rounds = Array.from({length: ROUNDS}, (_, round) => ({
            unpack: cpuSecondsOf(['sh', '-c', 'gzip -dc "$0" | wc -l', readings]),
            // A new file each time: to empty one of 29 MB is no part of this claim.
            build: trips('build', '--model', model, '--out', join(folder, `trips-${round}.csv`)),
            load: loadavg()[0]!,
        }));
        const least = (which: 'unpack' | 'build') =>
            Math.min(...rounds.map(round => round[which]));
        const ratio = least('build') / least('unpack');
        return {
            value: Number(ratio.toFixed(2)),
            holds: ratio <= MOST_RATIO,
            notes: [
                `learning, from all given trips: ${learn.toFixed(1)} s of CPU`,
                ...rounds.map(({unpack, build, load}) => `gzip -dc | wc -l ${unpack.toFixed(2)} s, `
                    + `karwan trips build ${build.toFixed(2)} s: `
                    + `${(build / unpack).toFixed(2)} x, at a load of ${load.toFixed(1)}`),
                `least of each: ${least('unpack').toFixed(2)} s and ${least('build').toFixed(2)} s`,
            ],
        };
    },
});
