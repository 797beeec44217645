import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {measured, megabytesIn, type Taken} from './hold-01/fed-by-command.ts';
import {proof, type ProofContext} from './proof.ts';
import {feedAgainstReplay, spentText} from './thread-02/feed-against-replay.ts';
import {cpuSecondsOf} from './thread-02/spent.ts';
import {linesOf} from './thread-03/cut-halves.ts';

/** A part of the day, for a look: KARWAN_HOURS=4..5. */
const HOURS = process.env['KARWAN_HOURS'];
/** Of the hour whose rows are replayed, and of that with messages apart. */
const ONE_HOUR = HOURS ?? '8..9';
const MOST_FEED_SECONDS = 3_600;
const MOST_CLOSE_SECONDS = 60;
const MOST_MEGABYTES = 1_500;
const LEAST_RATIO = 0.5;
const LIMIT_MS = 4 * 3_600_000;
const DAY = '2024-05-11';

export default proof({
    id: 'hold-01',
    claim: 'a nation\'s day goes into the database, is settled and closed within an hour',
    bar: `fed, settled and posted in ${MOST_FEED_SECONDS / 60} min by the clock on an idle `
        + 'machine; at least half the rate of its own rows of an hour, replayed; Node at most '
        + `1.5 GB; closed in ${MOST_CLOSE_SECONDS} s`,
    kind: 'timed', needs: ['reference', 'idle'],
    async measure(context) {
        const {scratch, say} = context;
        const day = await unfolded(context, HOURS ?? '0..24', []);
        const home = scratch();
        const run = (...args: string[]): Promise<Taken> =>
            measured(context.root, args, home, LIMIT_MS);
        const registered = await registerAll(day, run);
        say(`registered in ${registered.toFixed(0)} s`);
        const feed = await run('feed', join(day, 'readings.csv.gz'), '--scheme', 'taiwan');
        const megabytes = megabytesIn(home);
        say(`fed in ${feed.wallSeconds.toFixed(0)} s, Node at most ${feed.peakMegabytes} MB`);
        const close = await run('close', DAY, '--complete', '--scheme', 'taiwan');
        const {feed: fed, replay} = await feedAgainstReplay(
            await hourOf(context, []), scratch(), () => undefined);
        const ratio = cpuSecondsOf(replay) / cpuSecondsOf(fed);
        const apart = await hourOf(context, ['--apart']);
        const separate = await feedAgainstReplay(apart, scratch(), () => undefined);
        return {
            value: `fed in ${(feed.wallSeconds / 60).toFixed(1)} min`
                + `${HOURS ? ` (${HOURS} h)` : ''}, `
                + `closed in ${close.wallSeconds.toFixed(0)} s, Node ${feed.peakMegabytes} MB, `
                + `ratio ${ratio.toFixed(2)}, ${megabytes} MB of disk`,
            holds: HOURS !== undefined ? null : feed.wallSeconds <= MOST_FEED_SECONDS
                && close.wallSeconds <= MOST_CLOSE_SECONDS && ratio >= LEAST_RATIO
                && feed.peakMegabytes <= MOST_MEGABYTES,
            notes: [
                `the day was ${answerIn(close.stdout)}; who drives on it was registered in `
                    + `${registered.toFixed(0)} s`,
                `an hour: feed ${spentText(fed)}; replay ${spentText(replay)}`,
                `an hour of ${apart.lines.length} messages by antennas and cameras: `
                    + `${spentText(separate.feed)}`,
            ],
        };
    },
});

function answerIn(json: string): string {
    return (JSON.parse(json) as {answer: string}).answer;
}

async function unfolded(
    {karwan, reference, scratch, seed}: ProofContext, hours: string, more: readonly string[],
): Promise<string> {
    const out = join(scratch(), 'nation');
    const volumes = join(reference, 'freeway-tw', 'M05A_20240511.csv.gz');
    const {code, stderr} = await karwan(
        ['unfold', volumes, '--scheme', 'taiwan', '--day', DAY, '--seed', String(seed),
            '--hours', hours, '--out', out, ...more], {limitMs: LIMIT_MS});
    if (code !== 0) throw new Error(stderr);
    return out;
}

function registersIn(folder: string): string[] {
    return readdirSync(folder).filter(name => name.startsWith('register-'))
        .map(name => join(folder, name));
}

async function registerAll(
    folder: string, run: (...args: string[]) => Promise<Taken>,
): Promise<number> {
    let seconds = 0;
    for (const file of registersIn(folder)) {
        seconds += (await run('register', file, '--scheme', 'taiwan')).wallSeconds;
    }
    return seconds;
}

async function hourOf(context: ProofContext, more: readonly string[]) {
    const folder = await unfolded(context, ONE_HOUR, more);
    const [header, ...lines] = linesOf(join(folder, 'readings.csv.gz'));
    return {scheme: 'taiwan', header: header!, lines, register: registersIn(folder)};
}
