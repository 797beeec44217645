import {join} from 'node:path';
import {
    dayCounted, differing, LONGEST, publishedPairs, surveyedLengths,
} from './hold-01/counted-again.ts';
import {proof} from './proof.ts';

const VOLUMES = 'freeway-tw/M05A_20240511.csv.gz';
const SURVEYED = 'freeway-tw/M06A_20190830_08_sample.csv';
const LIMIT_MS = 40 * 60_000;

export default proof({
    id: 'hold-01-unfold',
    claim: 'a nation\'s day of single vehicles is the day that its operator published',
    bar: 'counted again per 5 minutes, pair and kind exactly the 15,937,921 pair passages of 11 '
        + 'May 2024; 17.2 to 22 million passages; 40 % of the vehicles drive twice or more',
    kind: 'held', needs: ['reference'],
    async measure({reference, karwan, scratch, seed}) {
        const out = join(scratch(), 'nation');
        const {code, stderr} = await karwan(
            ['unfold', join(reference, VOLUMES), '--scheme', 'taiwan', '--day', '2024-05-11',
                '--seed', String(seed), '--hours', '0..1', '--out', out, '--json'],
            {limitMs: LIMIT_MS});
        if (code !== 0) throw new Error(stderr);
        const day = await dayCounted(join(out, 'trips.csv.gz'));
        const published = publishedPairs(join(reference, VOLUMES));
        const pairs = [...published.values()].reduce((sum, count) => sum + count, 0);
        const wrong = differing(day.pairs, published);
        const share = day.twice / day.vehicles;
        const surveyed = surveyedLengths(join(reference, SURVEYED));
        return {
            value: `${day.passages} passages of ${day.vehicles} vehicles, ${wrong} of `
                + `${published.size} counts differ; ${(share * 100).toFixed(1)} % drive twice`,
            holds: wrong === 0 && pairs === 15_937_921 && share >= 0.4
                && day.passages >= 17.2e6 && day.passages <= 22e6
                && day.passages === pairs + day.trips,
            notes: [
                `${pairs} pair passages, ${day.trips} trips`,
                'gantries passed by a trip, and the surveyed trips of M06A beside it:',
                ...lengthsText(day.lengths, day.trips, surveyed),
            ],
        };
    },
});

function lengthsText(
    lengths: readonly number[], trips: number, surveyed: readonly number[],
): string[] {
    return lengths.flatMap((count, length) => {
        if (length === 0) return [];
        const theirs = surveyed.filter(each => Math.min(LONGEST, each) === length).length;
        const ours = (100 * count / trips).toFixed(1);
        return [`  ${length}${length === LONGEST ? ' or more' : ''}: ${ours} %, `
            + `${(100 * theirs / surveyed.length).toFixed(1)} %`];
    });
}
