import {
    drawnOf, outlaysOf, type Amount, type Drawn, type Edit, type Effect, type Model, type ModelRun,
    type Moment,
} from '@karwan/plan';

/** What a tonne of steel takes by one way of making it: tonnes, GJ, t CO2 beside its power's. */
export interface SteelRoute {
    way: string;
    /** The input that says its capacity in Mt a year. */
    output: string;
    ore: number;
    pellets: number;
    scrap: number;
    coal: number;
    gasGj: number;
    /** Below nothing where power is sold. */
    powerGj: number;
    co2: number;
}

const GJ_PER_MMBTU = 1.055;
const KWH_PER_GJ = 1 / 0.0036;
/** Years that a works lasts. */
const LIFETIME_YEARS = 25;

/**
 * A steel works by its yearly balance: what it makes replaces imports at their price; ore, coal,
 * scrap and energy at theirs. Gives the tonnes that leave it to the network. Estimated.
 */
export class PlantModel implements Model {
    readonly id = 'plant';
    readonly names: Model['names'];
    readonly takes: readonly string[] = [];
    readonly tells = ['works.'];
    readonly #routes: readonly SteelRoute[];
    readonly #unit: string;

    constructor(works: string, routes: readonly SteelRoute[], unit: string) {
        this.names = {restore: [works]};
        this.#routes = routes;
        this.#unit = unit;
    }

    /** How it may be restored. */
    get ways(): readonly string[] {
        return this.#routes.map(({way}) => way);
    }

    run({edits}: Moment, _scenario: unknown, drawn: Drawn): ModelRun {
        const edit = edits.find(({kind}) => kind === 'restore');
        if (!edit) {
            return {
                gives: new Map(), outcome: () => ({amounts: [], markets: []}), figures: () => [],
            };
        }
        const route = this.#routes.find(({way}) => way === edit.to)!;
        const of = (id: string): number => drawnOf(drawn, id);
        const made = of(route.output) * of('works.use');
        const cost = costPerTonne(route, drawn);
        const kwh = route.powerGj * KWH_PER_GJ;
        const emitted = route.co2 + kwh / 1000 * of('grid.emission');
        const cleaner = of('imported.emission') - emitted;
        const {party, country} = edit.owner!;
        const amount = (id: string, bearer: Effect['bearer'], value: number,
            unit = this.#unit): Amount => ({
            id, bearer, unit, value, kind: 'benefit', status: 'estimated', counts: [id],
        });
        const everybody = {party: 'everybody', country: 'XX'};
        return {
            gives: new Map([['works.mt', made]]),
            outcome: () => ({markets: [], amounts: [
                amount('imports of steel replaced', {party, country}, made * of('steel.price')),
                amount('ore, coal, scrap, energy of the works', {party, country}, -made * cost),
                amount('carbon of steel', everybody, made * cleaner * of('carbon.price')),
                amount('carbon emitted', everybody, made * cleaner * 1e6, 't CO2'),
            ]}),
            figures: () => [
                {id: 'works.mt', value: made, unit: 'Mt/year'},
                {id: 'works.import-value', value: made * of('steel.price'), unit: 'M USD/year'},
                {id: 'works.cost', value: cost, unit: 'USD/t'},
                {id: 'works.ore-mt', value: made * (route.ore + route.pellets), unit: 'Mt/year'},
                {id: 'works.coal-mt', value: made * route.coal, unit: 'Mt/year'},
                {id: 'works.scrap-mt', value: made * route.scrap, unit: 'Mt/year'},
                {id: 'works.gas-pj', value: made * route.gasGj, unit: 'PJ/year'},
                {id: 'works.power-gwh', value: made * kwh, unit: 'GWh/year'},
                {id: 'works.co2', value: emitted, unit: 't CO2/t'},
                {id: 'works.capital-per-t', value: of(edit.capital!) / of(route.output),
                    unit: 'USD/t/year'},
            ],
        };
    }

    outlays(edits: readonly Edit[], drawn: Drawn, firstYear: number, years: number): Effect[] {
        return edits.filter(({kind}) => kind === 'restore').flatMap(edit =>
            outlaysOf(edit, drawnOf(drawn, edit.capital!), {
                lifetimeYears: LIFETIME_YEARS, renewalShare: 1, unit: this.#unit,
                upkeepShare: drawnOf(drawn, 'works.upkeep') / 100, status: 'estimated',
            }, firstYear, years));
    }
}

function costPerTonne(route: SteelRoute, drawn: Drawn): number {
    const of = (id: string): number => drawnOf(drawn, id);
    return route.ore * of('ore.price')
        + route.pellets * (of('ore.price') + of('pellet.premium'))
        + route.scrap * of('scrap.price') + route.coal * of('coal.price')
        + route.gasGj / GJ_PER_MMBTU * of('gas.price')
        + route.powerGj * KWH_PER_GJ * of('power.price') + of('works.fixed');
}
