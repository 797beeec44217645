import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {chanceFrom} from '@karwan/base';
import type pg from 'pg';
import {explainCharge} from '../apps/server/src/explain/charge.ts';
import {settingOf} from '../apps/server/src/ingest.ts';
import {ThreadUnderTest} from '../apps/server/test/thread-under-test.ts';
import {driveThrough} from '../apps/server/test/world-feed.ts';
import {recompute, type Charge} from './checker/recompute.ts';
import {proof} from './proof.ts';

const CHARGES = 1_000;
const WORLDS = 2;
const CHECKER_LINES = 100;

export default proof({
    id: 'thread-04-explain',
    claim: 'each amount follows from the sightings, lengths, rates and rules that explain prints',
    bar: '1,000 of 1,000 charges drawn by seed recomputed to the minor unit by a checker of at '
        + 'most 100 lines that shares no code; each reading named exists, none is missing',
    kind: 'held', short: true,
    async measure({root, seed, say}) {
        const checker = readFileSync(join(root, 'proofs', 'checker', 'recompute.ts'), 'utf8');
        const lines = checker.trimEnd().split('\n').length;
        const faults = [
            ...lines > CHECKER_LINES ? [`the checker has ${lines} lines`] : [],
            ...checker.includes('import ') ? ['the checker imports something'] : [],
        ];
        let right = 0;
        let surcharged = 0;
        let readings = 0;
        for (let world = 0; world < WORLDS; world++) {
            const thread = await ThreadUnderTest.open(`explain_${world}`, 'pakistan');
            await driveThrough(thread, {seed: seed + world, days: 1, vehiclesPerDay: 450});
            const windows = await drawn(thread.database.pool, seed + world, CHARGES / WORLDS);
            const client = await thread.database.pool.connect();
            for (const window of windows) {
                const charge = await asPrinted(client, window, thread);
                const wrong = [...recompute(charge), ...await readingFaults(client, charge)];
                if (recompute(withOnePaisaMore(charge)).length === 0) {
                    wrong.push(`${window}: the checker overlooks one paisa`);
                }
                faults.push(...wrong);
                if (wrong.length === 0) right++;
                if (charge.surcharge) surcharged++;
                readings += seqsOf(charge).length;
            }
            client.release();
            await thread.database.drop();
            say(`world ${world + 1} of ${WORLDS}: ${windows.length} charges looked at`);
        }
        return {
            value: `${right} of ${CHARGES}`,
            holds: right === CHARGES && faults.length === 0,
            notes: [
                `${surcharged} with a surcharge, ${readings} readings named, `
                    + `checker of ${lines} lines`,
                ...faults.slice(0, 20)],
        };
    },
});

async function drawn(pool: pg.Pool, seed: number, count: number): Promise<string[]> {
    const {rows} = await pool.query<{window: string}>(
        'select "window" from due order by vehicle, from_ms, road');
    const chance = chanceFrom(seed);
    const left = rows.map(row => row.window);
    const windows: string[] = [];
    while (windows.length < count && left.length > 0) {
        windows.push(...left.splice(chance.below(left.length), 1));
    }
    return windows;
}

/** The explanation as `--json` prints it: through text and back, so that nothing else is shared. */
async function asPrinted(
    client: pg.ClientBase, window: string, thread: ThreadUnderTest,
): Promise<Charge & {vehicle: string}> {
    const charge = await explainCharge(client, window, settingOf(thread.scheme));
    return JSON.parse(JSON.stringify(charge)) as Charge & {vehicle: string};
}

function withOnePaisaMore(charge: Charge): Charge {
    const [whole, part] = charge.amount.split('.');
    return {...charge, amount: `${whole}.${String(Number(part) + 1).padStart(2, '0')}`};
}

const seqsOf = (charge: Charge): number[] =>
    charge.passages.flatMap(passage => passage.readings.map(reading => reading.seq));

// What the log holds about this charge, by statements of the proof's own: the readings that its
// passages were made of, and every reading of the vehicle's own token in that time on that way.
async function readingFaults(
    client: pg.ClientBase, charge: Charge & {vehicle: string},
): Promise<string[]> {
    const named = seqsOf(charge);
    const {rows} = await client.query<{seq: string; what: string}>(`
        with due as (select * from due where "window" = $1),
        made as (
            select unnest(p.readings) as seq from due join passage p on p.id = any(due.passages)),
        told as (
            select r.seq from due join reading r on r.point = any($3::text[])
               and r.device_ms between due.from_ms and due.to_ms
               and coalesce(r.tag, r.plate) = due.vehicle
             where not exists (select from passage p where r.seq = any(p.readings)
               and p.point = r.point and p.vehicle is distinct from due.vehicle))
        select named.seq, 'is named and not in the log' as what
          from unnest($2::bigint[]) as named (seq)
         where not exists (select from reading r where r.seq = named.seq)
        union all select seq, 'belongs to it and is not named'
          from (table made union table told) as own
         where seq <> all($2::bigint[])`,
    [charge.window, named, charge.sections.map(section => section.gantry)]);
    return rows.map(row => `${charge.window}: reading ${row.seq} ${row.what}`);
}
