import {groupedBy, Refusal} from '@karwan/base';
import type {RoadCase, Section} from './case.ts';
import {roundedTo, type Convention} from './convention.ts';
import type {Environment, Fuel, Parameters, Vehicle} from './parameters.ts';
import {growthFactors, priceFactor} from './price-level.ts';

type ByYear = readonly number[];

/** What one unit is worth in each year of a case, under a convention. */
export class UnitValues {
    readonly #case: RoadCase;
    readonly #convention: Convention;

    constructor(roadCase: RoadCase, convention: Convention) {
        this.#case = roadCase;
        this.#convention = convention;
    }

    get #tables(): Parameters {
        return this.#case.parameters;
    }

    // A price in the case's price level; and a value that grows with the economy, rounded.
    #price({price_level: year, value}: {price_level: number; value: number}): number {
        return value * priceFactor(this.#case, this.#convention, year);
    }

    #grown(value: number, share: number, decimals = this.#convention.unitDecimals): ByYear {
        return growthFactors(this.#case, this.#convention, share)
            .map(factor => roundedTo(value * factor, decimals));
    }

    /**
     * An hour of a vehicle: its people and its freight, weighed by the purpose of their trips. The
     * guide's long and short distances are averaged.
     */
    hour(vehicle: Vehicle): ByYear {
        const purposes = only('trip_purpose', this.#tables.trip_purpose,
            row => row.vehicle === vehicle, vehicle);
        const rows = this.#tables.vtts.filter(row => row.vehicle === vehicle);
        let value = 0;
        let share = 0;
        for (const [purpose, those] of groupedBy(rows, row => row.purpose)) {
            const weight = purposes[purpose];
            const growth = [...new Set(those.map(row => row.gdp_growth_adjustment))];
            share += weight * growth.reduce((sum, each) => sum + each, 0);
            value += weight * [...groupedBy(those, row => row.substance)]
                .reduce((sum, [substance, same]) => sum + this.#load(vehicle, substance)
                    * mean(same.map(row => this.#price(row))), 0);
        }
        return this.#grown(roundedTo(value, this.#convention.unitDecimals), share);
    }

    #load(vehicle: Vehicle, substance: string): number {
        const {passenger_occupancy: people, freight_occupancy: freight} = this.#tables;
        const rows: readonly {vehicle: string; value: number}[] =
            substance === 'freight' ? freight : people;
        const name = substance === 'freight' ? 'freight_occupancy' : 'passenger_occupancy';
        return only(name, rows, row => row.vehicle === vehicle, vehicle).value;
    }

    /** A kilometre of a vehicle: wear, tyres, repair; without fuel. */
    operation(vehicle: Vehicle): ByYear {
        const row = only('voc', this.#tables.voc, each => each.vehicle === vehicle, vehicle);
        return this.#grown(this.#price(row), 0);
    }

    /** A kilogram of fuel, at what it is worth rather than costs: duties are a transfer. */
    fuel(fuel: Fuel): ByYear {
        const price = this.#price(
            only('fuel_cost', this.#tables.fuel_cost, row => row.fuel === fuel, fuel));
        const {fuel: factor} = only('conversion_factors',
            this.#tables.conversion_factors, row => row.item === 'factor', 'factor');
        return this.#grown(price / this.#density(fuel) * factor, 0);
    }

    #density(fuel: Fuel): number {
        const {fuel_density: rows} = this.#tables;
        return only('fuel_density', rows, row => row.fuel === fuel, fuel).value;
    }

    /** The fuels of a vehicle with the share of its kilometres that each drives. */
    fuelsOf(vehicle: Vehicle): readonly {fuel: Fuel; share: number}[] {
        return this.#tables.fuel_ratio.filter(row => row.vehicle === vehicle)
            .map(({fuel, ratio}) => ({fuel, share: ratio}));
    }

    /** Kilograms of fuel that a kilometre takes at this speed. */
    fuelPerKm(vehicle: Vehicle, fuel: Fuel, kmPerHour: number): number {
        const {a0, a1, a2, a3} = only('fuel_consumption', this.#tables.fuel_consumption,
            row => row.vehicle === vehicle && row.fuel === fuel, `${vehicle} ${fuel}`);
        return (((a3 * kmPerHour + a2) * kmPerHour + a1) * kmPerHour + a0) * this.#density(fuel);
    }

    /** Accidents of a vehicle-kilometre on such a section, reported or not. */
    accidents({category, lanes, layout, environment, id}: Section): ByYear {
        const {accident_rate: rates} = this.#tables;
        const rate = only('accident_rate', rates, row => row.category === category
            && row.lanes === lanes && row.layout === layout && row.environment === environment,
        `section ${id}: ${category} ${lanes} ${layout} ${environment}`);
        const costs = this.#tables.accident_cost;
        const value = costs.reduce((sum, row) => sum + rate[row.acc_type] * this.#price(row)
            * row.correct_unreported * row.correct_pass_per_acc, 0);
        return this.#grown(value, costs[0]?.gdp_growth_adjustment ?? 0).map(v => v * rate.scale);
    }

    /** Greenhouse gases of a kilogram of fuel: the price of carbon has a path of its own. */
    greenhouse(vehicle: Vehicle, fuel: Fuel): ByYear {
        const grams = this.#tables.greenhouse_rate
            .filter(row => row.vehicle === vehicle && row.fuel === fuel)
            .reduce((sum, {factor, value}) => sum + factor * value, 0);
        const whole = this.#convention.unitDecimals === undefined ? grams : roundedTo(grams, 0);
        const path = this.#tables.greenhouse_cost;
        return Array.from({length: this.#case.years}, (_, index) => {
            const year = this.#case.firstYear + index;
            const row = path.findLast(each => each.year <= year) ?? path[0]!;
            return whole * row.scale * this.#price(row);
        });
    }

    /** What else the exhaust of a kilogram of fuel does, where people live or do not. */
    emissions(vehicle: Vehicle, fuel: Fuel, environment: Environment): ByYear {
        const rates = this.#tables.emission_rate
            .filter(row => row.vehicle === vehicle && row.fuel === fuel);
        const parts = rates.map(({polluant, value: grams}) => {
            const {emission_cost: costs} = this.#tables;
            const cost = only('emission_cost', costs, row => row.polluant === polluant
                && row.environment === environment, `${polluant} ${environment}`);
            return this.#grown(cost.scale * this.#price(cost), cost.gdp_growth_adjustment)
                .map(value => value * grams);
        });
        return Array.from({length: this.#case.years}, (_, year) =>
            parts.reduce((sum, part) => sum + part[year]!, 0));
    }

    /** Noise of a vehicle-kilometre in thin traffic, by day and night as they are driven. */
    noise(vehicle: Vehicle, environment: Environment): ByYear {
        const rows = this.#tables.noise.filter(row => row.vehicle === vehicle
            && row.environment === environment && row.traffic_type === 'thin');
        const value = rows.reduce((sum, row) => sum + row.ratio * row.scale * this.#price(row), 0);
        const share = rows[0]?.gdp_growth_adjustment ?? 0;
        return this.#grown(value, share, this.#convention.noiseDecimals);
    }

    /** A square metre's upkeep each time that it is due, before its conversion factor. */
    upkeep(row: Parameters['operation_cost'][number]): number {
        return roundedTo(this.#price(row), this.#convention.unitDecimals);
    }
}

// A guide that has no value for what drives is refused where the value is missing.
function only<T>(
    table: string, rows: readonly T[], isIt: (row: T) => boolean, what: string,
): T {
    const found = rows.find(isIt);
    if (found !== undefined) return found;
    const place = {file: `parameters/${table}.csv`, line: 1, column: 1};
    throw new Refusal([{place, what: 'table', found: `no row for ${what}`, expected: 'one'}]);
}

function mean(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
