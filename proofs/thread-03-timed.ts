import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {buildStale} from '../tools/build.mjs';
import {proof, type ProofContext} from './proof.ts';

const MOST_RATIO = 2;
/** Each is run this often, in turns; the least of each counts, for what else runs only adds. */
const ROUNDS = 5;

export default proof({
    id: 'thread-03-timed',
    claim: 'from the packed readings to trips written costs little more than to unpack them',
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

        const cut = await cutCommand(context, readings, model, join(folder, 'trips.csv'));
        const unpack = ['sh', '-c', 'gzip -dc "$0" | wc -l', readings];
        const rounds = Array.from({length: ROUNDS}, () => ({
            unpack: cpuSecondsOf(unpack), cut: cpuSecondsOf(cut),
        }));
        const least = (which: 'unpack' | 'cut') => Math.min(...rounds.map(round => round[which]));
        const ratio = least('cut') / least('unpack');
        return {
            value: Number(ratio.toFixed(2)),
            holds: ratio <= MOST_RATIO,
            notes: [
                ...rounds.map(round => `gzip -dc | wc -l ${round.unpack.toFixed(2)} s, `
                    + `readings to trips ${round.cut.toFixed(2)} s`),
                `least of each: ${least('unpack').toFixed(2)} s and ${least('cut').toFixed(2)} s`,
            ],
        };
    },
});

/** `karwan trips build` without the other commands, whose start is no part of this claim. */
async function cutCommand(
    {root}: ProofContext, readings: string, model: string, out: string,
): Promise<string[]> {
    const entry = 'proofs/cut-trips.ts';
    const entries = new Map([[entry, 'cut-trips.mjs']]);
    const built = await buildStale(root, entries, 'dist/proofs');
    return [process.execPath, built.get(entry)!, readings, model, out];
}

/** User and system time of a command and of all it started, in seconds. */
function cpuSecondsOf([command, ...args]: readonly string[]): number {
    const timed = spawnSync('sh', ['-c', '"$0" "$@" > /dev/null; code=$?; times; exit $code',
        command!, ...args], {encoding: 'utf8'});
    if (timed.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${timed.stderr}`);
    // The second line of `times` is of the children: 0m1.234s 0m0.056s.
    const [user, system] = timed.stdout.trimEnd().split('\n').at(-1)!.split(' ');
    return secondsIn(user!) + secondsIn(system!);
}

function secondsIn(text: string): number {
    const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(text)!;
    return 60 * Number(minutes) + Number(seconds);
}
