import {
    emptyTraffic, parseTreesModel, Places, STATED_LATENESS_MS, TripTrees, TripTreesStream,
    type TreesModel, type VisitTrip,
} from '@karwan/tolling';
import {readFileSync} from 'node:fs';
import {readInto, type InMemory} from './columns-in-memory.ts';
import type {Arrivals} from './late-arrivals.ts';

/** A file of readings in memory, and the trees that cut it. */
export interface TreesInMemory extends Omit<InMemory, 'table'> {
    places: Places;
    model: TreesModel;
}

export function treesInMemory(file: string, modelFile: string): TreesInMemory {
    const model = parseTreesModel(readFileSync(modelFile, 'utf8'), modelFile);
    const places = new Places(model.carriageways);
    return {places, model, ...readInto(file, places)};
}

/** What a stream had to hold, and the rows that came later than stated. */
export interface Streamed {
    late: number[];
    mostHeld: number;
    mostQuarters: number;
}

/** Takes every reading when it comes, and tells the rest when all have come. */
export function streamed(
    {places, model, sameStop, vehicle, atMs, post}: TreesInMemory, {order, comesMs}: Arrivals,
    visit: VisitTrip,
): Streamed {
    const traffic = emptyTraffic(places, model);
    const trees = new TripTrees(model, places, 'physical', traffic);
    const stream = new TripTreesStream(trees, traffic, STATED_LATENESS_MS, visit, sameStop);
    const found: Streamed = {late: [], mostHeld: 0, mostQuarters: 0};
    for (const row of order) {
        stream.advance(comesMs[row]!);
        const taken = stream.take(vehicle[row]!, row, atMs[row]!, post[row]!);
        if (taken === 'too-late') found.late.push(row);
        const {held, quartersHeld} = stream.counts;
        if (held > found.mostHeld) found.mostHeld = held;
        if (quartersHeld > found.mostQuarters) found.mostQuarters = quartersHeld;
    }
    stream.advance(Infinity);
    return found;
}
