import {compareText} from '@karwan/base';
import type {Post} from '@karwan/ledger';
import type {Token} from '@karwan/journey';
import {
    chargedClassOf, owedFor, settle, usableTag, type ChargedClass, type Due, type Journey,
    type Register, type ReviewItem, type Setting, type Window, type WindowOwed,
} from '@karwan/tolling';
import type {Connection} from '../sql.ts';
import type {DueRow} from './load-derived.ts';
import type {Memory} from './memory.ts';
import type {News} from './news.ts';
import {paidIn, type PaidIn} from './paid-in.ts';
import type {PostedMemory} from './posted-memory.ts';
import {Wallets} from './purse.ts';

/** What journeys owe, what a person has to look at, and the money to be moved, in its order. */
export interface Owed {
    dues: Due[];
    items: ReviewItem[];
    transfers: Post[];
}

/** A window to be decided. */
interface Asked {
    window: Window;
    journey: Journey;
    charged: ChargedClass;
    /** The tag whose wallet can pay for it. */
    tag: Token | undefined;
    /** The place in the log of the last that it rests on: reading, or fact of the register. */
    place: number;
    owed: WindowOwed | undefined;
}

/**
 * What the journeys owe, decided in the order of the log: each window by what its wallet held at
 * the place of the news that completed it, wherever batches are cut. Windows that one piece of
 * news completed are decided vehicle by vehicle in the order driven; those that nothing new
 * completes come first, and money counts from its own place on.
 */
export async function owedNow(
    connection: Connection, memory: Memory, news: News, journeys: readonly Journey[],
    before: readonly DueRow[], register: Register, setting: Setting,
): Promise<Owed> {
    const asked = journeys.flatMap(journey => askedOf(journey, register, setting));
    const paid = paidIn(news);
    const {posted, wallets} = memory;
    await posted.know(connection, [...before, ...asked.map(({window}) => (
        {window: window.id, trip: window.trip}))], news.fromSeq);
    await wallets.know(connection, walletsOf(asked, before, paid, posted));

    const desk = new Desk(new Wallets(wallets, posted), posted, news, register, setting);
    const isNow = new Set(asked.map(({window}) => window.id));
    for (const due of before) if (!isNow.has(due.window)) desk.close(due);
    desk.stayLow(asked, before);
    // A stable sort: what one place completed stays in the order of the journeys.
    const inOrder = asked.toSorted((a, b) => a.place - b.place);
    let nth = 0;
    for (const each of paid) {
        while (nth < inOrder.length && inOrder[nth]!.place < each.seq) desk.decide(inOrder[nth++]!);
        desk.payIn(each, inOrder.slice(0, nth));
    }
    while (nth < inOrder.length) desk.decide(inOrder[nth++]!);
    return {
        dues: asked.flatMap(({owed}) => owed!.due ?? []),
        items: asked.flatMap(({owed}) => owed!.items),
        transfers: desk.transfers,
    };
}

function askedOf(journey: Journey, register: Register, setting: Setting): Asked[] {
    const {vehicle, fromMs, passages, windows} = journey;
    const charged = chargedClassOf(journey, register, setting);
    const usable = usableTag(vehicle, fromMs, register);
    const tag = usable.use === 'active' ? usable.tag : undefined;
    // Where no wallet can pay, nobody asks what one holds, and when.
    if (!tag) {
        return windows.map(window =>
            ({window, journey, charged, tag, place: 0, owed: undefined}));
    }
    const exemption = register.exemptionOf(vehicle, fromMs)?.seq ?? 0;
    const told = Math.max(0, exemption, ...charged.basis, ...usable.basis);
    return windows.map(window => {
        // A measured class is told by all that was seen on the trip.
        const seen = charged.by === 'declared' ? window.passages : passages;
        const place = seen.reduce((last, {readings}) => Math.max(last, readings.at(-1)!), told);
        return {window, journey, charged, tag, place, owed: undefined};
    });
}

/** Decides windows one after the other and moves what they owe. */
class Desk {
    readonly transfers: Post[] = [];
    readonly #wallets: Wallets;
    readonly #posted: PostedMemory;
    readonly #news: News;
    readonly #register: Register;
    readonly #setting: Setting;

    constructor(
        wallets: Wallets, posted: PostedMemory, news: News, register: Register, setting: Setting,
    ) {
        this.#wallets = wallets;
        this.#posted = posted;
        this.#news = news;
        this.#register = register;
        this.#setting = setting;
    }

    /** A window that is no more owes nothing. */
    close({window, road}: DueRow): void {
        this.#settle(window, undefined, road);
    }

    /** A low balance stays decided, unless the window was completed anew since. */
    stayLow(asked: readonly Asked[], before: readonly DueRow[]): void {
        const low = new Set(before.filter(due => due.surcharge_when === 'low-balance')
            .map(due => due.window));
        for (const {window, place} of low.size === 0 ? [] : asked) {
            if (place <= this.#news.fromSeq && low.has(window.id)) this.#wallets.stayLow(window.id);
        }
    }

    decide(asked: Asked): void {
        const {window, journey, charged} = asked;
        const owed = owedFor(
            window, journey, charged, this.#register, this.#wallets, this.#setting);
        asked.owed = owed;
        this.#settle(window.id, owed.due, window.road);
    }

    /**
     * Money that was there in time and is heard of only now speaks for the payer: windows that met
     * a low balance are decided anew.
     */
    payIn({tag, fromMs, transfer}: PaidIn, decided: readonly Asked[]): void {
        this.transfers.push(transfer);
        this.#wallets.move([transfer]);
        const low = decided.filter(each => each.tag === tag && each.window.fromMs >= fromMs
            && each.owed!.due?.surchargeWhen === 'low-balance');
        for (const each of low.sort(byVehicleThenTime)) {
            this.#wallets.decideAfresh(each.window.id);
            this.decide(each);
        }
    }

    #settle(window: string, due: Due | undefined, road: string): void {
        const transfers = settle(
            window, due, this.#posted.get(window), road, this.#news.atMs);
        if (transfers.length === 0) return;
        this.transfers.push(...transfers);
        this.#wallets.move(transfers);
        this.#posted.post(transfers);
    }
}

// As the journeys of a batch are.
function byVehicleThenTime(a: Asked, b: Asked): number {
    return compareText(a.journey.vehicle, b.journey.vehicle) || a.window.fromMs - b.window.fromMs;
}

function walletsOf(
    asked: readonly Asked[], before: readonly DueRow[], paid: readonly PaidIn[],
    posted: PostedMemory,
): Set<string> {
    const wallets = new Set(paid.map(({transfer}) => transfer.credit));
    for (const {tag} of asked) if (tag) wallets.add(`wallet:${tag}`);
    for (const id of [...before.map(({window}) => window), ...asked.map(({window}) => window.id)]) {
        for (const payer of posted.get(id).netMinor.keys()) {
            if (payer.startsWith('wallet:')) wallets.add(payer);
        }
    }
    return wallets;
}
