import {
    costParts, drawnOf, type Amount, type Bearer, type Drawn, type MarketTable,
} from '@karwan/plan';
import type {Chosen} from './choice.ts';
import {AT, CONSIGNMENT_TONNES, type Summed} from './feature.ts';
import {STEEL_IMPORT, WORKS_COIL, type Trade} from './trade.ts';
import type {YearState} from './closed-states.ts';

/** What was carried in one state of the year. */
export interface Carried {
    state: YearState;
    each: readonly Chosen[];
}

/** A year's freight, summed, in consignments times features. */
export interface Year {
    features: Float64Array;
    markets: readonly MarketTable[];
    trades: readonly Trade[];
    drawn: Drawn;
    unit: string;
    home: string;
    tollFactor: number;
}

const EVERYBODY: Bearer = {party: 'everybody', country: 'XX'};

/**
 * What others than users gain and lose by a year's freight, in millions: railways, the owner of
 * toll roads, the treasury, people beside the road, the climate. Hauliers compete, so that what
 * they are paid is what it costs.
 */
export function freightAmounts(year: Year): Amount[] {
    return [...railways(year), ...home(year), ...harm(year)];
}

function railways({features, drawn, unit, home: country}: Year): Amount[] {
    const of = (id: string): number => drawnOf(drawn, id);
    const margin = 1 - of('rail.cost-share');
    const newTonneKm = (features[AT.newKmEasy]! + features[AT.newKmSteep]!) * CONSIGNMENT_TONNES;
    const net = (id: string, bearer: Bearer, value: number): Amount => ({
        id, bearer, unit, value: value / 1e6, kind: 'benefit', status: 'estimated', counts: [id],
    });
    return [
        net('railways earn beyond running cost', {party: 'railway', country},
            features[AT.railMoneyHome]! * of('price.rail.home') * margin),
        net('railways earn beyond running cost', {party: 'railways abroad', country: 'XX'},
            features[AT.railMoneyAway]! * of('price.rail.away') * margin),
        net('new line earns beyond running cost', {party: 'owner of the new line', country: 'XX'},
            newTonneKm * (of('new-line.price') - of('new-line.cost'))),
    ];
}

function home(
    {features, trades, markets, drawn, unit, home: country, tollFactor}: Year,
): Amount[] {
    const of = (id: string): number => drawnOf(drawn, id);
    const fuelTax = features[AT.roadKmHome]! * of('fuel.use') * of('fuel.price') * of('fuel.tax');
    let duty = 0;
    trades.forEach(({isImport, segment}, at) => {
        if (!isImport) return;
        const consignments = markets[at]!.trips.reduce((sum, count) => sum + count, 0);
        duty += consignments * CONSIGNMENT_TONNES * segment.usdPerTonne * of('customs.rate');
    });
    const gain = (id: string, party: string, value: number): Amount => ({
        id, bearer: {party, country}, unit, value: value / 1e6, kind: 'benefit',
        status: 'estimated', counts: [id],
    });
    return [
        gain('tolls received of lorries', 'road owner', features[AT.toll]! * tollFactor),
        gain('fuel tax', 'treasury', fuelTax), gain('customs duty', 'treasury', duty),
        gain('freight of steel', 'shippers', -steelFreight(markets) * 1e6),
    ];
}

// What steel's freight costs, in millions; who sends it does not choose where it is made.
function steelFreight(markets: readonly MarketTable[]): number {
    const width = costParts.length;
    return markets.filter(({id}) => id === WORKS_COIL || id === STEEL_IMPORT)
        .reduce((total, {trips, costs}) => total + trips.reduce((sum, count, pair) =>
            sum + count * costs.slice(pair * width, (pair + 1) * width)
                .reduce((all, cost) => all + cost, 0), 0), 0);
}

function harm({features, drawn, unit}: Year): Amount[] {
    const of = (id: string): number => drawnOf(drawn, id);
    const km = (...names: Summed[]): number =>
        names.reduce((sum, name) => sum + features[AT[name]]!, 0);
    const road = km('roadKmHome', 'roadKmAway');
    const rail = km('railKmHome', 'railKmAway', 'newKmEasy', 'newKmSteep');
    const emitted = (road * of('emission.road') + rail * of('emission.rail')
        + km('seaKm') * of('emission.sea')) * CONSIGNMENT_TONNES / 1e6;
    const loss = (id: string, value: number, unitOf = unit): Amount => ({
        id, bearer: EVERYBODY, unit: unitOf, value: 0 - value, kind: 'benefit',
        status: 'estimated', counts: [id],
    });
    return [
        loss('carbon', emitted * of('carbon.price') / 1e6),
        loss('carbon emitted', emitted, 't CO2'),
        loss('accidents', road * of('accident.cost') / 1e6),
        loss('noise', road * of('noise.cost') / 1e6),
    ];
}
