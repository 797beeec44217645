import {moneyText, type Currency} from '@karwan/base';
import type {Token} from '@karwan/journey';
import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import {balancesOf} from '../ledger-store.ts';
import type {DueRow, TripRow} from '../thread/load-derived.ts';
import {passesBefore} from '../thread/passes-sold.ts';
import {findTrip, tripsOfVehicles, vehiclesOf} from './load.ts';
import {factsAbout} from './register.ts';
import {sureText} from './charge-text.ts';
import {duesOfTrip} from './joint.ts';

/** A trip with what it was charged. */
export interface TripExplained {
    id: number;
    vehicle: string;
    day: string;
    from: string;
    to: string;
    sure: number;
    /** Gantries in the order of the road. */
    path: readonly string[];
    inferred: readonly string[];
    charges: ChargeTold[];
}

/** What was charged for one window. */
export interface ChargeTold {
    window: string;
    road: string;
    entry: string;
    exit: string;
    class: string;
    state: string;
    surchargeWhen: string | null;
    amount: string;
    payer: string;
    status: string;
}

/** What is known of a token: its facts, its wallets, and the trips of its vehicles. */
export interface TokenExplained {
    token: string;
    vehicles: string[];
    facts: {
        id: string; kind: string; about: string; says: string; validFrom: string; place: number;
    }[];
    wallets: {account: string; balance: string}[];
    /** What its passes cost, where they were sold here. */
    passes: ChargeTold[];
    trips: TripExplained[];
    /** True where there are more trips than are told. */
    hasMore: boolean;
}

export async function explainTrip(
    client: pg.ClientBase, id: number, setting: Setting,
): Promise<TripExplained | undefined> {
    const trip = await findTrip(client, id);
    if (!trip) return undefined;
    return tripFrom(trip, await duesOfTrip(client, trip, setting), setting);
}

/** Between which times trips are told, and how many at most. */
export interface Stretch {
    fromMs: number;
    toMs: number;
    most: number;
}

export const ALL_TRIPS: Stretch = {
    fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER, most: 20,
};

/** What is known of a token; undefined where nothing is. */
export async function explainToken(
    client: pg.ClientBase, token: Token, setting: Setting,
    {fromMs, toMs, most}: Stretch = ALL_TRIPS,
): Promise<TokenExplained | undefined> {
    const {scheme, zone} = setting;
    const vehicles = await vehiclesOf(client, token);
    const trips = await tripsOfVehicles(client, vehicles, fromMs, toMs, most + 1);
    const facts = await factsAbout(client, token);
    if (trips.length === 0 && facts.length === 0) return undefined;
    const told = trips.slice(0, most);
    const dues = new Map<number, DueRow[]>();
    for (const trip of told) dues.set(trip.id, await duesOfTrip(client, trip, setting));
    const tags = [token, ...facts.map(fact => fact.token)]
        .filter(each => each?.startsWith('tag:')).map(tag => `wallet:${tag}`);
    return {
        token, vehicles, hasMore: trips.length > most,
        facts: facts.sort((a, b) => a.seq - b.seq).map(fact => ({
            id: fact.id, kind: fact.kind,
            about: `${fact.token}${fact.other ? ` on ${fact.other}` : ''}`,
            says: Object.values(fact.body).join(', '), validFrom: zone.text(fact.valid_from_ms),
            place: fact.seq,
        })),
        wallets: await walletsOf(client, [...new Set(tags)], scheme.corridor.currency),
        passes: await passesOf(client, vehicles, setting),
        trips: told.map(trip => tripFrom(trip, dues.get(trip.id) ?? [], setting)),
    };
}

async function passesOf(
    client: pg.ClientBase, vehicles: readonly Token[], setting: Setting,
): Promise<ChargeTold[]> {
    const tokens = vehicles.map(of => ({of, fromMs: 0, toMs: 0}));
    const {dues} = await passesBefore(client, tokens, setting);
    return dues.map(due => chargeTold(due, setting));
}

async function walletsOf(
    client: pg.ClientBase, accounts: readonly string[], currency: Currency,
): Promise<{account: string; balance: string}[]> {
    if (accounts.length === 0) return [];
    return [...await balancesOf(client, accounts)].map(([account, sums]) => ({
        account, balance: moneyText(sums.postedCreditsMinor - sums.postedDebitsMinor, currency),
    }));
}

function tripFrom(
    trip: TripRow, dues: readonly DueRow[], setting: Setting,
): TripExplained {
    const {zone} = setting;
    return {
        id: trip.id, vehicle: trip.vehicle, day: zone.day(trip.from_ms),
        from: zone.text(trip.from_ms), to: zone.text(trip.to_ms), sure: trip.sure,
        path: trip.path, inferred: trip.inferred,
        charges: dues.map(due => chargeTold(due, setting)),
    };
}

function chargeTold(due: DueRow, {scheme: {corridor: {currency}}}: Setting): ChargeTold {
    return {
        window: due.window, road: due.road, entry: due.entry, exit: due.exit, class: due.class,
        state: due.state, surchargeWhen: due.surcharge_when,
        amount: moneyText(BigInt(due.amount_minor), currency), payer: due.payer,
        status: due.status,
    };
}

/** A trip as lines: when, where, and each charge by the name under which it is explained. */
export function tripText(trip: TripExplained): string {
    const {id, from, to, sure, path, inferred, charges} = trip;
    const gantries = path.map(gantry => inferred.includes(gantry) ? `(${gantry})` : gantry);
    return [
        `trip ${id}  ${from} to ${to.slice(11)}  ${sureText(sure)} sure`,
        `  ${gantries.join(' ')}`,
        ...charges.map(chargeLine),
        ...charges.length === 0 ? ['  no charge'] : [],
    ].join('\n');
}

function chargeLine(
    {window, entry, exit, class: name, amount, state, surchargeWhen, payer}: ChargeTold,
): string {
    const drive = entry === '' ? '' : `${entry} > ${exit}  `;
    return `  ${window}  ${drive}${name}  ${amount}  ${state}`
        + (surchargeWhen ? `, ${surchargeWhen}` : '')
        // Nobody owes what is exempt.
        + (state === 'exempt' ? '' : `  ${payer.split(':')[0]}`);
}

/** A token's day, or its last ones, on one screen. */
export function tokenText(
    {token, vehicles, facts, wallets, passes, trips, hasMore}: TokenExplained,
): string {
    const others = vehicles.filter(vehicle => vehicle !== token);
    return [
        `${token}${others.length > 0 ? ` on ${others.join(', ')}` : ''}`,
        ...wallets.map(({account, balance}) => `${account} holds ${balance} today`),
        ...facts.map(({id, kind, about, says, validFrom, place}) =>
            `  ${kind} ${about}${says ? `: ${says}` : ''} from ${validFrom} `
                + `(${id}, place ${place})`),
        ...passes.length > 0 ? ['passes', ...passes.map(chargeLine)] : [],
        ...trips.map(tripText),
        ...trips.length === 0 ? ['no trips'] : [],
        ...hasMore ? ['… and earlier trips'] : [],
    ].join('\n');
}
