export {loadScheme, schemeFiles} from './load-scheme.ts';
export type {
    Origin, Rules, Scheme, Step, Surcharge, SurchargeWhen, TariffLine, Validity,
} from './scheme.ts';
export {priceOf, surchargeOf, type Driven, type Price} from './tariff.ts';
export {dueOf, usableTag, type Circumstances, type Due, type Unpriced, type UsableTag} from './due.ts';
export {doubts, identityOf, type Doubt, type IdentifiedBy, type Identity} from './identity.ts';
export {
    clustersFrom, passagesFrom, type Claim, type Passage, type PassageKind,
} from './passage.ts';
export {
    doubtItem, duesFrom, identifiedFrom, journeysFrom, type Identified, type Journey, type Purse,
    type Setting,
} from './pipeline.ts';
export {Register} from './register.ts';
export {
    parseReviewId, type ReviewDecision, type ReviewItem, type ReviewReason,
} from './review.ts';
export {NOTHING_POSTED, settle, type Posted} from './settlement.ts';
export {classOf, type ChargedClass} from './vehicle-class.ts';
export {windowsFrom, type Window} from './window.ts';
export {tripsFrom, type Stop, type Trip, type TripRule} from './trip.ts';
export {LONGEST_PAUSE_MS, roadRule} from './trip-road.ts';
