import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ProofContext} from '../proof.ts';
import {
    idsIn, isSameWhenShuffled, LAST_DAY_ENDS, run, type Score,
} from '../thread-03/cut-as-the-operator.ts';
import {cutHalves, linesOf, oneIn, vehicleIn} from '../thread-03/cut-halves.ts';

/** What came of both methods, each learned from one half of the vehicles. */
export interface ByTrees {
    trees: Score;
    table: Score;
    withoutGivenTrips: Score;
    /** Vehicles whose id stands anywhere in the trees. */
    named: string[];
    /** Did shuffled readings give the same trees and the same trips, byte for byte? */
    isSame: boolean;
    /** What `trips learn` said of itself. */
    learned: {trees: number; steps: number; asked: number; wrong: number};
}

/** Learns from one half of the vehicles, scores with the other; one vehicle in so many. */
export async function cutByTrees(context: ProofContext, fewer: number): Promise<ByTrees> {
    const {folder, lines, readings, learn, score, vehicles} = filesOf(context, fewer);
    const model = join(folder, 'trees.json');
    const table = join(folder, 'table.json');
    const learning = ['learn', '--readings', readings, '--tracks', learn];
    const learned = await run<ByTrees['learned']>(
        context, [...learning, '--method', 'trees', '--out', model]);
    await run(context, [...learning, '--out', table]);
    const scoring = ['score', '--readings', readings, '--tracks', score,
        '--convention', 'operator', '--until', LAST_DAY_ENDS];
    return {
        trees: await run<Score>(context, [...scoring, '--model', model, '--method', 'trees']),
        table: await run<Score>(context, [...scoring, '--model', table]),
        withoutGivenTrips: await run<Score>(context, scoring),
        named: idsIn(model, vehicles),
        isSame: await isSameWhenShuffled(
            context, lines, {folder, readings, learn, model}, 'trees'),
        learned,
    };
}

/** The score of trees alone, learned from the one half and told of the other. */
export async function scoreOfTrees(context: ProofContext): Promise<Score> {
    const {folder, readings, learn, score} = filesOf(context, 1);
    const model = join(folder, 'trees.json');
    await run(context, ['learn', '--readings', readings, '--tracks', learn,
        '--method', 'trees', '--out', model]);
    return run<Score>(context, ['score', '--readings', readings, '--tracks', score,
        '--convention', 'operator', '--model', model]);
}

function filesOf(context: ProofContext, fewer: number) {
    const folder = context.scratch();
    const corridor = join(context.reference, 'gantry-corridor');
    const isChosen = oneIn(fewer);
    const all = linesOf(join(corridor, 'readings.csv.gz'));
    const lines = [all[0]!, ...all.slice(1).filter(row => isChosen(vehicleIn(row)))];
    const readings = join(folder, 'readings.csv');
    writeFileSync(readings, `${lines.join('\n')}\n`);
    const halves = cutHalves(all, join(corridor, 'tracks.csv.gz'), folder, isChosen);
    return {folder, lines, readings, ...halves};
}
