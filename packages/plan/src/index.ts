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
export {
    compareScenarios, inMoney, modelsConcerned, momentOf, stretches, toldFigures, worthOf,
    type Compared, type Frame,
} from './comparison.ts';
export {editKey, editKinds, editText, servesFrom, type Edit, type EditKind} from './edit.ts';
export {asGiven, drawnOf, readInputs, type Drawn, type Input} from './input.ts';
export {costParts, gainedBetween, type CostPart, type MarketTable} from './market-table.ts';
export {
    bearerKey, type Amount, type Exchange, type Model, type ModelRun, type Moment, type Outcome,
    type ToldFigure,
} from './model.ts';
export {readScenarios, type Vocabulary} from './read-scenario.ts';
export {askedFor, rerun, worthAt, type Draw, type Rerun} from './rerun.ts';
export {editsOnTop, scenarioText, type Scenario} from './scenario.ts';
export {correlationsAmong, readTogether, type Together} from './moving-together.ts';
export {settle, type Settled, type Stability} from './study.ts';
export {gravityMatrix, type Gravity} from './gravity.ts';
export {outlaysOf, type Keeping} from './outlay.ts';
