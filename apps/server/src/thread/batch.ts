import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import {openAccounts, postBatch} from '../ledger-store.ts';
import {changedBy} from '../sql.ts';
import {carriedOf, storeCarried} from './carried.ts';
import {decideBatch, type Decided, type Stretch} from './decide.ts';
import {Memory} from './memory.ts';
import type {DeviceKinds} from './news.ts';
import {dueTable, passageTable, reviewTable, storeColumns, tripTable} from './store.ts';

/** What a batch did, and the how manieth of its partition it was. */
export interface BatchDone {
    nth: number;
    toSeq: number;
    readings: number;
    transfers: number;
    /** Passages that came about or changed. */
    passages: number;
    /** True where a second worker had decided it. */
    isDecidedAhead?: boolean;
}

/**
 * One stretch of the log, inside the caller's transaction: decide what the news makes of it, store
 * what changed, post what is owed, and move the cursor.
 */
export async function workBatch(
    client: pg.ClientBase, stretch: Stretch & {lastClosed: string | null}, setting: Setting,
    kinds: DeviceKinds, memory = new Memory(),
): Promise<BatchDone> {
    const {lastClosed, ...own} = stretch;
    const {decided} = await decideBatch(client, own, setting, kinds, memory);
    const done = await storeBatch(client, decided, lastClosed, setting);
    memory.rest(stretch.toSeq, stretch.nth);
    return done;
}

/**
 * Writes what a batch decided and moves the cursor from where it was decided to stand, inside the
 * caller's transaction. Throws CursorMoved where it stands elsewhere: then nothing of it may stay.
 */
export async function storeBatch(
    client: pg.ClientBase, decided: Decided, lastClosed: string | null, {zone}: Setting,
): Promise<BatchDone> {
    const {stretch, transfers, days, atMs} = decided;
    await storeColumns(client, passageTable, decided.passages);
    await storeColumns(client, tripTable, decided.trips);
    await storeColumns(client, dueTable, decided.dues);
    await storeColumns(client, reviewTable, decided.reviews);
    await openWallets(client, decided);
    await post(client, decided);
    await storeCarried(client, await carriedOf(client, transfers, days, lastClosed, atMs, zone));
    await moveCursor(client, stretch);
    return {
        nth: stretch.nth, toSeq: stretch.toSeq, readings: decided.readings,
        transfers: transfers.length, passages: decided.passagesChanged,
    };
}

// A wallet is opened by the first money that goes in, and never pays what it does not hold.
async function openWallets(client: pg.ClientBase, {wallets}: Decided): Promise<void> {
    const answers = await openAccounts(
        client, wallets.map(id => ({id, limit: 'debits-within-credits'})), {areUnused: true});
    answers.forEach((answer, i) => {
        // Nothing else moves the money of a wallet, so none can have been used before.
        if (answer !== 'opened' && answer !== 'already-opened') {
            throw new Error(`${wallets[i]!} could not be opened as a wallet: ${answer}`);
        }
    });
}

// A window counts its transfers, a fact moves its money once, and what a wallet holds was looked up
// for deciding: nobody else moves any of it while the cursor stands here. `openWallets` is the only
// one who gives an account a limit.
async function post(client: pg.ClientBase, {transfers, balances}: Decided): Promise<void> {
    const answers = await postBatch(client, transfers, {
        areNew: true, mayBeLimited: account => account.startsWith('wallet:'),
        balancesOf: account => balances.get(account)!,
    });
    answers.forEach((answer, i) => {
        // What a wallet can pay was looked up when this was decided.
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
