import {statfsSync} from 'node:fs';
import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import {rowsOf} from '../sql.ts';
import {balancesByDay, together, type Balances} from '../verify/balances.ts';
import {oneDay} from '../verify/verify.ts';
import {gauge, type Family} from './exposition.ts';

/** Balances are counted anew no more often; a scrape every 15 s must cost next to nothing. */
const BALANCE_AGE_MS = 60_000;

interface Standing {
    head: number;
    cursor: number;
    review: number;
    alarms: number;
    passages: number;
    plates: number;
    day: string | null;
    databaseBytes: number;
}

// Rows of great tables by PostgreSQL's own statistics: to count them would take minutes.
const standing = {
    name: 'metrics-standing',
    text: `select (select seq from log_head where partition = 'main') as head,
                  (select seq from cursor where partition = 'main') as cursor,
                  (select count(*) from review where state = 'open') as review,
                  (select count(*) from alarm where ended_ms is null) as alarms,
                  (select n_live_tup from pg_stat_user_tables
                    where relname = 'passage') as passages,
                  (select n_live_tup from pg_stat_user_tables where relname = 'vault') as plates,
                  (select max(day) from due) as day,
                  pg_database_size(current_database()) as "databaseBytes"`,
};

/** How things stand in the database; the same whichever process is asked. */
export class StandingFigures {
    readonly #setting: Setting;
    readonly #home: string;
    #balances: {day: string; countedMs: number; balances: Balances} | undefined;

    constructor(setting: Setting, home: string) {
        this.#setting = setting;
        this.#home = home;
    }

    async families(pool: pg.Pool, wallMs: number): Promise<Family[]> {
        const [now] = await rowsOf<Standing>(pool, standing, []);
        const {head, cursor, review, alarms, passages, plates, databaseBytes} = now!;
        return [
            gauge('karwan_up', 'Whether the database answered just now.', 1),
            gauge('karwan_log_head', 'How far the log reaches.', head),
            gauge('karwan_log_waiting', 'Arrivals that are not worked off yet.', head - cursor),
            gauge('karwan_review_open', 'Passages and trips that wait for a person.', review),
            gauge('karwan_alarms_open', 'Alarms of devices that have not ended.', alarms),
            gauge('karwan_passages', 'Passages, by the statistics of PostgreSQL.', passages),
            gauge('karwan_plates', 'Plates in the vault, by the same statistics.', plates),
            gauge('karwan_database_bytes', 'Size of the database.', databaseBytes),
            gauge('karwan_disk_free_bytes', 'Free where the data folder lies.',
                freeBytes(this.#home)),
            ...poolFamilies(pool),
            ...await this.#balanceFamilies(pool, now!, wallMs),
        ];
    }

    // Of the newest day that has charges: what the desk looks at.
    async #balanceFamilies(
        pool: pg.Pool, {day}: Standing, wallMs: number,
    ): Promise<Family[]> {
        if (day === null) return [];
        const last = this.#balances;
        if (!last || last.day !== day || wallMs - last.countedMs > BALANCE_AGE_MS) {
            const [found] = await balancesByDay(pool, oneDay(this.#setting, day));
            this.#balances = {
                day, countedMs: wallMs, balances: found ?? {...together([]), day}};
        }
        const {balances, countedMs} = this.#balances!;
        const {detections, passages, charges} = balances;
        return [
            gauge('karwan_balance_difference',
                'What is left over in a balance of the newest day; anything but 0 is a fault.', [
                    [{balance: 'detections'}, detections.difference],
                    [{balance: 'passages'}, passages.difference],
                    [{balance: 'charges'}, charges.difference.count],
                ]),
            gauge('karwan_ledger_difference_minor',
                'The same in money, in minor units of the scheme\'s currency.',
                Number(charges.difference.minor)),
            gauge('karwan_balance_counted_timestamp_seconds',
                'When the balances were counted.', countedMs / 1000),
        ];
    }
}

/** Where the database does not answer that alone is told. */
export const databaseAway: readonly Family[] =
    [gauge('karwan_up', 'Whether the database answered just now.', 0)];

function poolFamilies(pool: pg.Pool): Family[] {
    return [gauge('karwan_database_connections', 'Connections of this process by their use.', [
        [{use: 'busy'}, pool.totalCount - pool.idleCount],
        [{use: 'idle'}, pool.idleCount],
        [{use: 'waited-for'}, pool.waitingCount],
    ])];
}

function freeBytes(folder: string): number {
    try {
        const {bavail, bsize} = statfsSync(folder);
        return bavail * bsize;
    } catch {
        return Number.NaN;
    }
}
