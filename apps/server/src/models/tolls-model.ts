import {
    costParts, drawnOf, outlaysOf, type Amount, type Drawn, type Edit, type Effect,
    type MarketTable, type Model, type ModelRun, type Moment,
} from '@karwan/plan';
import {waitingHours} from './queue.ts';

/** What the motorways' tolls are told from. */
export interface TollGround {
    /** Roads that take a toll: each has `traffic.` and `length.` among the inputs. */
    roads: readonly string[];
    unit: string;
    country: string;
    demandYear: number;
}

/** Booths of a plaza's exit that are open in the busy hours. */
const BOOTHS = 8;
/** The share of a day's vehicles in its busy hours; at others booths are half as loaded. */
const BUSY_SHARE = 0.45;
const SECONDS = 3_600;
const BARRIER_FREE = 'barrier-free';

/**
 * Stops at toll plazas and the toll itself, for cars and lorries on motorways. Booths are an M/M/c
 * queue; without barriers nobody stops. Lorries' tolls stand in the network, which hears by what
 * factor they changed. Counts are assumed but for one road's.
 */
export class TollsModel implements Model {
    readonly id = 'tolls';
    readonly names: Model['names'] = {build: [BARRIER_FREE], reprice: ['tolls']};
    readonly takes: readonly string[] = [];
    readonly tells = ['toll.'];
    readonly #ground: TollGround;

    constructor(ground: TollGround) {
        this.#ground = ground;
    }

    run({year, edits}: Moment, _scenario: unknown, drawn: Drawn): ModelRun {
        const isFree = edits.some(({kind, of}) => kind === 'build' && of === BARRIER_FREE);
        const factor = edits.filter(({kind}) => kind === 'reprice')
            .reduce((product, edit) => product * edit.factor, 1);
        const traffic = this.#traffic(year, factor, drawn);
        const delay = isFree ? 0 : stopHours(drawn);
        const stopped = {delay, litres: isFree ? 0 : drawnOf(drawn, 'plaza.fuel')};
        return {
            outcome: () => ({amounts: this.#owner(traffic, factor, isFree, drawn), markets: [
                this.#market('cars', traffic.cars, drawnOf(drawn, 'time.car'), stopped,
                    drawnOf(drawn, 'toll.trip') * drawnOf(drawn, 'toll.car') * factor, drawn),
                this.#market('lorries at plazas', traffic.lorries, drawnOf(drawn, 'time.truck'),
                    stopped, 0, drawn),
            ]}),
            gives: factor === 1 ? new Map() : new Map([['toll.factor', factor]]),
            figures: () => [
                {id: 'plaza.seconds', value: delay * SECONDS, unit: 's/stop'},
                {id: 'car-tolls', unit: 'M USD/year',
                    value: traffic.cars * tripToll(drawn) * factor / 1e6},
                {id: 'motorway.trips', value: (traffic.cars + traffic.lorries) / 1e6,
                    unit: 'M/year'},
                {id: 'toll.collection', value: collection(traffic, isFree, drawn),
                    unit: 'M USD/year'},
            ],
        };
    }

    /** What cars pay a year at today's tolls, in millions. */
    carTolls(year: number, drawn: Drawn): number {
        return this.#traffic(year, 1, drawn).cars * tripToll(drawn) / 1e6;
    }

    outlays(edits: readonly Edit[], drawn: Drawn, firstYear: number, years: number): Effect[] {
        return edits.filter(({kind, of}) => kind === 'build' && of === BARRIER_FREE)
            .flatMap(edit => outlaysOf(edit, drawnOf(drawn, edit.capital!), {
                lifetimeYears: 10, renewalShare: 0.6, status: 'estimated',
                upkeepShare: drawnOf(drawn, 'road.upkeep') / 100, unit: this.#ground.unit,
            }, firstYear, years));
    }

    // Trips a year: vehicles a day times kilometres, by the length of a trip.
    #traffic(year: number, factor: number, drawn: Drawn): {cars: number; lorries: number} {
        const of = (id: string): number => drawnOf(drawn, id);
        const years = Math.max(0, Math.min(year, of('growth.until')) - this.#ground.demandYear);
        const km = this.#ground.roads.reduce((sum, road) =>
            sum + of(`traffic.${road}`) * of(`length.${road}`), 0);
        const trips = km * 365 / of('toll.trip') * (1 + of('car.growth') / 100) ** years;
        const lorries = of('truck.share') / 100;
        return {
            cars: trips * (1 - lorries) * factor ** -of('toll.elasticity'),
            lorries: trips * lorries,
        };
    }

    #market(
        id: string, trips: number, hour: number, {delay, litres}: {delay: number; litres: number},
        toll: number, drawn: Drawn,
    ): MarketTable {
        const costs = new Float64Array(costParts.length);
        // One stop where one enters and one where one pays.
        costs[0] = 2 * delay * hour / 1e6;
        costs[1] = 2 * litres * drawnOf(drawn, 'fuel.price') / 1e6;
        costs[2] = toll / 1e6;
        const {unit, country} = this.#ground;
        const bearer = {party: 'motorists', country};
        return {id, unit, costs, bearers: [{bearer, share: 1}], trips: Float64Array.of(trips)};
    }

    #owner(
        traffic: {cars: number; lorries: number}, factor: number, isFree: boolean, drawn: Drawn,
    ): Amount[] {
        const {unit, country} = this.#ground;
        const paid = traffic.cars * tripToll(drawn) * factor / 1e6;
        const lost = isFree ? paid * drawnOf(drawn, 'barrier-free.loss') / 100 : 0;
        const amount = (id: string, party: string, value: number): Amount => ({
            id, bearer: {party, country}, unit, value, kind: 'benefit', status: 'estimated',
            counts: [id],
        });
        return [
            amount('tolls received of cars', 'road owner', paid - lost),
            amount('tolls that are not paid', 'motorists', lost),
            amount('collecting tolls', 'road owner', -collection(traffic, isFree, drawn)),
        ];
    }
}

function tripToll(drawn: Drawn): number {
    return drawnOf(drawn, 'toll.trip') * drawnOf(drawn, 'toll.car');
}

// Millions a year.
function collection(
    {cars, lorries}: {cars: number; lorries: number}, isFree: boolean, drawn: Drawn,
): number {
    const each = drawnOf(drawn, `${isFree ? BARRIER_FREE : 'booth'}.transaction`);
    return (cars + lorries) * each / 1e6;
}

/** Hours that a stop at a plaza takes: slowing down, waiting, being served. */
export function stopHours(drawn: Drawn): number {
    const of = (id: string): number => drawnOf(drawn, id);
    const tagged = of('tag.share') / 100;
    const service = (tagged * of('tag.service') + (1 - tagged) * of('booth.service')) / SECONDS;
    const servers = {count: BOOTHS, ratePerHour: 1 / service};
    const wait = (load: number): number =>
        waitingHours(load * servers.count * servers.ratePerHour, servers);
    const busy = of('plaza.load');
    return of('plaza.slowing') / SECONDS + service
        + BUSY_SHARE * wait(busy) + (1 - BUSY_SHARE) * wait(busy / 2);
}
