import type {Balances, Post} from '@karwan/ledger';
import type {Setting} from '@karwan/tolling';
import type {Connection} from '../sql.ts';
import type {DueRow} from './load-derived.ts';
import type {Memory} from './memory.ts';
import {isMoneyFact, newsOf, type DeviceKinds, type News} from './news.ts';
import {placesChanged} from './places.ts';
import {reviewChanges} from './review-rows.ts';
import {changesOf, passageRow} from './rows.ts';
import {
    columnsOf, dueTable, passageTable, reviewTable, tripTable, type ChangedColumns,
} from './store.ts';
import {vehiclesChanged} from './vehicles.ts';

/** How far a batch goes, and which one it is. */
export interface Stretch {
    partition: string;
    fromSeq: number;
    toSeq: number;
    nth: number;
}

/**
 * All that a batch writes, decided and not written yet: plain values, which another process can
 * store as well as the one that decided them.
 */
export interface Decided {
    stretch: Stretch;
    passages: ChangedColumns;
    trips: ChangedColumns;
    dues: ChangedColumns;
    reviews: ChangedColumns;
    /** Wallets into which money goes, perhaps for the first time. */
    wallets: readonly string[];
    /** Money to be moved, in the order in which it has to be posted. */
    transfers: readonly Post[];
    /** What the wallets among their accounts hold before. */
    balances: ReadonlyMap<string, Balances>;
    /** For each transfer the day of the window that it is for. */
    days: readonly (string | undefined)[];
    /** When the newest of the news came in. */
    atMs: number;
    readings: number;
    passagesChanged: number;
}

/**
 * One stretch of the log: read what is new, and derive anew all that it touches. No statement runs
 * per reading, and none writes. A memory that stands at the beginning of the stretch saves it what
 * it would read again; whatever fails after that, the memory is worth nothing any more.
 */
export async function decideBatch(
    connection: Connection, stretch: Stretch, setting: Setting, kinds: DeviceKinds,
    memory: Memory,
): Promise<{decided: Decided; touched: Touched}> {
    const news = await newsOf(connection, memory.tail, stretch.fromSeq, stretch.toSeq);
    const places = await placesChanged(connection, memory, news, setting, kinds);
    const vehicles = await vehiclesChanged(connection, memory, news, places, setting);
    const reviews = await reviewChanges(
        connection, memory.decisions, news, places, vehicles.reviews, setting);
    const {transfers, trips, dues} = vehicles;
    const balances = balancesBefore(memory, transfers);
    memory.wallets.post(transfers);
    const decided = {
        stretch,
        passages: columnsOf(passageTable, changesOf(
            places.changed.map(passageRow), places.gone.map(passageRow), row => row.id)),
        trips: columnsOf(tripTable, changesOf(trips.now, trips.before, row => row.id)),
        dues: columnsOf(dueTable, changesOf(dues.now, dues.before, row => row.window)),
        reviews: columnsOf(reviewTable, reviews),
        wallets: walletsPaid(news), transfers, balances, days: daysOf(transfers, dues),
        atMs: news.atMs, readings: news.readings.length, passagesChanged: places.changed.length,
    };
    const items = [...reviews.put, ...reviews.drop].map(row => row.passage);
    const touched = {
        names: [...vehicles.touched, ...items], isAny: news.decisions.length > 0};
    return {decided, touched};
}

/** By which names rows that this batch changes would be looked up, where memory has them not. */
export interface Touched {
    names: readonly (string | number)[];
    isAny: boolean;
}

/** What goes in opens a wallet. */
function walletsPaid({facts}: News): string[] {
    return [...new Set(facts.filter(isMoneyFact).map(fact => `wallet:${fact.token!}`))];
}

function balancesBefore(
    {wallets}: Memory, transfers: readonly Post[],
): ReadonlyMap<string, Balances> {
    const balances = new Map<string, Balances>();
    for (const {debit, credit} of transfers) {
        for (const account of [debit, credit]) {
            if (account.startsWith('wallet:')) balances.set(account, wallets.get(account));
        }
    }
    return balances;
}

function daysOf(
    transfers: readonly Post[], {now, before}: {now: readonly DueRow[]; before: readonly DueRow[]},
): (string | undefined)[] {
    const dayOf = new Map<string, string>();
    for (const due of before) dayOf.set(due.window, due.day);
    for (const due of now) dayOf.set(due.window, due.day);
    return transfers.map(({window}) => window === undefined ? undefined : dayOf.get(window));
}
