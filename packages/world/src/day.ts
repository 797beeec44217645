import {HOUR_MS, type Chance} from '@karwan/base';
import {delayOne, drive, driveClose, rest} from './drive.ts';
import type {Faults} from './fault.ts';
import type {Rates} from './rates.ts';
import {pairBack, type Route} from './route.ts';
import type {Trip} from './trip.ts';
import type {Vehicle} from './vehicle.ts';

/** What the planning of a day rests on. */
export interface DayPlan {
    rates: Rates;
    faults: Faults;
    lanes: number;
    activityShare: number;
    /** Routes that have a way back, and those by their pair of ends. */
    routes: readonly Route[];
    byPair: ReadonlyMap<string, Route>;
    /** By gantry: the gantries that may follow without leaving, with the metres to them. */
    ahead: ReadonlyMap<string, ReadonlyMap<string, number>>;
    /** A local hour of the day by class, drawn. */
    hourOf: (vehicleClass: string, chance: Chance) => number;
    /** Local hour at an instant. */
    localHour: (atMs: number) => number;
}

/** Where a vehicle stands between its trips. */
export interface Diary {
    vehicle: Vehicle;
    last: Trip | undefined;
    /** Nothing more is planned for it before this. */
    freeMs: number;
}

const MINUTE_MS = 60_000;
const LEAST_STAY_MS = 12 * MINUTE_MS;
/** A new trip that is not the way back begins at least this long after the last. */
const LEAST_PAUSE_MS = 90 * 60_000;
/** One that goes on where the last ended begins after a pause that no drive explains. */
const LONG_PAUSE_MS = 4 * HOUR_MS;
const SLOWEST_METRES_PER_SECOND = 5.5;

/** The trips of the vehicles that drive on the day that begins here, vehicle by vehicle. */
export function tripsOfDay(
    plan: DayPlan, diaries: readonly Diary[], dayMs: number, chance: Chance,
): Trip[] {
    const trips: Trip[] = [];
    for (const diary of diaries) {
        const {habit} = diary.vehicle;
        if (!chance.happens(habit.activity * plan.activityShare)) continue;
        const count = chance.pick(habit.trips);
        const departures = departuresOf(plan, diary.vehicle, count, dayMs, chance);
        for (const departMs of departures) {
            const closePairs = plan.faults.share('side-by-side', departMs)
                || plan.rates.closePairs.value;
            const leader = chance.happens(closePairs) && trips.length > 0
                ? chance.pick(trips) : undefined;
            const trip = leader && canFollow(plan, diary, leader)
                ? follow(plan, diary, leader, chance) : setOff(plan, diary, departMs, chance);
            if (!trip) continue;
            if (trip.passages.length > 1 && chance.happens(plan.rates.tripsOutOfOrder.value)) {
                delayOne(trip.passages, chance);
            }
            record(diary, trip, trips);
            const turned = turnedBack(plan, diary, trip, chance);
            if (turned) record(diary, turned, trips);
        }
    }
    return trips;
}

function record(diary: Diary, trip: Trip, trips: Trip[]): void {
    diary.last = trip;
    diary.freeMs = trip.passages.at(-1)!.atMs + LEAST_STAY_MS;
    trips.push(trip);
}

// Off at the interchange and on again the other way, at once; where the road itself would lead
// round, it were no turning.
function turnedBack(
    plan: DayPlan, {vehicle}: Diary, trip: Trip, chance: Chance,
): Trip | undefined {
    const end = trip.passages.at(-1)!;
    const share = plan.faults.share('u-turns', end.atMs);
    if (share === 0 || !chance.happens(share)) return undefined;
    const route = wayBack(plan, trip.route);
    if (plan.ahead.get(end.gantry)?.has(route.sections[0]!.gantry)) return undefined;
    const departMs = end.atMs + 2 * MINUTE_MS + chance.below(3 * MINUTE_MS);
    const passages = drive(
        route, departMs, vehicle.metresPerSecond, plan.lanes, plan.rates, chance);
    return {vehicle, route, passages};
}

function departuresOf(
    {hourOf, localHour}: DayPlan, vehicle: Vehicle, count: number, dayMs: number, chance: Chance,
): number[] {
    const first = localHour(dayMs);
    return Array.from({length: count}, () => {
        const hours = (hourOf(vehicle.class, chance) - first + 24) % 24;
        return dayMs + hours * HOUR_MS + chance.below(HOUR_MS);
    }).sort((a, b) => a - b);
}

// Where a departure comes too early after the last trip, that trip is not made.
function setOff(
    plan: DayPlan, diary: Diary, departMs: number, chance: Chance,
): Trip | undefined {
    if (departMs < diary.freeMs) return undefined;
    const {vehicle} = diary;
    const route = nextRoute(plan, diary, departMs, chance);
    const share = plan.faults.share('service-stops', departMs);
    const rests = share > 0 && chance.happens(share);
    const passages = drive(route, departMs, vehicle.metresPerSecond, plan.lanes,
        rests ? unhindered(plan.rates) : plan.rates, chance);
    if (rests) rest(passages, chance);
    return {vehicle, route, passages};
}

function unhindered(rates: Rates): Rates {
    return {...rates, slowSections: {...rates.slowSections, value: 0}};
}

// Mostly the way back; now and then the same way again, or somewhere else, after a pause.
function nextRoute(plan: DayPlan, {vehicle, last}: Diary, departMs: number, chance: Chance): Route {
    if (!last) return vehicle.home;
    const back = wayBack(plan, last.route);
    const drawn = chance.uniform();
    const other = drawn < 0.85 ? back : drawn < 0.93 ? last.route : chance.pick(plan.routes);
    return isSeparate(plan, last, other.sections[0]!.gantry, departMs) ? other : back;
}

function wayBack(plan: DayPlan, route: Route): Route {
    const back = plan.byPair.get(pairBack(route));
    if (!back) throw new Error(`no way back from ${route.toRoad}/${route.to}`);
    return back;
}

// Would an operator's rule tell the two trips apart? Where the second begins further on, only by
// a pause longer than the slowest drive; where it cannot be a going-on, by the plain pause.
function isSeparate(plan: DayPlan, last: Trip, gantry: string, atMs: number): boolean {
    const end = last.passages.at(-1)!;
    const pauseMs = atMs - end.atMs;
    const metres = plan.ahead.get(end.gantry)?.get(gantry);
    if (metres === undefined) return pauseMs >= LEAST_PAUSE_MS;
    return pauseMs >= LONG_PAUSE_MS + metres / SLOWEST_METRES_PER_SECOND * 1_000;
}

function canFollow(plan: DayPlan, {vehicle, last, freeMs}: Diary, leader: Trip): boolean {
    const {atMs, gantry} = leader.passages[0]!;
    const alone = leader.vehicle !== vehicle;
    return alone && atMs >= freeMs && (!last || isSeparate(plan, last, gantry, atMs));
}

function follow(
    plan: DayPlan, {vehicle}: Diary, {route, passages}: Trip, chance: Chance,
): Trip {
    return {vehicle, route, passages: driveClose(passages, plan.lanes, plan.rates, chance)};
}

