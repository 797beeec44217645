import {chanceFrom} from '@karwan/base';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {proof, type ProofContext} from './proof.ts';
import {cutHalves, linesOf} from './thread-03/cut-halves.ts';

/** What `karwan trips score --json` prints. */
interface Score {
    precision: number;
    recall: number;
    trips: number;
    emptyTracksDropped: number;
    gantryPassages: {precision: number; recall: number};
    neutralised: {precision: number; recall: number};
    neutralisedGantryPassages: {precision: number; recall: number};
    confidence: {ece: number; exactBeyondLeastSure: number};
}

const LEAST = {precision: 0.991, recall: 0.99, gantry: 0.993, labelFree: 0.975} as const;
/** Given trips are not that regular: who reaches more has seen the answers. */
const TOO_GOOD = 0.997;
/** The readings end here; later dates are those of uploads. */
const LAST_DAY_ENDS = '2022-03-01T00:00:00+08:00';

export default proof({
    id: 'thread-03',
    claim: 'trips of the reference corridor are cut as its operator cut them, by a readable table '
        + 'learned from other vehicles',
    bar: 'all readings: precision ≥ 99.1 %, recall ≥ 99.0 %, none > 99.7 %; gantry passages '
        + '≥ 99.3 %; without given trips ≥ 97.5 %; shuffled input, same bytes',
    kind: 'held', short: true, needs: ['reference'],
    async measure(context) {
        const folder = context.scratch();
        const corridor = join(context.reference, 'gantry-corridor');
        const packed = join(corridor, 'readings.csv.gz');
        const readings = linesOf(packed);
        const tracks = join(corridor, 'tracks.csv.gz');
        const {learn, score, vehicles} = cutHalves(readings, tracks, folder);

        const model = join(folder, 'table.json');
        await run(context, ['learn', '--readings', packed, '--tracks', learn, '--out', model]);
        const scoring = ['score', '--readings', packed, '--tracks', score,
            '--convention', 'operator', '--until', LAST_DAY_ENDS];
        const learned = await run<Score>(context, [...scoring, '--model', model]);
        const alone = await run<Score>(context, scoring);
        const named = idsIn(model, vehicles);
        const isSame = await isSameWhenShuffled(context, readings, {folder, packed, learn, model});

        const {gantryPassages: gantry} = learned;
        const best = Math.max(learned.precision, learned.recall);
        return {
            value: `${both(learned)}; gantry passages ${both(gantry)}; `
                + `without given trips ${both(alone)}`,
            holds: learned.precision >= LEAST.precision && learned.recall >= LEAST.recall
                && gantry.precision >= LEAST.gantry && gantry.recall >= LEAST.gantry
                && alone.precision >= LEAST.labelFree && alone.recall >= LEAST.labelFree
                && best <= TOO_GOOD && named.length === 0 && isSame,
            notes: [
                `${learned.trips} trips scored; ${learned.emptyTracksDropped} readings with an `
                    + 'empty track dropped on both sides',
                ...notesOn('learned table', learned),
                ...notesOn('without given trips', alone),
                `vehicles named in the table: ${named.join(', ') || 'none'}`,
                `shuffled input, same bytes: ${isSame ? 'yes' : 'no'}`,
            ],
        };
    },
});

async function run<Said>(context: ProofContext, args: readonly string[]): Promise<Said> {
    const {code, stdout, stderr} = await context.karwan(['trips', ...args, '--json']);
    if (code !== 0) throw new Error(`karwan trips ${args.join(' ')}: exit ${code}: ${stderr}`);
    return JSON.parse(stdout) as Said;
}

/** Does a table or do trips made from shuffled readings differ by a byte? */
async function isSameWhenShuffled(
    context: ProofContext, readings: readonly string[],
    {folder, packed, learn, model}: {folder: string; packed: string; learn: string; model: string},
): Promise<boolean> {
    const shuffled = join(folder, 'shuffled.csv');
    const modelAgain = join(folder, 'table-shuffled.json');
    const [trips, tripsAgain] = [join(folder, 'trips.csv'), join(folder, 'trips-shuffled.csv')];
    writeShuffled(readings, context.seed, shuffled);
    await run(context, ['learn', '--readings', shuffled, '--tracks', learn, '--out', modelAgain]);
    await run(context, ['build', '--readings', packed, '--model', model, '--out', trips]);
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
function idsIn(model: string, vehicles: ReadonlySet<string>): string[] {
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

function both({precision, recall}: {precision: number; recall: number}): string {
    return `${percent(precision)} / ${percent(recall)}`;
}

function percent(share: number): string {
    return `${(100 * share).toFixed(2)} %`;
}
