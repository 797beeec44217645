import type {Token} from '@karwan/journey';
import type {Asking, Paid} from '@karwan/tolling';
import {textArray} from '../array-literal.ts';
import {rowsOf, type Connection} from '../sql.ts';

/** A window that asks a wallet for its toll, and what was decided about it. */
export interface Asked extends Asking {
    trip: number;
    /** True where it met a low balance and is on account. */
    isLow: boolean;
}

/** The account of a tag's money. */
export function walletOf(tag: string): string {
    return `wallet:${tag}`;
}

/** The last place in the log that a window rests on: where a passage was first told, or a fact. */
export function placeOf(passages: readonly number[], basis: readonly number[]): number {
    let place = 0;
    for (const seq of passages) if (seq > place) place = seq;
    for (const seq of basis) if (seq > place) place = seq;
    return place;
}

// What was charged names its wallet. What met a low balance is on the vehicle's account: the tag
// whose wallet was asked is the vehicle itself, or the one that it rests on having been fitted.
const askings = {
    name: 'thread-askings',
    text: `with asked as (select unnest($1::text[]) as tag),
                carrier as (
                    select tag, tag as vehicle from asked
                    union select a.tag, f.other from asked a join fact f on f.token = a.tag
                           where f.kind = 'carriage')
           select c.tag, d."window", d.trip, d.vehicle, d.from_ms, d.toll_minor::text as minor,
                  d.passages, d.basis, d.surcharge_when is not null as "isLow"
             from carrier c join due d on d.vehicle = c.vehicle
            where d.state = 'charged' and d.toll_minor > 0
              and (d.payer = 'wallet:' || c.tag
                or d.surcharge_when = 'low-balance' and (d.vehicle = c.tag or exists (
                    select from fact f where f.seq = any(d.basis) and f.kind = 'carriage'
                       and f.token = c.tag)))`,
};

/** A window as it asks the wallet of a tag, as stored. */
export interface AskingRow {
    tag: Token;
    window: string;
    trip: number;
    vehicle: Token;
    from_ms: number;
    minor: string;
    passages: number[];
    basis: number[];
    isLow: boolean;
}

/** Every window that asks the wallets of these tags, as stored, with its tag. */
export async function askedOf(
    connection: Connection, tags: readonly string[],
): Promise<Array<Asked & {tag: Token}>> {
    const rows = await rowsOf<AskingRow>(connection, askings, [textArray(tags)]);
    return rows.map(askedFrom);
}

export function askedFrom(
    {tag, window, trip, vehicle, from_ms, minor, passages, basis, isLow}: AskingRow,
): Asked & {tag: Token} {
    return {
        tag, window, trip, vehicle, fromMs: from_ms, place: placeOf(passages, basis),
        tollMinor: BigInt(minor), isLow,
    };
}

const paidFacts = {
    name: 'thread-paid',
    text: `select f.token as tag, f.seq, f.valid_from_ms, f.body->>'amountMinor' as minor
             from unnest($1::text[]) as asked (tag) join fact f on f.token = asked.tag
            where f.kind in ('opening', 'topup') and f.seq <= $2`,
};

interface PaidRow {
    tag: Token;
    seq: number;
    valid_from_ms: number;
    minor: string;
}

/** All money that was paid in for these tags up to a place in the log, with its tag. */
export async function paidFor(
    connection: Connection, tags: readonly string[], toSeq: number,
): Promise<Array<Paid & {tag: Token}>> {
    const rows = await rowsOf<PaidRow>(connection, paidFacts, [textArray(tags), toSeq]);
    return rows.map(({tag, seq, valid_from_ms: fromMs, minor}) => (
        {tag, seq, fromMs, amountMinor: BigInt(minor)})).filter(isMoney);
}

/** Nothing moves where nothing was paid in. */
export function isMoney({amountMinor}: {amountMinor: bigint}): boolean {
    return amountMinor > 0n;
}

const walletsAsked = {
    name: 'thread-wallets-asked',
    text: `select 'wallet:' || coalesce((
                      select f.token from fact f
                       where f.seq = any(d.basis) and f.kind = 'carriage' limit 1), d.vehicle)
                      as wallet
             from unnest($1::text[]) as asked (id) join due d on d."window" = asked.id`,
};

/** The wallets that these windows found too low, as stored. */
export async function walletsAskedBy(
    connection: Connection, windows: readonly string[],
): Promise<string[]> {
    if (windows.length === 0) return [];
    const rows = await rowsOf<{wallet: string}>(
        connection, walletsAsked, [textArray(windows)]);
    return rows.map(({wallet}) => wallet);
}
