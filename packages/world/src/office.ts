import {groupedBy, type Chance} from '@karwan/base';
import type {Diary} from './day.ts';
import {tollRanges} from './fleet.ts';
import {lateFact, type LastWord} from './late-fact.ts';
import {idsFrom, lateRegistrations, type Desk} from './register.ts';
import type {Route} from './route.ts';
import {topUp, type Purse} from './top-up.ts';
import type {Trip} from './trip.ts';
import type {Vehicle} from './vehicle.ts';
import type {Delivery} from './wire.ts';
import type {WorldPlan} from './world.ts';

/** A top-up and the trip after it are kept apart, so that nobody needs to ask which came first. */
const AFTER_PAYMENT_MS = 10 * 60_000;

/** What people say beside the devices while the world runs: late facts and money paid in. */
export class Office {
    readonly #plan: WorldPlan;
    readonly #desk: Desk;
    readonly #words = new Map<Vehicle, LastWord>();
    readonly #purses = new Map<Vehicle, Purse>();
    #late: readonly Vehicle[];

    constructor(plan: WorldPlan, fleet: readonly Vehicle[], routes: readonly Route[]) {
        this.#plan = plan;
        const {corridor: {classes, currency}, startMs} = plan;
        this.#desk = {
            startMs, minorDigits: currency.minorDigits, nextId: idsFrom(`fact-${plan.seed}-d`),
        };
        this.#late = fleet.filter(vehicle => vehicle.registration === 'late');
        const ranges = tollRanges({...plan, routes, classes});
        for (const vehicle of fleet) {
            const {isBlocked, isExempt, declaredClass, wallet} = vehicle;
            this.#words.set(vehicle, {isBlocked, isExempt, declaredClass});
            if (wallet === 'none') continue;
            const {mostMinor} = ranges.get(declaredClass ?? vehicle.class)!;
            this.#purses.set(vehicle, {
                isLow: wallet === 'low', atLeastMinor: vehicle.openingMinor, mostMinor,
            });
        }
    }

    /** The facts that the day brings, in no order. Pushes back who waits for a top-up. */
    factsOfDay(
        trips: readonly Trip[], diaries: readonly Diary[], dayMs: number, chance: Chance,
    ): Delivery[] {
        const facts = lateRegistrations(this.#desk, this.#late, chance);
        this.#late = [];
        const byVehicle = groupedBy(trips, trip => trip.vehicle);
        for (const diary of diaries) {
            const own = byVehicle.get(diary.vehicle);
            if (!own) continue;
            const late = this.#lateFact(diary.vehicle, own, dayMs, chance);
            if (late) facts.push(late);
            const paid = this.#topUp(diary.vehicle, own, chance);
            if (!paid) continue;
            facts.push(paid);
            diary.freeMs = Math.max(diary.freeMs, paid.receivedMs + AFTER_PAYMENT_MS);
        }
        return facts;
    }

    // Of a vehicle whose wallet was low, or that is not yet registered, nothing else comes late:
    // what it owes would then hang on which of two late things was decided first.
    #lateFact(
        vehicle: Vehicle, trips: readonly Trip[], dayMs: number, chance: Chance,
    ): Delivery | undefined {
        const isDrawn = chance.happens(this.#plan.rates.lateFacts.value);
        const {wallet, registration} = vehicle;
        if (!isDrawn || wallet === 'low' || registration === 'late') return undefined;
        const {classes} = this.#plan.corridor;
        const word = this.#words.get(vehicle)!;
        return lateFact(this.#desk, classes, vehicle, word, trips, dayMs, chance);
    }

    #topUp(vehicle: Vehicle, trips: readonly Trip[], chance: Chance): Delivery | undefined {
        const purse = this.#purses.get(vehicle);
        if (!purse) return undefined;
        const {topUps} = this.#plan.rates;
        return topUp(
            this.#desk, vehicle.registeredTag!, purse, trips, topUps.value, chance);
    }
}
