import {loadavg} from 'node:os';
import {join} from 'node:path';
import {proof} from './proof.ts';
import {cpuSecondsOf, karwanFile} from './thread-03/cpu-seconds.ts';

const MOST_RATIO = 2;
/** Each is run this often, in turns; the least of each counts, for what else runs only adds. */
const ROUNDS = 5;

export default proof({
    id: 'thread-03-timed',
    claim: '`karwan trips build`, from start to trips written, costs little more than to unpack',
    bar: 'CPU (user and system) ≤ 2 x that of gzip -dc | wc -l, measured in the same run',
    kind: 'timed', needs: ['reference'],
    async measure(context) {
        const folder = context.scratch();
        const corridor = join(context.reference, 'gantry-corridor');
        const readings = join(corridor, 'readings.csv.gz');
        const model = join(folder, 'table.json');
        const {code, stderr} = await context.karwan(['trips', 'learn', '--readings', readings,
            '--tracks', join(corridor, 'tracks.csv.gz'), '--out', model]);
        if (code !== 0) throw new Error(`karwan trips learn: exit ${code}: ${stderr}`);

        const karwan = await karwanFile(context);
        const rounds = Array.from({length: ROUNDS}, (_, round) => ({
            unpack: cpuSecondsOf(['sh', '-c', 'gzip -dc "$0" | wc -l', readings]),
            // A new file each time: to empty one of 29 MB is no part of this claim.
            build: cpuSecondsOf([process.execPath, karwan, 'trips', 'build',
                '--readings', readings, '--model', model,
                '--out', join(folder, `trips-${round}.csv`)]),
            load: loadavg()[0]!,
        }));
        const least = (which: 'unpack' | 'build') =>
            Math.min(...rounds.map(round => round[which]));
        const ratio = least('build') / least('unpack');
        return {
            value: Number(ratio.toFixed(2)),
            holds: ratio <= MOST_RATIO,
            notes: [
                ...rounds.map(({unpack, build, load}) => `gzip -dc | wc -l ${unpack.toFixed(2)} s, `
                    + `karwan trips build ${build.toFixed(2)} s: `
                    + `${(build / unpack).toFixed(2)} x, at a load of ${load.toFixed(1)}`),
                `least of each: ${least('unpack').toFixed(2)} s and ${least('build').toFixed(2)} s`,
            ],
        };
    },
});
