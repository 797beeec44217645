import type {RoadCase, Traffic} from './case.ts';
import type {Convention} from './convention.ts';
import {UnitValues} from './unit-value.ts';

const DAYS_A_YEAR = 365;

/** What traffic costs by part, year by year; the difference of two of them is a benefit. */
export const trafficParts = [
    'time', 'operation', 'accidents', 'fuel', 'greenhouse', 'emissions', 'noise',
] as const;
export type TrafficPart = (typeof trafficParts)[number];

type CostByYear = Record<TrafficPart, number[]>;

/** What all traffic of one variant costs, by part and year. */
export function trafficCost(
    roadCase: RoadCase, traffic: readonly Traffic[], convention: Convention,
): CostByYear {
    const values = new UnitValues(roadCase, convention);
    const cost = Object.fromEntries(trafficParts.map(part =>
        [part, new Array<number>(roadCase.years).fill(0)])) as CostByYear;
    for (const each of traffic) {
        if (each.perDay.some(count => count !== 0)) addTo(cost, each, values);
    }
    return cost;
}

function addTo(cost: CostByYear, {section, vehicle, perDay, kmPerHour}: Traffic,
    values: UnitValues): void {
    const {lengthKm, environment} = section;
    const hour = values.hour(vehicle);
    const operation = values.operation(vehicle);
    const accidents = values.accidents(section);
    const noise = values.noise(vehicle, environment);
    const fuels = values.fuelsOf(vehicle).map(({fuel, share}) => ({
        fuel, share, price: values.fuel(fuel), greenhouse: values.greenhouse(vehicle, fuel),
        emissions: values.emissions(vehicle, fuel, environment),
    }));
    perDay.forEach((count, year) => {
        if (count === 0) return;
        const trips = count * DAYS_A_YEAR;
        const speed = kmPerHour[year]!;
        cost.time[year]! += hour[year]! * (lengthKm / speed) * trips;
        cost.operation[year]! += operation[year]! * lengthKm * trips;
        cost.accidents[year]! += accidents[year]! * lengthKm * trips;
        cost.noise[year]! += noise[year]! * lengthKm * trips;
        for (const {fuel, share, price, greenhouse, emissions} of fuels) {
            const burnt = share * values.fuelPerKm(vehicle, fuel, speed) * lengthKm * trips;
            cost.fuel[year]! += price[year]! * burnt;
            cost.greenhouse[year]! += greenhouse[year]! * burnt;
            cost.emissions[year]! += emissions[year]! * burnt;
        }
    });
}
