import {settingOf} from '../apps/server/src/ingest.ts';
import {differenceText} from '../apps/server/src/verify/difference.ts';
import {verify} from '../apps/server/src/verify/verify.ts';
import {ThreadUnderTest} from '../apps/server/test/thread-under-test.ts';
import {comparedWith, differenceLines} from '../apps/server/test/truth.ts';
import {driveThrough} from '../apps/server/test/world-feed.ts';
import {proof} from './proof.ts';
import {balanceLines, closes, moneyOf, percent} from './roads-02/month.ts';

const SIZE = {days: 1, vehiclesPerDay: 500};

export default proof({
    id: 'roads-02-short',
    claim: 'a day of the nine roads: its three balances close, every row is found again, and every '
        + 'knowable vehicle is charged on each road that it drove',
    bar: 'difference 0 in each of three balances and from the truth, charges on all nine roads',
    kind: 'held', short: true,
    async measure({seed}) {
        const thread = await ThreadUnderTest.open('day', 'pakistan');
        try {
            const {database: {pool}, vault, scheme} = thread;
            const {truth, trips} = await driveThrough(thread, {...SIZE, seed});
            const {total, differences} = await verify(pool, settingOf(scheme));
            const compared = await comparedWith(
                truth, pool, plate => vault.token(plate), scheme.rules.leastPlateConfidence);
            const money = await moneyOf(thread);
            const count = differences.length + compared.differences.length;
            return {
                value: `${compared.vehicles} vehicles, ${trips} trips on ${money.roads} roads: `
                    + `difference ${count}; assumed ${percent(money.assumed, money.total)} of the `
                    + 'money',
                holds: closes(total) && count === 0 && money.roads === scheme.corridor.roads.length,
                notes: [
                    ...balanceLines(total), ...differences.slice(0, 20).map(differenceText),
                    ...differenceLines(compared.differences, 20), ...money.lines,
                ],
            };
        } finally {
            await thread.database.drop();
        }
    },
});
