import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {readReadings} from '../../apps/server/src/trips/readings-file.ts';
import type {ProofContext} from '../proof.ts';
import {run} from '../thread-03/cut-as-the-operator.ts';
import {linesOf} from '../thread-03/cut-halves.ts';
import {learnedFromAll} from '../thread-03/learned-from-all.ts';
import {arrivalsWithin, WITHIN, withTooLate} from './late-arrivals.ts';
import {heldByWeek} from './held-by-week.ts';
import {ToldTrips} from './told-trips.ts';
import {streamed, treesInMemory, type TreesInMemory} from './trees-in-memory.ts';

/** One reading in a hundred comes later than stated. */
const TOO_LATE = 0.01;
const MOST_GROWTH = 1.02;

/** What came of a stream by trees, beside the batch. */
export interface AsTheyCome {
    /** By order: the bytes of the batch? The last is that with readings that are too late. */
    same: boolean[];
    late: number;
    mostHeld: number;
    /** All that are too late were named, no other, and memory did not grow. */
    holds: boolean;
    notes: string[];
}

export async function treesAsTheyCome(context: ProofContext): Promise<AsTheyCome> {
    const folder = context.scratch();
    const {readings, model} = await learnedFromAll(context, 'trees');
    const memory = treesInMemory(readings, model);
    const build = async (from: string) => {
        const out = join(folder, 'batch.csv');
        await run(context, ['build', '--readings', from, '--model', model, '--out', out]);
        return readFileSync(out);
    };
    const batch = await build(readings);
    const file = join(folder, 'stream.csv');
    let mostHeld = 0;
    const same = WITHIN.map(how => {
        const told = new ToldTrips(memory.readings);
        const found = streamed(memory, arrivalsWithin(how, memory, context.seed), told.take);
        mostHeld = Math.max(mostHeld, found.mostHeld);
        return found.late.length === 0 && told.bytes(file).equals(batch);
    });
    const late = await withLateOnes(context, memory, readings, build, file);
    const weeks = heldByWeek(memory, context.seed);
    const growth = Math.max(...weeks) / weeks[1]!;
    return {
        same: [...same, late.isSame], late: late.named, mostHeld,
        holds: late.areNamed && growth <= MOST_GROWTH,
        notes: [
            ...WITHIN.map((how, at) =>
                `by trees, ${how}: ${same[at] ? 'the same' : 'other'} bytes`),
            `by trees, ${late.named} of ${memory.readings.count} later than six hours: `
                + `${late.areNamed ? 'each named, no other' : 'not named as they are'}; without `
                + `them ${late.isSame ? 'the same' : 'other'} bytes`,
            `stops held at most, in each of four such weeks: ${weeks.join(', ')} of `
                + `${memory.readings.count} taken in each`,
        ],
    };
}

async function withLateOnes(
    context: ProofContext, memory: TreesInMemory, readings: string,
    build: (from: string) => Promise<Buffer>, file: string,
) {
    const within = arrivalsWithin('each late by chance', memory, context.seed);
    const arrivals = withTooLate(within, memory, TOO_LATE, context.seed + 1);
    const lines = linesOf(readings).filter((_, at) => !arrivals.tooLate.has(at - 1));
    const others = join(context.scratch(), 'others.csv');
    writeFileSync(others, `${lines.join('\n')}\n`);
    const rowOf = new Int32Array(memory.readings.count).fill(-1);
    let next = 0;
    for (const row of memory.row) if (!arrivals.tooLate.has(row)) rowOf[row] = next++;
    const told = new ToldTrips(readReadings(others), row => rowOf[row]!);
    const {late} = streamed(memory, arrivals, told.take);
    return {
        named: late.length,
        areNamed: late.length === arrivals.tooLate.size
            && late.every(row => arrivals.tooLate.has(row)),
        isSame: told.bytes(file).equals(await build(others)),
    };
}
