import {groupedBy} from '@karwan/base';
import type {Token} from '@karwan/journey';
import {
    doubts, duesFrom, journeysFrom, passJourneys, sharedJourneys, soldPasses, type Identified,
    type Journey, type Purse, type Register, type Setting,
} from '@karwan/tolling';
import type pg from 'pg';
import {textArray} from '../array-literal.ts';
import {rowsOf} from '../sql.ts';
import type {DueRow, PassageRow, ReviewRow, TripRow} from '../thread/load-derived.ts';
import {registerOf} from '../thread/load.ts';
import {identifiedOf, registerFrom} from '../thread/places.ts';
import {dueRow, tripRow} from '../thread/rows.ts';
import {dueTable, reviewTable, tripTable} from '../thread/store.ts';
import type {Decisions} from './expected-reviews.ts';
import type {Found, Matcher} from './matcher.ts';
import {rowTextSql} from './row-text.ts';
import {batchesOf, catchUp, readRest, type Query} from './stream.ts';

/** What trips and dues are derived from and held against. */
export interface VehicleCheck {
    toSeq: number;
    setting: Setting;
    decisions: Decisions;
    /** Passages whose row is wrong, as they must be; undefined where there must be none. */
    corrections: ReadonlyMap<number, PassageRow | undefined>;
    trips: Matcher<TripRow>;
    dues: Pick<Matcher<DueRow>, 'expect' | 'find' | 'waiting'>;
    reviews: Matcher<ReviewRow>;
    /** Hears of every window that the stored decision calls low. */
    low(): void;
}

const passages: Query = {
    text: `select id, kind, point, lane, at_ms, tag, plate, confidence, measured_class, detections,
                  '{}'::bigint[] as readings, vehicle, identified_by, '{}'::bigint[] as basis
             from passage where vehicle is not null order by vehicle, at_ms`,
    values: [],
};

const tripsAsText: Query = {
    text: `select id::text as key, ${rowTextSql(tripTable, 't')} as text
             from trip t order by t.vehicle, t.to_ms`,
    values: [],
};

const duesAsText: Query = {
    text: `select d."window" as key, ${rowTextSql(dueTable, 'd')} as text
             from due d order by d.vehicle, d.from_ms`,
    values: [],
};

const itemsAsText: Query = {
    text: `select r.id as key, ${rowTextSql(reviewTable, 'r')} as text
             from review r where r.reason <> all($1)
            order by r.vehicle`,
    values: [textArray(Object.keys(doubts))],
};

const lowWindows = {
    name: 'verify-low-windows',
    text: `select "window" from due where surcharge_when = 'low-balance'`,
};

/** Derives every vehicle's trips, dues and items anew and holds them against what is stored. */
export async function checkVehicles(client: pg.ClientBase, check: VehicleCheck): Promise<void> {
    const low = new Set(
        (await rowsOf<{window: string}>(client, lowWindows, [])).map(row => row.window));
    const trips = batchesOf<Found>(client, 'verify_trips', tripsAsText);
    const dues = batchesOf<Found>(client, 'verify_dues', duesAsText);
    for await (const rows of vehiclesIn(client, check)) {
        await expectFrom(client, rows, low, check);
        await catchUp(trips, check.trips);
        await catchUp(dues, check.dues);
    }
    await expectPasses(client, low, check);
    await readRest(trips, check.trips);
    await readRest(dues, check.dues);
    await readRest(batchesOf<Found>(client, 'verify_items', itemsAsText), check.reviews);
}

/** Passages of whole vehicles, many at a time, with what was corrected. */
async function* vehiclesIn(
    client: pg.ClientBase, {corrections}: VehicleCheck,
): AsyncGenerator<PassageRow[], void, void> {
    const corrected = groupedBy(
        [...corrections.values()].filter(row => row !== undefined), row => row.vehicle);
    let open: PassageRow[] = [];
    for await (const batch of batchesOf<PassageRow>(client, 'verify_vehicles', passages)) {
        const rows = batch.filter(row => !corrections.has(row.id));
        open.push(...rows);
        const last = batch.at(-1)!.vehicle;
        const whole = open.filter(row => row.vehicle !== last);
        open = open.filter(row => row.vehicle === last);
        yield withCorrected(whole, corrected);
    }
    yield withCorrected(open, corrected);
    corrected.delete(null);
    yield [...corrected.values()].flat();
}

function withCorrected(
    rows: PassageRow[], corrected: Map<Token | null, PassageRow[]>,
): PassageRow[] {
    if (corrected.size === 0) return rows;
    const added = [...new Set(rows.map(row => row.vehicle))].flatMap(vehicle => {
        const own = corrected.get(vehicle) ?? [];
        corrected.delete(vehicle);
        return own;
    });
    return [...rows, ...added];
}

async function expectFrom(
    client: pg.ClientBase, rows: readonly PassageRow[], low: ReadonlySet<string>,
    check: VehicleCheck,
): Promise<void> {
    const byVehicle = groupedBy(rows.map(identifiedOf), passage => passage.vehicle!);
    if (byVehicle.size === 0) return;
    const register = registerFrom(await registerOf(client, byVehicle.keys(), check.toSeq));
    for (const [vehicle, passages] of byVehicle) {
        expectVehicle(vehicle, passages, register, low, check);
    }
}

function expectVehicle(
    vehicle: Token, passages: readonly Identified[], register: Register,
    low: ReadonlySet<string>, check: VehicleCheck,
): void {
    const {setting} = check;
    const journeys = journeysFrom(vehicle, passages, register, setting);
    for (const journey of journeys) check.trips.expect(tripRow(journey));
    const shared = sharedJourneys(journeys, register, setting, () => true);
    expectDues([...journeys, ...shared], register, low, check);
}

const passTokens = {
    name: 'verify-pass-tokens',
    text: `with said as (
               select distinct token from fact where kind = 'pass' and seq <= $1)
           select token from said
            union select f.other from said join fact f on f.token = said.token
                   where f.kind = 'carriage' and f.seq <= $1`,
};

// A pass owes its price though nobody ever drives on it.
async function expectPasses(
    client: pg.ClientBase, low: ReadonlySet<string>, check: VehicleCheck,
): Promise<void> {
    if (soldPasses(check.setting.scheme).length === 0) return;
    const tokens = (await rowsOf<{token: Token}>(client, passTokens, [check.toSeq]))
        .map(row => row.token);
    for (let from = 0; from < tokens.length; from += AT_A_TIME) {
        const some = tokens.slice(from, from + AT_A_TIME);
        const register = registerFrom(await registerOf(client, some, check.toSeq));
        expectDues(some.flatMap(token => passJourneys(token, register, check.setting)),
            register, low, check);
    }
}

const AT_A_TIME = 2_000;

function expectDues(
    journeys: readonly Journey[], register: Register, low: ReadonlySet<string>,
    check: VehicleCheck,
): void {
    const {setting, decisions} = check;
    for (const journey of journeys) {
        const {dues, items} = duesFrom(journey, register, purseOf(low), setting);
        for (const due of dues) {
            check.dues.expect(dueRow(due, setting.scheme, 0));
            if (due.surchargeWhen === 'low-balance') check.low();
        }
        for (const item of items) check.reviews.expect(decisions.rowOf(item));
    }
}

// Whether a balance was low is told by all that asks one wallet, and not vehicle by vehicle: what
// was decided is taken over here, and decided anew wallet by wallet elsewhere.
function purseOf(low: ReadonlySet<string>): Purse {
    return {
        spendableMinor: (_, window) => low.has(window) ? -1n : NEVER_LOW,
        wasLow: () => false,
        take: () => undefined,
    };
}

const NEVER_LOW = 2n ** 63n;
