import {spawnSync} from 'node:child_process';
import {buildStale, productEntries} from '../../tools/build.mjs';
import type {ProofContext} from '../proof.ts';

/** The built command line itself: `npm run karwan` looks first whether it is up to date. */
export async function karwanFile({root}: ProofContext): Promise<string> {
    const [karwan] = (await buildStale(root, productEntries(root), 'dist')).values();
    return karwan!;
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
