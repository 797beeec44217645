import {TripStream} from '@karwan/tolling';
import {loadavg} from 'node:os';
import {proof, type ProofContext} from './proof.ts';
import {
    comingIn, copyReading, emptyComing, inMemory, orderOf, ORDERS, type Coming, type InMemory,
} from './roads-07/columns-in-memory.ts';
import {arrivalsWithin} from './roads-07/late-arrivals.ts';
import {streamed, treesInMemory} from './roads-07/trees-in-memory.ts';
import {learnedFromAll} from './thread-03/learned-from-all.ts';

const LEAST_MILLIONS = 1;
/** Each is run this often, in turns; the least of each counts, for what else runs only adds. */
const ROUNDS = 3;

export default proof({
    id: 'roads-07-timed',
    claim: 'readings from memory, one by one and in any order, are cut into trips at a million '
        + 'a second',
    bar: 'by the table ≥ 1 M readings a CPU second in each order, told trips and all; the rate '
        + 'of trees, within their lateness, is printed',
    kind: 'timed', needs: ['reference'],
    async measure(context) {
        const {readings, model} = await learnedFromAll(context);
        const memory = inMemory(readings, model);
        const {count} = memory.readings;
        const rates = ORDERS.map(name => {
            const order = orderOf(name, count, context.seed);
            const coming = comingIn(order, memory);
            const perSecond = (work: () => unknown) => count / least(work) / 1e6;
            return {
                name,
                limit: perSecond(() => copied(memory, order)),
                take: perSecond(() => taken(memory, coming)),
                add: perSecond(() => told(memory, coming)),
            };
        });
        const byTrees = await ratesOfTrees(context);
        const slowest = Math.min(...rates.map(({add}) => add));
        return {
            value: `${slowest.toFixed(2)} M/s; trees ${byTrees.slowest.toFixed(2)} M/s`,
            holds: slowest >= LEAST_MILLIONS,
            notes: [
                'millions of readings a CPU second, at a load of '
                    + `${loadavg()[0]!.toFixed(1)}; beside them the same readings only copied from `
                    + 'where they lie into that order, the limit of memory',
                ...rates.map(({name, limit, take, add}) => `${name}: taken ${take.toFixed(2)}, `
                    + `taken and its trips told ${add.toFixed(2)}; copied ${limit.toFixed(1)}, `
                    + `${(limit / add).toFixed(1)} x`),
                ...byTrees.notes,
            ],
        };
    },
});

const TREES_ORDERS = ['at once', 'each late by chance'] as const;

/** Millions of readings a CPU second, each taken when it comes and each trip told. */
async function ratesOfTrees(context: ProofContext) {
    const {readings, model} = await learnedFromAll(context, 'trees');
    const memory = treesInMemory(readings, model);
    const rates = TREES_ORDERS.map(how => {
        const arrivals = arrivalsWithin(how, memory, context.seed);
        return memory.readings.count / 1e6 / least(() => {
            let stops = 0;
            streamed(memory, arrivals, (_vehicle, _run, from, to) => {
                stops += to - from;
            });
            return stops;
        });
    });
    return {
        slowest: Math.min(...rates),
        notes: TREES_ORDERS.map((how, at) => `by trees, ${how}: taken and told ${
            rates[at]!.toFixed(2)}`),
    };
}

/** CPU seconds, user and system, of the quickest round. */
function least(work: () => unknown): number {
    return Math.min(...Array.from({length: ROUNDS}, () => {
        const before = process.cpuUsage();
        work();
        const {user, system} = process.cpuUsage(before);
        return (user + system) / 1e6;
    }));
}

function taken({table, sameStop}: InMemory, {vehicle, row, atMs, post}: Coming): TripStream {
    const stream = new TripStream(table, sameStop);
    for (let at = 0; at < row.length; at++) {
        stream.take(vehicle[at]!, row[at]!, atMs[at]!, post[at]!);
    }
    return stream;
}

/** Returns the number of stops in told trips: each told trip is looked at. */
function told({table, sameStop}: InMemory, {vehicle, row, atMs, post}: Coming): number {
    const stream = new TripStream(table, sameStop);
    let stops = 0;
    for (let at = 0; at < row.length; at++) {
        const trips = stream.add({
            vehicle: vehicle[at]!, stop: row[at]!, atMs: atMs[at]!, post: post[at]!,
        });
        for (const trip of trips) stops += trip.stops.length;
    }
    return stops;
}

function copied(memory: InMemory, order: Uint32Array): Coming {
    const to = emptyComing(order.length);
    for (let at = 0; at < order.length; at++) copyReading(memory, order[at]!, to, at);
    return to;
}
