// Made by `npm run wire` from the server's OpenAPI document. Do not edit: a test compares them.

import type {Currency, Decided, Registered, SeenPassage, Status} from './wire-shared.ts';

export type {
    Currency, Decided, Registered, SeenPassage, SeenReading, Status,
} from './wire-shared.ts';

/** a gantry at an end that likely missed the vehicle */
export interface Beside {
    gantry: string; missed: string; side: 'before' | 'after'; trips: number; expected: number;
    chance: number; isCharged: boolean;
}

/** a charge with every ground for it */
export interface ChargeExplained {
    about: 'charge'; charge: ChargeGrounds; head: string;
    grounds: {label: string; lines: string[]}[];
}

/** a charge taken back to all that it rests on */
export interface ChargeGrounds {
    window: string;
    trip: {
        id: number; from: string; to: string; sure: number; rule: string; steps: string[];
    };
    day: string; vehicle: string; road: string; entry: string; exit: string; from: string;
    to: string; state: string; currency: Currency;
    pass?: {pass: string; fact: string; from: string; to: string | null} | null;
    windowRule?: {
        id: string; kind: string; roads: string[]; lateness: string; origin: TariffOrigin;
        [more: string]: unknown;
    } | null;
    scheme: {
        id: string; version: string; digest: string; digestAtHand: string; isSame: boolean;
        decidedVersion: string | null;
    };
    decidedSeq: number; class: {class: string; by: string}; passages: SeenPassage[];
    sections: ExplainedSection[]; inferred: string[]; beside: Beside[]; uploads: string[];
    known: {
        atSighting: Registered; atDecision: Registered; today: Registered; isChanged: boolean;
    };
    tariff: TariffLine; surcharge: SurchargeRule | null; surchargeWhen: string | null;
    steps: PriceStep[]; tolledMetres: number; toll: string; surchargeAmount: string; amount: string;
    payer: string; status: string; basis: string[];
    transfers: {id: string; debit: string; credit: string; amount: string; at: string}[];
    wallet: {account: string; balance: string} | null;
    corrections: {
        correction: string; amount: string | null; reason: string; at: string; fact: string;
    }[];
    reviews: {id: string; state: string; worth: string; decision: Decided | null}[];
}

/** what was charged for one window */
export interface ChargeTold {
    window: string; road: string; entry: string; exit: string; class: string; state: string;
    surchargeWhen: string | null; amount: string; payer: string; status: string;
}

export type Explained =
    | ChargeExplained
    | TripExplained
    | TokenExplained
    | UnregisteredExplained;

export interface ExplainedSection {
    gantry: string; from: string; to: string; lengthMetres: number; tolledMetres: number;
    lowMetres: number; highMetres: number; status: string; isSeen: boolean;
}

export interface FilePlace {
    file: string; line: number; column?: number;
}

export interface GantryStep {
    gantry: string; amount: string; place?: FilePlace;
    rate?: {
        ratePerKm: string; metres: number; to: string; rounding: 'nearest' | 'up' | 'down';
    };
}

/** one step from a price to an amount, exact */
export type PriceStep =
    | {
        step: 'rate-times-length'; ratePerKm: string; metres: number; exact: string;
    }
    | {
        step: 'share-of-whole'; whole: string; metres: number; wholeMetres: number; exact: string;
    }
    | {step: 'whole-road'; whole: string; metres: number}
    | {step: 'sum-of-gantries'; gantries: GantryStep[]; exact: string}
    | {
        step: 'pair-of-matrix'; entry: string; exit: string; amount: string; place: FilePlace;
    }
    | {step: 'flat'; amount: string}
    | {step: 'sum-of-bands'; exact: string}
    | {
        step: 'round'; to: string; rounding: 'nearest' | 'up' | 'down'; result: string;
    }
    | {step: 'toll-times-factor'; toll: string; factor: string; exact: string}
    | {step: 'at-least'; least: string; extra: string; result: string}
    | {step: 'exempt'; toll: string; result: string};

export interface SurchargeRule {
    id: string; origin: TariffOrigin; [more: string]: unknown;
}

export interface TariffLine {
    id: string; origin?: TariffOrigin; partOfRoad?: TariffOrigin; [more: string]: unknown;
}

/** where a price or a rule comes from */
export interface TariffOrigin {
    place: FilePlace; source: string; sourceDate: string; status: Status; note: string;
}

export interface TokenExplained {
    about: 'token';
    token: {
        token: string; vehicles: string[];
        facts: {
            id: string; kind: string; about: string; says: string; validFrom: string; place: number;
        }[];
        wallets: {account: string; balance: string}[]; passes?: ChargeTold[]; trips: TripTold[];
        hasMore: boolean;
    };
}

export interface TripExplained {
    about: 'trip'; trip: TripTold;
}

export interface TripTold {
    id: number; vehicle: string; day: string; from: string; to: string; sure: number;
    path: string[]; inferred: string[]; charges: ChargeTold[];
}

/** a tag that was read and is registered nowhere: where its passages went */
export interface UnregisteredExplained {
    about: 'unregistered';
    tag: {
        token: string; seen: number; inReview: number; unidentified: number;
        vehicles: {vehicle: string; passages: number}[];
    };
}
