import {cpuSeconds, IDLE_LOAD, loadNow} from '../tools/machine.ts';
import {filledLog, writtenIn, type FilledLog} from './hold-11/filled-log.ts';
import {serverCpuSeconds} from './hold-11/server-cpu.ts';
import {startWork, workedBy} from './hold-11/work-process.ts';
import {proof, type ProofContext} from './proof.ts';
import {firstReadings} from './thread-02/reference-lines.ts';

const LINES = 100_000;
const LEAST_RATIO = 1.3;
const MOST_MORE_CPU = 0.1;

/** What it took to work off a log, the start of the processes apart. */
interface Spent {
    seconds: number;
    nodeSeconds: number;
    serverSeconds: number;
}

export default proof({
    id: 'hold-11-timed',
    claim: 'two workers on one database are faster than one and cost no more',
    bar: 'two workers >= 1.3 x one on two idle cores, CPU per million readings within 10 % of '
        + 'one\'s; the same rows',
    kind: 'timed', needs: ['reference'],
    async measure(context) {
        const isIdle = loadNow() < IDLE_LOAD;
        // A part of the file, for a quick look: KARWAN_LINES=40000.
        const limit = Number(process.env['KARWAN_LINES'] ?? LINES);
        const {file, lines} = firstReadings(context.reference, limit, context.scratch());
        const log = await filledLog(context.scratch(), file, ['one', 'two']);
        try {
            const one = await workedOff(context, log, 'one', 1);
            const two = await workedOff(context, log, 'two', 2);
            const isSame = await writtenIn(log, 'one') === await writtenIn(log, 'two');
            const ratio = one.seconds / two.seconds;
            const more = cpuOf(two) / cpuOf(one) - 1;
            const perMillion = (spent: Spent) => (cpuOf(spent) / lines.length * 1e6).toFixed(0);
            return {
                value: `${ratio.toFixed(2)} x one worker, ${(100 * more).toFixed(1)} % more CPU `
                    + `(${perMillion(one)} and ${perMillion(two)} s per million readings)`,
                holds: isSame && more <= MOST_MORE_CPU && isFastEnough(ratio, isIdle),
                notes: [
                    `one worker:  ${textOf(one, lines.length)}`,
                    `two workers: ${textOf(two, lines.length)}`,
                    `${lines.length} readings; the same rows in both databases: `
                        + (isSame ? 'yes' : 'NO'),
                ],
            };
        } finally {
            await log.close();
        }
    },
});

// Too slow where others work on the same cores says nothing; fast enough says all the more.
function isFastEnough(ratio: number, isIdle: boolean): boolean | null {
    if (ratio >= LEAST_RATIO) return true;
    return isIdle ? false : null;
}

/** Works off a copy of the log, and takes off what it costs to start and find nothing to do. */
async function workedOff(
    context: ProofContext, log: FilledLog, name: string, workers: 1 | 2,
): Promise<Spent> {
    const spent = await spentOn(context, log, name, workers);
    const idle = await spentOn(context, log, name, workers);
    context.say(`${workers} at work: ${cpuOf(spent).toFixed(2)} s of CPU, of which `
        + `${cpuOf(idle).toFixed(2)} to start`);
    return {
        seconds: spent.seconds, nodeSeconds: spent.nodeSeconds - idle.nodeSeconds,
        serverSeconds: spent.serverSeconds - idle.serverSeconds,
    };
}

async function spentOn(
    {root}: ProofContext, log: FilledLog, name: string, workers: 1 | 2,
): Promise<Spent> {
    const postmaster = log.postgres.postmasterPid!;
    await log.ask('postgres', 'checkpoint');
    const before = {node: cpuSeconds(), server: serverCpuSeconds(postmaster)};
    const work = await startWork(root, log.home, log.url(name), workers);
    const {seconds} = await workedBy(work);
    return {
        seconds, nodeSeconds: cpuSeconds() - before.node,
        serverSeconds: serverCpuSeconds(postmaster) - before.server,
    };
}

function cpuOf({nodeSeconds, serverSeconds}: Spent): number {
    return nodeSeconds + serverSeconds;
}

function textOf(spent: Spent, readings: number): string {
    return `${spent.seconds.toFixed(2)} s, ${Math.round(readings / spent.seconds)} readings a `
        + `second; ${cpuOf(spent).toFixed(2)} s of CPU (node ${spent.nodeSeconds.toFixed(2)}, `
        + `PostgreSQL ${spent.serverSeconds.toFixed(2)})`;
}
