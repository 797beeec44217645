import {TripStream} from '@karwan/tolling';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {writeTrips} from '../apps/server/src/trips/trips-file.ts';
import {proof} from './proof.ts';
import {comingIn, inMemory, orderOf, ORDERS, type InMemory} from './roads-07/columns-in-memory.ts';
import {run} from './thread-03/cut-as-the-operator.ts';
import {learnedFromAll} from './thread-03/learned-from-all.ts';

export default proof({
    id: 'roads-07',
    claim: 'readings taken one by one, in any order, give the trips of the batch',
    bar: 'the file of `karwan trips build`, byte for byte, from the readings as they stand, the '
        + 'last one first, and shuffled',
    kind: 'held', needs: ['reference'],
    async measure(context) {
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
            value: `${same.filter(Boolean).length} of ${same.length} orders give the same bytes`,
            holds: same.every(Boolean),
            notes: [
                `${memory.readings.count} readings of ${memory.readings.vehicles.count} vehicles, `
                    + `${expected.length} bytes of trips`,
                ...ORDERS.map((name, at) => `${name}: ${same[at] ? 'the same' : 'other'} bytes`),
            ],
        };
    },
});

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
