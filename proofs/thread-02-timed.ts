import {proof} from './proof.ts';
import {feedAgainstReplay, referenceSource, spentText} from './thread-02/feed-against-replay.ts';
import {referenceReadings} from './thread-02/reference-lines.ts';
import {cpuSecondsOf} from './thread-02/spent.ts';

const LEAST_RATIO = 0.5;

export default proof({
    id: 'thread-02-timed',
    claim: 'to judge and decide costs a feed no more than to write the rows that come of it',
    bar: 'at least half the rows a second of all rows recorded once and replayed through the same '
        + 'SQL in the same batches with no decision between, by CPU seconds of node and PostgreSQL',
    kind: 'timed', needs: ['reference'],
    async measure({reference, scratch, say}) {
        // A part of the file, for a quick look: KARWAN_LINES=100000.
        const limit = Number(process.env['KARWAN_LINES'] ?? Infinity);
        const lines = referenceReadings(reference).lines.slice(0, limit);
        const {feed, replay, ...compared} = await feedAgainstReplay(
            referenceSource(lines), scratch(), say);
        const wall = replay.wallSeconds / feed.wallSeconds;
        const cpu = cpuSecondsOf(replay) / cpuSecondsOf(feed);
        // Where the system does not tell about other processes, the clock has to do.
        const ratio = Number.isNaN(cpu) ? wall : cpu;
        const rate = (seconds: number) => `${Math.round(lines.length / seconds)} readings`;
        return {
            value: `ratio ${cpu.toFixed(2)} by CPU, ${wall.toFixed(2)} by the clock, over `
                + `${lines.length} lines`,
            holds: compared.isSame && ratio >= LEAST_RATIO,
            notes: [
                `feed:   ${spentText(feed)}; ${rate(feed.wallSeconds)} a second by the clock, `
                    + `${rate(cpuSecondsOf(feed))} a second of CPU`,
                `replay: ${spentText(replay)}; ${rate(replay.wallSeconds)} a second by the clock, `
                    + `${rate(cpuSecondsOf(replay))} a second of CPU`,
                `${compared.batches} transactions of ${compared.statements} statements that write, `
                    + `${compared.rows} rows; the same rows in both databases: `
                    + (compared.isSame ? 'yes' : 'NO'),
            ],
        };
    },
});
