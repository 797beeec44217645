import type {Chance} from '@karwan/base';
import {PlateOffice} from './plate.ts';
import type {Rates} from './rates.ts';
import type {Route} from './route.ts';
import {tollMinor, type WorldTariff} from './tariff.ts';
import type {Traffic} from './traffic.ts';
import {habits, type Vehicle} from './vehicle.ts';
import {Weighted} from './weighted.ts';

/** What a fleet is made from. */
export interface FleetPlan {
    traffic: Traffic;
    tariff: WorldTariff;
    rates: Rates;
    routes: readonly Route[];
    classes: readonly string[];
    startMs: number;
    /** So many vehicles drive on a day, in the mean. */
    vehiclesPerDay: number;
    /** Drive so much more rarely than their habits say. */
    activityShare?: number;
}

/**
 * What a class may pay at the start: the cheapest toll of one leg, and the dearest route as this
 * class or the next dearer one, in minor units.
 */
export interface TollRange {
    leastMinor: bigint;
    mostMinor: bigint;
}

/** The vehicles that use the corridor: on each day some of them drive. */
export function fleetFrom(plan: FleetPlan, chance: Chance): Vehicle[] {
    const origins = new Weighted(originsOf(plan.traffic), origin => origin.vehicles);
    const habit = new Weighted(habits, h => h.share);
    const activity = habits.reduce((sum, h) => sum + h.share * h.activity, 0);
    const homes = routesByRoad(plan.routes, plan.traffic);
    const ranges = tollRanges(plan);
    const plates = new PlateOffice(plan.traffic.plates);
    const count = Math.ceil(plan.vehiclesPerDay / (activity * (plan.activityShare ?? 1)));
    const fleet = Array.from({length: count}, (_, index) => {
        const {road, class: vehicleClass} = origins.pick(chance);
        const speed = plan.traffic.speeds.get(vehicleClass);
        const home = homes.get(road);
        if (!speed || !home) throw new Error(`no speed or no route for ${vehicleClass} on ${road}`);
        const drawn = chance.normal(speed.metresPerSecond, speed.deviation);
        const nominal = speed.metresPerSecond;
        return {
            id: `v${String(index + 1).padStart(6, '0')}`,
            plate: plates.issue(chance),
            class: vehicleClass,
            habit: habit.pick(chance),
            home: home.pick(chance),
            metresPerSecond: Math.min(Math.max(drawn, nominal * 0.6), nominal * 1.4),
            isExempt: chance.happens(plan.rates.exemptVehicles.value),
            ...registered(plan, index, road, vehicleClass, ranges, chance),
        };
    });
    exchangeTags(fleet, plan.rates, chance);
    return fleet;
}

/** The range of tolls by class, to tell a low wallet from an ample one. */
export function tollRanges(
    {routes, classes, tariff, startMs}: Omit<FleetPlan, 'traffic' | 'rates' | 'vehiclesPerDay'>,
): Map<string, TollRange> {
    const tolls = classes.map(c => routes.map(
        ({legs}) => legs.map(leg => tollMinor(tariff, leg, c, startMs))));
    const most = tolls.map(ofClass => largest(ofClass.map(legs => legs.reduce((a, b) => a + b))));
    return new Map(classes.map((vehicleClass, i) => [vehicleClass, {
        leastMinor: -largest(tolls[i]!.flat().map(toll => -toll)),
        mostMinor: largest(most.slice(i, i + 2)),
    }]));
}

/** A class beside this one in the order of prices, as papers and vehicles differ. */
export function neighbourClass(
    classes: readonly string[], vehicleClass: string, chance: Chance,
): string {
    const at = classes.indexOf(vehicleClass);
    return chance.pick(classes.filter((_, index) => Math.abs(index - at) === 1));
}

function largest(amounts: readonly bigint[]): bigint {
    return amounts.reduce((a, b) => a > b ? a : b);
}

function originsOf(traffic: Traffic): {road: string; class: string; vehicles: number}[] {
    return [...traffic.vehiclesPerDay].flatMap(([road, byClass]) =>
        [...byClass].map(([vehicleClass, vehicles]) => ({road, class: vehicleClass, vehicles})));
}

function routesByRoad(routes: readonly Route[], traffic: Traffic): Map<string, Weighted<Route>> {
    const weight = (road: string, interchange: string): number =>
        traffic.interchangeWeights.get(`${road}/${interchange}`) ?? 1;
    const roads = [...new Set(routes.map(route => route.fromRoad))];
    return new Map(roads.map(road => [road, new Weighted(
        routes.filter(route => route.fromRoad === road),
        route => weight(route.fromRoad, route.from) * weight(route.toRoad, route.to)
            * Math.exp(-route.metres / traffic.meanTripMetres),
    )]));
}

type Registered = Pick<Vehicle, 'fittedTag' | 'registeredTag' | 'registration' | 'isBlocked'
    | 'wallet' | 'openingMinor' | 'declaredClass'>;

// Every draw is made for every vehicle, so that a changed rate leaves the other draws as they are.
function registered(
    {traffic, rates, classes}: FleetPlan, index: number, road: string, vehicleClass: string,
    ranges: ReadonlyMap<string, TollRange>, chance: Chance,
): Registered {
    const hasTag = chance.happens(traffic.tagShares.get(road) ?? rates.tagShare.value);
    const isUnregistered = chance.happens(rates.unregisteredTags.value);
    const isLate = chance.happens(rates.lateRegistrations.value);
    const isBlocked = chance.happens(rates.blockedTags.value);
    const isLow = chance.happens(rates.lowWallets.value);
    const isPlateKnown = chance.happens(rates.registeredPlates.value);
    const isMisdeclared = chance.happens(rates.misdeclaredClasses.value);
    const neighbour = neighbourClass(classes, vehicleClass, chance);
    const declared = isMisdeclared ? neighbour : vehicleClass;
    const {leastMinor, mostMinor} = ranges.get(declared)!;
    const low = BigInt(Math.floor(Number(leastMinor) * chance.uniform()));
    const ample = mostMinor * BigInt(12 + chance.below(30));
    const tag = hasTag
        ? `${traffic.tagPrefix}${String(10_000_000 + index * 7 + chance.below(7))}` : undefined;
    if (!tag || isUnregistered) {
        const isKnown = !tag && isPlateKnown;
        return {
            fittedTag: tag, registeredTag: undefined, registration: isKnown ? 'before' : 'never',
            isBlocked: false, wallet: 'none', openingMinor: 0n,
            declaredClass: isKnown ? declared : undefined,
        };
    }
    const isAmple = !isLow || isLate;
    return {
        fittedTag: tag, registeredTag: tag, registration: isLate ? 'late' : 'before',
        isBlocked: isBlocked && !isLate, wallet: isAmple ? 'ample' : 'low',
        openingMinor: isAmple ? ample : low, declaredClass: declared,
    };
}

function exchangeTags(fleet: Vehicle[], rates: Rates, chance: Chance): void {
    const tagged = fleet.filter(vehicle => vehicle.registeredTag !== undefined);
    for (const vehicle of tagged) {
        if (!chance.happens(rates.swappedTags.value / 2)) continue;
        const other = chance.pick(tagged);
        const isFree = [vehicle, other].every(v => v.fittedTag === v.registeredTag);
        if (other === vehicle || !isFree) continue;
        vehicle.fittedTag = other.registeredTag;
        other.fittedTag = vehicle.registeredTag;
    }
}
