import type {Post} from '@karwan/ledger';
import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import {openAccounts, postBatch} from '../ledger-store.ts';
import {changedBy} from '../sql.ts';
import {carriedOf, storeCarried} from './carried.ts';
import {Memory} from './memory.ts';
import {newsOf, type DeviceKinds, type News} from './news.ts';
import {placesChanged} from './places.ts';
import {reviewChanges} from './review-rows.ts';
import {changesOf, passageRow} from './rows.ts';
import {dueTable, passageTable, reviewTable, storeChanges, tripTable} from './store.ts';
import {vehiclesChanged} from './vehicles.ts';
import type {WalletMemory} from './wallet-memory.ts';

/** How far a batch goes, and which one it is. */
export interface Stretch {
    partition: string;
    fromSeq: number;
    toSeq: number;
    nth: number;
    /** The last day that is closed. */
    lastClosed: string | null;
}

/** What a batch did, and the how manieth of its partition it was. */
export interface BatchDone {
    nth: number;
    toSeq: number;
    readings: number;
    transfers: number;
    /** Passages that came about or changed. */
    passages: number;
}

/**
 * One stretch of the log, inside the caller's transaction: read what is new, derive anew all that
 * it touches, store what changed, post what is owed, and move the cursor. No statement runs per
 * reading. A memory that stands at the beginning of the stretch saves it what it would read again;
 * whatever fails after that, the memory is worth nothing any more.
 */
export async function workBatch(
    client: pg.ClientBase, stretch: Stretch, setting: Setting, kinds: DeviceKinds,
    memory = new Memory(),
): Promise<BatchDone> {
    const news = await newsOf(client, memory.tail, stretch.fromSeq, stretch.toSeq);
    const places = await placesChanged(client, memory, news, setting, kinds);
    const vehicles = await vehiclesChanged(client, memory, news, places, setting);

    await storeChanges(client, passageTable, changesOf(
        places.changed.map(passageRow), places.gone.map(passageRow), row => row.id));
    await storeChanges(client, tripTable,
        changesOf(vehicles.trips.now, vehicles.trips.before, row => row.id));
    await storeChanges(client, dueTable,
        changesOf(vehicles.dues.now, vehicles.dues.before, row => row.window));
    await storeChanges(client, reviewTable, await reviewChanges(
        client, memory.decisions, news, places, vehicles.reviews, setting));
    await openWallets(client, news);
    await post(client, memory.wallets, vehicles.transfers);
    await storeCarried(client, await carriedOf(
        client, vehicles.transfers, vehicles.dues, stretch.lastClosed, news.atMs, setting.zone));
    await moveCursor(client, stretch);
    memory.rest(stretch.toSeq, stretch.nth);
    return {
        nth: stretch.nth, toSeq: stretch.toSeq, readings: news.readings.length,
        transfers: vehicles.transfers.length, passages: places.changed.length,
    };
}

// A wallet is opened by the first money that goes in, and never pays what it does not hold.
async function openWallets(client: pg.ClientBase, {facts}: News): Promise<void> {
    const paid = facts.filter(fact => fact.kind === 'opening' || fact.kind === 'topup');
    const ids = [...new Set(paid.map(fact => `wallet:${fact.token!}`))];
    const answers = await openAccounts(
        client, ids.map(id => ({id, limit: 'debits-within-credits'})), {areUnused: true});
    answers.forEach((answer, i) => {
        // Nothing else moves the money of a wallet, so none can have been used before.
        if (answer !== 'opened' && answer !== 'already-opened') {
            throw new Error(`${ids[i]!} could not be opened as a wallet: ${answer}`);
        }
    });
}

// A window counts its transfers, a fact moves its money once, and what a wallet holds was looked up
// for deciding: nobody else moves any of it while the cursor stands here. `openWallets` is the only
// one who gives an account a limit.
async function post(
    client: pg.ClientBase, wallets: WalletMemory, transfers: readonly Post[],
): Promise<void> {
    const answers = await postBatch(client, transfers, {
        areNew: true, mayBeLimited: account => account.startsWith('wallet:'),
        balancesOf: account => wallets.get(account),
    });
    wallets.post(transfers);
    answers.forEach((answer, i) => {
        // What a wallet can pay was looked up in this very transaction.
        if (answer !== 'accepted') {
            throw new Error(`transfer ${transfers[i]!.id} was not accepted: ${answer}`);
        }
    });
}

const moveStatement = {
    name: 'thread-move-cursor',
    text: `with moved as (
               update cursor set seq = $3, batches = $4
                where partition = $1 and seq = $2 and batches = $4 - 1 returning partition)
           insert into batch (partition, nth, to_seq, digest)
           select m.partition, $4, $3, batch_digest(b.digest, m.partition, $4, $3)
             from moved m left join batch b on b.partition = m.partition and b.nth = $4 - 1`,
};

/** Another worker was here first: nothing of this batch may stay. */
export class CursorMoved extends Error {
    constructor({partition, fromSeq}: Stretch) {
        super(`the cursor of ${partition} no longer stands at ${fromSeq}`);
        this.name = 'CursorMoved';
    }
}

async function moveCursor(client: pg.ClientBase, stretch: Stretch): Promise<void> {
    const {partition, fromSeq, toSeq, nth} = stretch;
    const moved = await changedBy(client, moveStatement, [partition, fromSeq, toSeq, nth]);
    if (moved !== 1) throw new CursorMoved(stretch);
}
