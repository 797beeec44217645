import type {Status} from '@karwan/base';
import {internalRates, paybackYears, presentValue} from '../discount.ts';
import {netFlows, type Bearer, type Effect} from '../effect.ts';
import type {RoadCase} from './case.ts';
import {roundedTo, type Convention} from './convention.ts';
import {roadCost} from './road-cost.ts';
import {trafficCost, trafficParts, type TrafficPart} from './traffic-effect.ts';

/** What a project is worth to everybody, under a convention that is named. */
export interface Appraisal {
    convention: Convention;
    rate: number;
    effects: readonly Effect[];
    net: readonly number[];
    /** Present value of each effect, in the order of `effects`. */
    worth: readonly number[];
    netPresentValue: number;
    internalRates: readonly number[];
    benefitCostRatio: number | undefined;
    paybackYears: number | undefined;
}

// Who bears what: users their time, vehicles and fuel; others what users do to them.
const parties: Readonly<Record<TrafficPart, string>> = {
    time: 'road users', operation: 'road users', fuel: 'road users', accidents: 'road users',
    greenhouse: 'the world', emissions: 'residents', noise: 'residents',
};

/** The effects of a road project year by year: without less with, and what its owner spends. */
export function roadEffects(roadCase: RoadCase, convention: Convention): Effect[] {
    const without = trafficCost(roadCase, roadCase.without, convention);
    const withIt = trafficCost(roadCase, roadCase.with, convention);
    const {capital, upkeep, residual} = roadCost(roadCase, convention);
    const negated = (series: readonly number[]): number[] => series.map(value => 0 - value);
    const effect = effectIn(roadCase);
    return [
        effect('capital', 'cost', 'owner', negated(capital)),
        effect('upkeep', 'cost', 'owner', negated(upkeep)),
        ...trafficParts.map(part => effect(part, 'benefit', parties[part],
            without[part].map((value, year) => value - withIt[part][year]!))),
        effect('residual', 'benefit', 'owner', residual),
    ];
}

// Traffic of both variants is a forecast, and unit values are a guide's: nothing is measured.
const STATUS: Status = 'estimated';

function effectIn({country, currency, priceYear, firstYear}: RoadCase) {
    return (
        id: string, kind: 'benefit' | 'cost', party: string, values: readonly number[],
    ): Effect => {
        const bearer: Bearer = {party, country: party === 'the world' ? 'world' : country};
        return {
            id, kind, bearer, unit: `${currency} of ${priceYear}`, firstYear, values,
            status: STATUS, counts: [id],
        };
    };
}

/** A road project appraised: flows, and what they come to. */
export function appraiseRoad(roadCase: RoadCase, convention: Convention): Appraisal {
    return appraise(roadEffects(roadCase, convention), roadCase.economicRate, convention);
}

function appraise(effects: Effect[], rate: number, convention: Convention): Appraisal {
    const {baseYear, ratioDecimals} = convention;
    const net = netFlows(effects);
    const worth = effects.map(({values}) => presentValue(values, rate, baseYear));
    const sideOf = (kind: Effect['kind']): number => effects.reduce((sum, effect, index) =>
        effect.kind === kind ? sum + roundedTo(worth[index]!, ratioDecimals) : sum, 0);
    const cost = -sideOf('cost');
    return {
        convention, rate, effects, net, worth,
        netPresentValue: presentValue(net, rate, baseYear), internalRates: internalRates(net),
        benefitCostRatio: cost > 0 ? sideOf('benefit') / cost : undefined,
        paybackYears: paybackYears(net, rate, baseYear),
    };
}
