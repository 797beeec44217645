import {drawnOf, type Drawn, type Exchange} from '@karwan/plan';

/**
 * What a way takes of one consignment, in parts that a draw can make dearer or slower each for
 * itself. Money in the network's currency, hours, kilometres. Everything is a sum along the way,
 * so that ways of many arcs can be joined into one without knowing any draw.
 */
export const features = [
    'roadMoneyHome', 'roadMoneyAway', 'railMoneyHome', 'railMoneyAway', 'seaMoney', 'toll',
    'roadHours', 'railHours', 'renewHours', 'seaHours', 'borderHours', 'borderMoney',
    'terminalHours', 'terminalMoney', 'spreadHours', 'loss',
    'roadKmHome', 'roadKmAway', 'railKmHome', 'railKmAway', 'seaKm', 'newKmEasy', 'newKmSteep',
    'tolledKm', 'renewKm',
] as const;
export type Feature = (typeof features)[number];
export const WIDTH = features.length;
export const AT = Object.fromEntries(features.map((name, i) => [name, i])) as
    Readonly<Record<Feature, number>>;

/** Those that a year is asked for, over all that was carried in it. */
export const summed = [
    'railMoneyHome', 'railMoneyAway', 'toll', 'roadKmHome', 'roadKmAway', 'railKmHome',
    'railKmAway', 'seaKm', 'newKmEasy', 'newKmSteep', 'renewKm',
] as const satisfies readonly Feature[];
export type Summed = (typeof summed)[number];

/** Those that take time. */
export const hourly = [
    'roadHours', 'railHours', 'renewHours', 'seaHours', 'borderHours', 'terminalHours',
    'newKmEasy', 'newKmSteep',
] as const satisfies readonly Feature[];

/** Kinds of goods: what a tonne-hour is worth, and how much is lost on the way. */
export const goods = ['general', 'bulk'] as const;
export type Goods = (typeof goods)[number];

/** Tonnes of one consignment: a container, a lorry load. */
export const CONSIGNMENT_TONNES = 20;
/** What bulk is worth by general cargo: 16,000 to 40,000 USD by 60 and 20 t. */
const BULK_VALUE = 0.133;

/** What one unit of each feature costs, by part of the cost. Whole cost is their sum. */
export interface Weights {
    cost: Float64Array;
    hours: Float64Array;
    money: Float64Array;
    /** Cost of an hour of one consignment. */
    perHour: number;
}

/** The weights of a draw, with what other models say: speeds of lines, the factor of tolls. */
export function weightsOf(kind: Goods, drawn: Drawn, exchange: Exchange): Weights {
    const of = (id: string): number => drawnOf(drawn, id);
    const hours = new Float64Array(WIDTH);
    const [slower, railSlower] = [1 / of('speed.road'), 1 / of('speed.rail')];
    hours[AT.roadHours] = slower;
    hours[AT.railHours] = railSlower;
    hours[AT.renewHours] = railSlower * (exchange.get('line.renewed-hours') ?? 1);
    hours[AT.seaHours] = 1;
    hours[AT.borderHours] = of('border.hours');
    hours[AT.terminalHours] = of('terminal.hours');
    hours[AT.newKmEasy] = 1 / (exchange.get('line.easy-kmh') ?? of('new-line.easy'));
    hours[AT.newKmSteep] = 1 / (exchange.get('line.steep-kmh') ?? of('new-line.steep'));
    const money = moneyWeights(drawn, exchange);
    const perHour = CONSIGNMENT_TONNES * of(`time.${kind}`);
    const cost = money.map((each, i) => each + hours[i]! * perHour);
    cost[AT.spreadHours]! += perHour * of('time.spread') * of('border.hours');
    cost[AT.loss]! += kind === 'general' ? 1 : BULK_VALUE;
    return {cost, hours, money, perHour};
}

function moneyWeights(drawn: Drawn, exchange: Exchange): Float64Array {
    const of = (id: string): number => drawnOf(drawn, id);
    const money = new Float64Array(WIDTH);
    money[AT.roadMoneyHome] = of('price.road.home');
    money[AT.roadMoneyAway] = of('price.road.away');
    money[AT.railMoneyHome] = of('price.rail.home');
    money[AT.railMoneyAway] = of('price.rail.away');
    money[AT.seaMoney] = of('price.sea');
    money[AT.toll] = exchange.get('toll.factor') ?? 1;
    money[AT.borderMoney] = of('border.money');
    money[AT.terminalMoney] = of('terminal.money');
    const perKm = CONSIGNMENT_TONNES * of('new-line.price');
    money[AT.newKmEasy] = perKm;
    money[AT.newKmSteep] = perKm;
    return money;
}
