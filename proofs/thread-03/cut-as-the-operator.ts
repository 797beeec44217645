import {chanceFrom} from '@karwan/base';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Measured, ProofContext} from '../proof.ts';
import {cutHalves, linesOf, oneIn, vehicleIn} from './cut-halves.ts';

/** What `karwan trips score --json` prints. */
export interface Score {
    precision: number;
    recall: number;
    trips: number;
    emptyTracksDropped: number;
    gantryPassages: {precision: number; recall: number};
    neutralised: {precision: number; recall: number};
    neutralisedGantryPassages: {precision: number; recall: number};
    confidence: {ece: number; eceOfEqualBins: number; exactBeyondLeastSure: number};
}

/** Which vehicles, and the least shares that must be reached with them. */
export interface Bars {
    /** One vehicle in so many, chosen by its id; 1 takes all. */
    readonly oneIn: number;
    readonly precision: number;
    readonly recall: number;
    readonly gantry: number;
    readonly labelFree: number;
}

/** Given trips are not that regular: who reaches more has seen the answers. */
export const TOO_GOOD = 0.997;
/** The readings end here; later dates are those of uploads. */
export const LAST_DAY_ENDS = '2022-03-01T00:00:00+08:00';

/** Learns from one half of the vehicles, scores with the other, then shuffles and compares. */
export async function cutAsTheOperator(context: ProofContext, least: Bars): Promise<Measured> {
    const folder = context.scratch();
    const corridor = join(context.reference, 'gantry-corridor');
    const isChosen = oneIn(least.oneIn);
    const all = linesOf(join(corridor, 'readings.csv.gz'));
    const lines = [all[0]!, ...all.slice(1).filter(row => isChosen(vehicleIn(row)))];
    const readings = join(folder, 'readings.csv');
    writeFileSync(readings, `${lines.join('\n')}\n`);
    const tracks = join(corridor, 'tracks.csv.gz');
    const {learn, score, vehicles} = cutHalves(all, tracks, folder, isChosen);

    const model = join(folder, 'table.json');
    await run(context, ['learn', '--readings', readings, '--tracks', learn, '--out', model]);
    const scoring = ['score', '--readings', readings, '--tracks', score,
        '--convention', 'operator', '--until', LAST_DAY_ENDS];
    const learned = await run<Score>(context, [...scoring, '--model', model]);
    const alone = await run<Score>(context, scoring);
    const named = idsIn(model, vehicles);
    const isSame = await isSameWhenShuffled(
        context, lines, {folder, readings, learn, model}, 'table');
    return {
        value: `${both(learned)}; gantry passages ${both(learned.gantryPassages)}; `
            + `without given trips ${both(alone)}`,
        holds: isGoodEnough(learned, alone, least) && named.length === 0 && isSame,
        notes: [
            `${learned.trips} trips scored; ${learned.emptyTracksDropped} readings with an `
                + 'empty track dropped on both sides',
            ...notesOn('learned table', learned),
            ...notesOn('without given trips', alone),
            `vehicles named in the table: ${named.join(', ') || 'none'}`,
            `shuffled input, same bytes: ${isSame ? 'yes' : 'no'}`,
        ],
    };
}

function isGoodEnough(learned: Score, alone: Score, least: Bars): boolean {
    const {gantryPassages: gantry} = learned;
    return learned.precision >= least.precision && learned.recall >= least.recall
        && gantry.precision >= least.gantry && gantry.recall >= least.gantry
        && alone.precision >= least.labelFree && alone.recall >= least.labelFree
        && Math.max(learned.precision, learned.recall) <= TOO_GOOD;
}

export async function run<Said>(context: ProofContext, args: readonly string[]): Promise<Said> {
    const {code, stdout, stderr} = await context.karwan(['trips', ...args, '--json']);
    if (code !== 0) throw new Error(`karwan trips ${args.join(' ')}: exit ${code}: ${stderr}`);
    return JSON.parse(stdout) as Said;
}

/** Are the model and the trips made from shuffled readings the same, byte for byte? */
export async function isSameWhenShuffled(
    context: ProofContext, lines: readonly string[],
    {folder, readings, learn, model}: Record<'folder' | 'readings' | 'learn' | 'model', string>,
    method: 'table' | 'trees',
): Promise<boolean> {
    const shuffled = join(folder, 'shuffled.csv');
    const modelAgain = join(folder, 'model-shuffled.json');
    const [trips, tripsAgain] = [join(folder, 'trips.csv'), join(folder, 'trips-shuffled.csv')];
    writeShuffled(lines, context.seed, shuffled);
    await run(context, ['learn', '--readings', shuffled, '--tracks', learn,
        '--method', method, '--out', modelAgain]);
    await run(context, ['build', '--readings', readings, '--model', model, '--out', trips]);
    await run(context, ['build', '--readings', shuffled, '--model', model, '--out', tripsAgain]);
    return readFileSync(model).equals(readFileSync(modelAgain))
        && readFileSync(trips).equals(readFileSync(tripsAgain));
}

function writeShuffled(lines: readonly string[], seed: number, file: string): void {
    const [header, ...rows] = lines;
    const chance = chanceFrom(seed);
    for (let at = rows.length - 1; at > 0; at--) {
        const other = chance.below(at + 1);
        [rows[at], rows[other]] = [rows[other]!, rows[at]!];
    }
    writeFileSync(file, `${header}\n${rows.join('\n')}\n`);
}

/** Vehicles whose id stands anywhere in the table. */
export function idsIn(model: string, vehicles: ReadonlySet<string>): string[] {
    const words = new Set(readFileSync(model, 'utf8').match(/\w+/g));
    return [...words].filter(word => vehicles.has(word));
}

function notesOn(what: string, score: Score): string[] {
    return [
        `${what}: gantry passages ${both(score.gantryPassages)}; without what the operator's `
            + `sequence and the road see differently ${both(score.neutralised)}, of that gantry `
            + `passages ${both(score.neutralisedGantryPassages)}`,
        `${what}: stated confidence is off by ${percent(score.confidence.ece)}; without the least `
            + `sure 1 % of trips, ${percent(score.confidence.exactBeyondLeastSure)} are exact`,
    ];
}

export function both({precision, recall}: {precision: number; recall: number}): string {
    return `${percent(precision)} / ${percent(recall)}`;
}

export function percent(share: number): string {
    return `${(100 * share).toFixed(2)} %`;
}
