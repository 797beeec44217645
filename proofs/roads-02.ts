import {settingOf} from '../apps/server/src/ingest.ts';
import {differenceText} from '../apps/server/src/verify/difference.ts';
import {verify} from '../apps/server/src/verify/verify.ts';
import {ThreadUnderTest} from '../apps/server/test/thread-under-test.ts';
import {proof} from './proof.ts';
import {
    balanceLines, closes, driveMonth, moneyOf, percent, worldOf,
} from './roads-02/month.ts';

/**
 * So many different vehicles drive within the month. The world's habits are those of people who
 * drive on most days; here each comes on one day in fifty, in the mean: 4,500 vehicles on a day.
 */
const LEAST_VEHICLES = 100_000;
const SIZE = {days: 30, vehiclesPerDay: 4_500, activityShare: 1 / 30};

export default proof({
    id: 'roads-02',
    claim: 'a month of the nine roads through the thread: its three balances close, and what is '
        + 'charged on each road is told with how much of it is assumed',
    bar: 'difference 0 in each of three balances over 30 days on which 100,000 vehicles or more '
        + 'drive, charges on all nine roads',
    kind: 'held',
    async measure({seed, say}) {
        const thread = await ThreadUnderTest.open('month', 'pakistan');
        try {
            const world = worldOf(thread, {...SIZE, seed});
            const driven = await driveMonth(thread, world, say);
            const {total, days, differences} = await verify(
                thread.database.pool, settingOf(thread.scheme), {isQuick: true});
            const money = await moneyOf(thread);
            const open = days.filter(day => !closes(day)).length;
            return {
                value: `${driven.vehicles} vehicles, ${driven.trips} trips on ${money.roads} `
                    + `roads: difference ${differences.length}; assumed `
                    + `${percent(money.assumed, money.total)} of the money`,
                holds: closes(total) && open === 0 && differences.length === 0
                    && driven.vehicles >= LEAST_VEHICLES
                    && money.roads === thread.scheme.corridor.roads.length,
                notes: [
                    `${driven.overRoads} trips over more than one road, `
                        + `${driven.passages} passages, ${driven.messages} messages, `
                        + `${driven.facts} facts`,
                    ...balanceLines(total), `days on which a balance does not close: ${open}`,
                    ...differences.slice(0, 20).map(differenceText), ...money.lines,
                ],
            };
        } finally {
            await thread.database.drop();
        }
    },
});
