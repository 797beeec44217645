import {TripStream} from '@karwan/tolling';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {writeTrips} from '../apps/server/src/trips/trips-file.ts';
import {proof, type ProofContext} from './proof.ts';
import {comingIn, inMemory, orderOf, ORDERS, type InMemory} from './roads-07/columns-in-memory.ts';
import {treesAsTheyCome} from './roads-07/trees-as-they-come.ts';
import {run} from './thread-03/cut-as-the-operator.ts';
import {learnedFromAll} from './thread-03/learned-from-all.ts';

export default proof({
    id: 'roads-07',
    claim: 'readings taken one by one give the trips of the batch: by the table in any order, by '
        + 'trees in any order within six hours, and in bounded memory',
    bar: 'the file of `karwan trips build`, byte for byte: by the table as the readings stand, the '
        + 'last one first, and shuffled; by trees in four orders, none later than stated; what '
        + 'comes later is named and counted and the others give their batch; over four weeks no '
        + 'more stops are held than 1.02 x those of the second',
    kind: 'held', needs: ['reference'],
    async measure(context) {
        const table = await tableInAnyOrder(context);
        const trees = await treesAsTheyCome(context);
        const same = [...table.same, ...trees.same];
        return {
            value: `${same.filter(Boolean).length} of ${same.length} orders give the same bytes; `
                + `${trees.late} too late, named; at most ${trees.mostHeld} stops held`,
            holds: same.every(Boolean) && trees.holds,
            notes: [...table.notes, ...trees.notes],
        };
    },
});

async function tableInAnyOrder(context: ProofContext) {
    const folder = context.scratch();
    const {readings, model} = await learnedFromAll(context);
    const batch = join(folder, 'batch.csv');
    await run(context, ['build', '--readings', readings, '--model', model, '--out', batch]);
    const memory = inMemory(readings, model);
    const expected = readFileSync(batch);
    const same = ORDERS.map(name => {
        const order = orderOf(name, memory.readings.count, context.seed);
        return expected.equals(fileOf(memory, order, join(folder, 'stream.csv')));
    });
    return {
        same,
        notes: [
            `${memory.readings.count} readings of ${memory.readings.vehicles.count} vehicles, `
                + `${expected.length} bytes of trips`,
            ...ORDERS.map((name, at) =>
                `by the table, ${name}: ${same[at] ? 'the same' : 'other'} bytes`),
        ],
    };
}

/** Every reading taken by itself, then the trips written by the writer of the batch. */
function fileOf(memory: InMemory, order: Uint32Array, file: string): Buffer {
    const {readings, table, sameStop} = memory;
    const {vehicle, row, atMs, post} = comingIn(order, memory);
    const stream = new TripStream(table, sameStop);
    for (let at = 0; at < row.length; at++) {
        stream.take(vehicle[at]!, row[at]!, atMs[at]!, post[at]!);
    }
    writeTrips(file, readings, (vehicles, visit) => stream.each(vehicles, visit));
    return readFileSync(file);
}
