export {
    howKnown, type ByStatus, type ClassKnown, type RoadKnown, type SchemeKnown,
} from './how-known.ts';
export {loadScheme, roadFiles, schemeFiles} from './load-scheme.ts';
export type {
    Origin, Rules, Scheme, Step, Surcharge, SurchargeWhen, TariffLine, Validity,
} from './scheme.ts';
export {schemeSkeleton} from './scheme-skeleton.ts';
export {tollRangeOf, type TollRange} from './toll-range.ts';
export {priceOf, surchargeOf, type Driven, type Price} from './tariff.ts';
export {
    dueOf, usableTag, type Circumstances, type Due, type Unpriced, type UsableTag,
} from './due.ts';
export {lowBalances, type Asking, type Paid} from './low-balance.ts';
export {doubts, identityOf, type Doubt, type IdentifiedBy, type Identity} from './identity.ts';
export {
    clusterKeyOf, clustersFrom, passagesFrom, passagesOf, type Claim, type Passage,
    type PassageKind,
} from './passage.ts';
export {
    chargedClassOf, doubtItem, duesFrom, identifiedAs, identifiedFrom, journeyOf, journeysFrom,
    owedFor, passJourneys, sharedJourneys, untaggedOf, vehicleTripsFrom, type Identified,
    type Journey, type Purse, type Setting, type VehicleTrip, type WindowOwed,
} from './pipeline.ts';
export {soldPasses} from './pass.ts';
export {Register} from './register.ts';
export {
    candidateOf, choices, decidedStates, parseReviewId, whoseDecisions, type DecisionKind,
    type ReviewDecision, type ReviewItem, type ReviewReason,
} from './review.ts';
export {NOTHING_POSTED, settle, type Posted} from './settlement.ts';
export {classOf, type ChargedClass} from './vehicle-class.ts';
export {daysBetween} from './window-day.ts';
export {priceOfWindow} from './window-price.ts';
export {windowRulesOf, type Lateness, type WindowKind, type WindowRule} from './window-rule.ts';
export {windowsFrom, type Window} from './window.ts';
export {MOST_SITES, StopRecords} from './stop-records.ts';
export {
    LONGEST_PAUSE_MS, NEIGHBOURHOOD, STOP_KINDS, tripsFrom, type Boundaries, type Stop,
    type StopKind, type Trip, type TripRule,
} from './trip.ts';
export {besideOf, type Beside, type MissedBesideRule} from './missed-beside.ts';
export {
    CHARGED_FROM, ChargedEdges, edgesOf, type Edge, type TripRows,
} from './trip-edges.ts';
export {withEdges} from './trip-edges-learn.ts';
export {TripGantries, type Stretch} from './trip-gantries.ts';
export {TripKernel, type ReadingFields, type ReadingWords} from './trip-kernel.ts';
export {learnTripModel, type Lesson} from './trip-learn.ts';
export {
    BANDS, parseTripModel, printTripModel, TRIP_MODEL_FORMAT, type TripModel, type TripRow,
} from './trip-model.ts';
export {inferOrder, placeOrderOf, type InferredOrder} from './trip-order.ts';
export {Places, type PlaceOrder} from './trip-places.ts';
export {roadRule, tripRuleOf} from './trip-road.ts';
export {
    cutEachVehicle, cutRuns, endOfTrip, runsOf, sureOfTrip, tripsOfRuns, type CutRun,
    type CutTrips, type Runs, type TripCutter, type VehicleStops,
} from './trip-runs.ts';
export {
    calibrationOf, scoreTrips, verdictsOn, type Calibration, type TripScore,
} from './trip-score.ts';
export {
    ENTRY_LATE_MS, liesJustBehind, type Convention, type StopColumns,
} from './trip-sequence.ts';
export {expectedLossMinor, tripsWorthALook, type TripAtStake} from './trip-stake.ts';
export {tripModelFromReadingsAlone} from './trip-start.ts';
export {emptyTraffic, trafficOf, trafficOfStops, TripTrees} from './trip-trees.ts';
export {uploadsAmong} from './trip-uploads.ts';
export {learnTripTrees} from './trip-trees-learn.ts';
export {
    parseTreesModel, printTreesModel, TREES_MODEL_FORMAT, type TreesModel,
} from './trip-trees-model.ts';
export {
    STATED_LATENESS_MS, TripTreesStream, type Taken, type VisitTrip,
} from './trip-trees-stream.ts';
export {TripStream, type StreamStop, type StreamTrip} from './trip-stream.ts';
export {tableRule, TripTable} from './trip-table.ts';
export {
    originFor, originText, pricedBy, priceSteps, type GantryStep, type Priced, type PriceStep,
} from './explain.ts';
export {daysWithoutPrice, type WithoutPrice} from './days-without-price.ts';
