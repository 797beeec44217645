import {spawnSync} from 'node:child_process';
import {loadavg} from 'node:os';
import {join} from 'node:path';
import {buildStale, productEntries} from '../../tools/build.mjs';
import type {ProofContext} from '../proof.ts';

/** The built command line itself: `npm run karwan` looks first whether it is up to date. */
export async function karwanFile({root}: ProofContext): Promise<string> {
    const [karwan] = (await buildStale(root, productEntries(root), 'dist')).values();
    return karwan!;
}

/** Each is run this often, in turns; the least of each counts, for what else runs only adds. */
const ROUNDS = 5;

/** How many times the CPU of unpacking the readings it costs to build trips, and each round. */
export async function buildAgainstUnpacking(
    context: ProofContext, readings: string, model: string,
): Promise<{ratio: number; notes: string[]}> {
    const folder = context.scratch();
    const karwan = await karwanFile(context);
    const rounds = Array.from({length: ROUNDS}, (_, round) => ({
        unpack: cpuSecondsOf(['sh', '-c', 'gzip -dc "$0" | wc -l', readings]),
        // A new file each time: to empty one of 29 MB is no part of this claim.
        build: cpuSecondsOf([process.execPath, karwan, 'trips', 'build', '--readings', readings,
            '--model', model, '--out', join(folder, `trips-${round}.csv`)]),
        // Counted in the claim; shown, because what it takes is the machine's and Node's alone.
        start: cpuSecondsOf([process.execPath, '--eval', '0']),
        load: loadavg()[0]!,
    }));
    const least = (which: 'unpack' | 'build' | 'start') =>
        Math.min(...rounds.map(round => round[which]));
    return {
        ratio: least('build') / least('unpack'),
        notes: [
            ...rounds.map(({unpack, build, load}) => `gzip -dc | wc -l ${unpack.toFixed(2)} s, `
                + `karwan trips build ${build.toFixed(2)} s: `
                + `${(build / unpack).toFixed(2)} x, at a load of ${load.toFixed(1)}`),
            `least of each: ${least('unpack').toFixed(2)} s and ${least('build').toFixed(2)} s, `
                + `of which Node alone, told nothing to do, is ${least('start').toFixed(2)} s`,
        ],
    };
}

/** User and system time of a command and of all it started, in seconds. */
export function cpuSecondsOf([command, ...args]: readonly string[]): number {
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
