export {
    harmAvoided, surplusOf, tollPaid,
    type Driven, type Harm, type Market, type Surplus, type TripCost,
} from './benefit.ts';
export {difference} from './compare.ts';
export {renewals, residualValue, serviceFrom, upkeep, type Asset} from './cost.ts';
export {
    baseYears, benefitCostRatio, internalRates, paybackYears, presentValue, type BaseYear,
} from './discount.ts';
export {
    countedTwice, netFlows, statusOf, transferBetween,
    type Bearer, type CountedTwice, type Effect,
} from './effect.ts';
export {debtOf, ownerCash, type Loan, type Owner, type OwnerCash} from './finance.ts';
export {sharesBy, type Share} from './share.ts';
export {appraiseRoad, roadEffects, type Appraisal} from './road/appraise-road.ts';
export type {RoadCase} from './road/case.ts';
export {conventions, stepsBetween, type Convention, type Step} from './road/convention.ts';
export {levers, worthBy, type Lever} from './road/levers.ts';
export {readRoadCase} from './road/read-case.ts';
export {Draws} from './draws.ts';
export {shareDueTo, type Provenance} from './provenance.ts';
export {
    drawnWorths, spreadOf, switchingValues, tornado, type Bar, type Spread, type Switching,
} from './uncertainty.ts';
export {quantile, type Correlation, type Uncertain, type Worth} from './uncertain.ts';
