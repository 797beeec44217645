import {join} from 'node:path';
import {statuses, Zone, type Status} from '@karwan/base';
import {defaultRates, worldFrom, type World} from '@karwan/world';
import {checkoutFolder} from '../../apps/server/src/checkout.ts';
import {trafficFrom} from '../../apps/server/src/traffic-file.ts';
import {worldTariffFrom} from '../../apps/server/src/world-tariff.ts';
import type {Balances} from '../../apps/server/src/verify/balances.ts';
import type {ThreadUnderTest} from '../../apps/server/test/thread-under-test.ts';
import {deliver} from '../../apps/server/test/world-feed.ts';

/** The Monday on which the default world begins; the tolls of April begin within the month. */
const FIRST_DAY = '2025-03-03';

/** How much world there is to be. */
export interface MonthSize {
    seed: number;
    days: number;
    vehiclesPerDay: number;
    activityShare: number;
}

/** What drove and what was said of it, counted as it went through. */
export interface MonthDriven {
    vehicles: number;
    trips: number;
    /** Trips over more than one road. */
    overRoads: number;
    passages: number;
    messages: number;
    facts: number;
}

/** A world on all roads of a thread's corridor. */
export function worldOf({scheme}: ThreadUnderTest, size: MonthSize): World {
    const {corridor} = scheme;
    return worldFrom({
        ...size, corridor, rates: defaultRates, tariff: worldTariffFrom(scheme),
        traffic: trafficFrom(join(checkoutFolder(), 'corridors', corridor.id), corridor),
        startMs: new Zone(corridor.zone).startOfDayMs(FIRST_DAY),
    });
}

/**
 * Drives a world through the door of a thread hour by hour and works it off as it comes. Nothing
 * that is past is kept, so that a month fits into memory.
 */
export async function driveMonth(
    thread: ThreadUnderTest, world: World, say: (line: string) => void,
): Promise<MonthDriven> {
    const vehicles = new Set<string>();
    const driven = {vehicles: 0, trips: 0, overRoads: 0, passages: 0, messages: 0, facts: 0};
    driven.facts += world.register.length;
    await deliver(thread, world.register);
    await thread.ingest.workOff();
    let hours = 0;
    for (const {trips, deliveries} of world.hours()) {
        for (const {vehicle, route, passages} of trips) {
            vehicles.add(vehicle.id);
            driven.trips++;
            driven.passages += passages.length;
            if (route.legs.length > 1) driven.overRoads++;
        }
        const facts = deliveries.filter(({message}) => 'fact' in message).length;
        driven.facts += facts;
        driven.messages += deliveries.length - facts;
        await deliver(thread, deliveries);
        await thread.ingest.workOff();
        hours++;
        if (hours % 24 === 0) {
            say(`day ${hours / 24}: ${vehicles.size} vehicles, ${driven.trips} trips, `
                + `${driven.messages} messages`);
        }
    }
    return {...driven, vehicles: vehicles.size};
}

/** The three balances, each with its terms and its difference. */
export function balanceLines({detections: d, passages: p, charges: c}: Balances): string[] {
    return [
        `detections ${d.detections} = identified ${d.identified} + unidentifiable `
            + `${d.unidentifiable} + false ${d.false}; difference ${d.difference}`,
        `passages ${p.passages} = charged ${p.charged.count} + exempt ${p.exempt.count} `
            + `+ in review ${p.inReview.count} + written off ${p.writtenOff.count}; difference `
            + `${p.difference} (inferred besides: ${p.inferred})`,
        `charges ${c.charges.count} = paid ${c.paid.count} + open ${c.open.count} + noticed `
            + `${c.noticed.count} + disputed ${c.disputed.count} + lost ${c.lost.count}; `
            + `difference ${c.difference.count}`,
        `in rupees ${rupees(c.charges.minor)} = ${rupees(c.paid.minor)} `
            + `+ ${rupees(c.open.minor)} + ${rupees(c.noticed.minor)} `
            + `+ ${rupees(c.disputed.minor)} + ${rupees(c.lost.minor)}; `
            + `difference ${rupees(c.difference.minor)}`,
    ];
}

/** True where all three balances close, in vehicles and in money. */
export function closes({detections, passages, charges}: Balances): boolean {
    return detections.difference === 0 && passages.difference === 0
        && charges.difference.count === 0 && charges.difference.minor === 0n;
}

/** Charged money by road and how well it is known. */
export interface Money {
    total: bigint;
    assumed: bigint;
    lines: string[];
    roads: number;
}

/** Charged money by road: the share of each status, by the weakest of tariff line and rule. */
export async function moneyOf(thread: ThreadUnderTest): Promise<Money> {
    const rows = await thread.rows<{road: string; status: Status; count: string; minor: string}>(
        `select road, status, count(*) as count, sum(amount_minor)::text as minor
           from due where state = 'charged' group by road, status`);
    const sumOf = (some: typeof rows): bigint =>
        some.reduce((sum, {minor}) => sum + BigInt(minor), 0n);
    const lines = thread.scheme.corridor.roads.map(({id}) => {
        const own = rows.filter(({road}) => road === id);
        return lineOf(id, own.reduce((sum, {count}) => sum + Number(count), 0), sumOf(own),
            statuses.map(status => sumOf(own.filter(row => row.status === status))));
    });
    const total = sumOf(rows);
    const byStatus = statuses.map(status => sumOf(rows.filter(row => row.status === status)));
    const count = rows.reduce((sum, row) => sum + Number(row.count), 0);
    return {
        total, assumed: byStatus[statuses.indexOf('assumed')]!,
        roads: new Set(rows.map(({road}) => road)).size,
        lines: [
            `${'road'.padEnd(8)}${['windows', 'rupees', ...statuses.slice(1)]
                .map(word => word.padStart(13)).join('')}`,
            ...lines, lineOf('all', count, total, byStatus),
        ],
    };
}

function lineOf(
    name: string, count: number, total: bigint, byStatus: readonly bigint[],
): string {
    const shares = byStatus.slice(1).map(minor => percent(minor, total));
    return name.padEnd(8)
        + [String(count), rupees(total), ...shares].map(text => text.padStart(13)).join('');
}

export function percent(part: bigint, whole: bigint): string {
    return whole === 0n ? '-' : `${(Number(part * 10_000n / whole) / 100).toFixed(2)} %`;
}

function rupees(minor: bigint): string {
    const paisa = minor % 100n;
    return paisa === 0n ? `${minor / 100n}` : `${minor / 100n}.${String(paisa).padStart(2, '0')}`;
}
