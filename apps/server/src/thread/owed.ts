import {groupedBy} from '@karwan/base';
import type {Post} from '@karwan/ledger';
import {
    chargedClassOf, lowBalances, owedFor, settle, type ChargedClass, type Due, type Journey,
    type Purse, type Register, type ReviewItem, type Setting, type Window, type WindowOwed,
} from '@karwan/tolling';
import type {Connection} from '../sql.ts';
import type {DueRow} from './load-derived.ts';
import {placeOf, walletsAskedBy, type Asked} from './load-wallets.ts';
import type {Memory} from './memory.ts';
import type {News} from './news.ts';
import {paidIn, type PaidIn} from './paid-in.ts';
import type {WalletMemory} from './wallet-memory.ts';

/** What journeys owe, what a person has to look at, and the money to be moved, in its order. */
export interface Owed {
    dues: Due[];
    items: ReviewItem[];
    transfers: Post[];
}

/** Windows of trips that nothing else touches, about which a wallet decides otherwise now. */
export interface OthersTouched {
    others: readonly Asked[];
}

/** A window to be decided. */
interface Priced {
    window: Window;
    journey: Journey;
    charged: ChargedClass;
    owed: WindowOwed;
}

/**
 * What the journeys owe, in the place of what was owed before. Which windows met a low balance is
 * a function of all that asks a wallet and all that was paid in (`lowBalances`), wherever batches
 * are cut: where it comes out otherwise for a window of another trip, that trip has to be decided
 * anew with these, and nothing is done yet.
 */
export async function owedNow(
    connection: Connection, memory: Memory, news: News, journeys: readonly Journey[],
    before: readonly DueRow[], register: Register, setting: Setting,
): Promise<Owed | OthersTouched> {
    const priced = journeys.flatMap(journey => pricedOf(journey, register, setting));
    const paid = paidIn(news);
    const {posted, wallets} = memory;
    await posted.know(connection, [...before, ...priced.map(({window}) => (
        {window: window.id, trip: window.trip}))], news.fromSeq);

    const asked = groupedBy(priced.flatMap(askedBy), each => each.wallet);
    const paidTo = groupedBy(paid, ({transfer}) => transfer.credit);
    const lowBefore = before.filter(due => due.surcharge_when === 'low-balance');
    // The windows are looked up in the table, and some of them may be on their way there.
    if (lowBefore.length > 0) await memory.ahead.settled();
    const touched = new Set([
        ...asked.keys(), ...paidTo.keys(),
        ...before.map(({payer}) => payer).filter(isWallet),
        ...await walletsAskedBy(connection, lowBefore.map(({window}) => window))]);
    await wallets.know(connection, touched, news.fromSeq);
    const isOpen = new Set(touched.size === 0 ? [] : [
        ...before.map(({window}) => window), ...priced.map(({window}) => window.id)]);
    const decided = decideWallets(wallets, touched, isOpen, asked, paidTo);
    if (decided.others.length > 0) return decided;

    for (const each of priced) {
        const {window, journey, charged} = each;
        if (!decided.low.has(window.id)) continue;
        each.owed = owedFor(window, journey, charged, register, LOW, setting);
    }
    for (const wallet of touched) {
        const now = (asked.get(wallet) ?? []).map(
            ({window, trip, vehicle, fromMs, place, tollMinor}) => ({
                window, trip, vehicle, fromMs, place, tollMinor, isLow: decided.low.has(window),
            }));
        wallets.tell(wallet, isOpen, now, paidTo.get(wallet) ?? []);
    }
    return {
        dues: priced.flatMap(({owed}) => owed.due ?? []),
        items: priced.flatMap(({owed}) => owed.items),
        transfers: transfersFor(memory, news, priced, before, paid),
    };
}

/** A purse that holds enough, and one that does not. */
const RICH: Pick<Purse, 'spendableMinor' | 'wasLow'> = {
    spendableMinor: () => 2n ** 63n, wasLow: () => false,
};
const LOW: typeof RICH = {spendableMinor: () => 0n, wasLow: () => true};

function pricedOf(journey: Journey, register: Register, setting: Setting): Priced[] {
    const charged = chargedClassOf(journey, register, setting);
    return journey.windows.map(window => ({
        window, journey, charged,
        owed: owedFor(window, journey, charged, register, RICH, setting),
    }));
}

/** The window as it asks a wallet for its toll; nothing where none can pay, or has to. */
function askedBy({window, owed: {due}}: Priced): Array<Asked & {wallet: string}> {
    if (!due || !isWallet(due.payer) || due.amountMinor === 0n) return [];
    const place = placeOf(window.passages.map(passage => passage.id), due.basis);
    return [{
        wallet: due.payer, window: window.id, trip: window.trip, vehicle: due.vehicle,
        fromMs: window.fromMs, place, tollMinor: due.tollMinor, isLow: false,
    }];
}

function isWallet(payer: string): boolean {
    return payer.startsWith('wallet:');
}

/** Who meets a low balance, of those asked now and of others about whom it was decided. */
function decideWallets(
    wallets: WalletMemory, touched: Iterable<string>, isOpen: ReadonlySet<string>,
    asked: ReadonlyMap<string, readonly Asked[]>, paidTo: ReadonlyMap<string, readonly PaidIn[]>,
): {low: Set<string>; others: Asked[]} {
    const low = new Set<string>();
    const others: Asked[] = [];
    for (const wallet of touched) {
        const told = wallets.told(wallet);
        const stay = [...told.asked].filter(({window}) => !isOpen.has(window));
        const now = asked.get(wallet) ?? [];
        const isLow = lowBalances(
            [...stay, ...now], [...told.paid, ...paidTo.get(wallet) ?? []]);
        for (const {window} of now) if (isLow.has(window)) low.add(window);
        others.push(...stay.filter(each => isLow.has(each.window) !== each.isLow));
    }
    return {low, others};
}

// What goes into wallets comes first: at the end each holds what nobody asked for or was too
// little, so that on the way there none holds less than nothing.
function transfersFor(
    {posted}: Memory, {atMs}: News, priced: readonly Priced[], before: readonly DueRow[],
    paid: readonly PaidIn[],
): Post[] {
    const settled: Post[] = [];
    const isNow = new Set(before.length === 0 ? [] : priced.map(({window}) => window.id));
    for (const {window, road} of before) {
        if (isNow.has(window)) continue;
        settled.push(...settle(window, undefined, posted.get(window), road, atMs));
    }
    for (const {window: {id, road}, owed: {due}} of priced) {
        settled.push(...settle(id, due, posted.get(id), road, atMs));
    }
    posted.post(settled);
    const into = settled.filter(({credit}) => isWallet(credit));
    const others = into.length === 0 ? settled : settled.filter(({credit}) => !isWallet(credit));
    return [...paid.map(({transfer}) => transfer), ...into, ...others];
}
