// Made by `npm run wire` from the server's OpenAPI document. Do not edit: a test compares them.

import type {Currency, Decided, Registered, SeenPassage, Status} from './wire-shared.ts';

export type {
    Currency, Decided, Registered, SeenPassage, SeenReading, Status,
} from './wire-shared.ts';

/** one cause, whatever it troubles */
export interface Alarm {
    id: string; cause: string; kind: TroubleKind; sinceMs: number; foundMs: number;
    endedMs?: number; troubles: Trouble[];
}

/** an item with all that speaks for one decision or the other */
export interface Case {
    item: Item; passage: SeenPassage | null; trip: number | null; offers: Offer[];
    decisions: Decided[]; choices: string[]; plates: {[more: string]: string};
}

/** a charge as the list of a day shows it */
export interface Charge {
    window: string; vehicle: string; road: string; entry: string; exit: string; class: string;
    state: string; surcharge_when: string | null; payer: string; status: Status; at: string;
    amount: string;
}

/** a closed day with its balances */
export interface Closed {
    digest: string; [more: string]: unknown;
}

/** what lies where; it changes with the scheme only */
export interface Corridor {
    id: string; name: string; zone: string; currency: string; roads: Road[]; gantries: Gantry[];
}

/** the figures of a day, as they were when the log was worked off to `cursor` */
export interface Day {
    day: string; isClosed: boolean; isBalanced: boolean; scheme: {version: string; digest: string};
    corridor: {id: string; name: string; currency: Currency; zone: string};
    balances: {
        detections: {
            detections: number; identified: number; unidentifiable: number; false: number;
            difference: number;
        };
        passages: {
            charged: Term; exempt: Term; inReview: Term; writtenOff: Term; passages: number;
            inferred: number; stations: number; undetected: number; difference: number;
        };
        charges: {
            charges: Term; paid: Term; open: Term; noticed: Term; disputed: Term; lost: Term;
            free: number; difference: Term;
        };
    };
    vehiclesCharged: number; hours: number[];
    shares: {
        byStatus: {
            measured: string; published: string; estimated: string; assumed: string;
        };
        byLength: {
            measured: string; published: string; estimated: string; assumed: string;
        };
        lengthsMove: string; sites: number; sitesUnsure: number;
    };
    charges: Charge[]; days: {day: string; isClosed: boolean}[]; cursor: number; head: number;
    now: string; today: string; simulatedSpeed: number | null;
}

/** one of the things that a figure of a day counts */
export interface DayItem {
    id: string; at: string; place: string; by: string; charge: string | null; review: string | null;
    amount: string | null;
}

export interface DayItems {
    from: number; items: DayItem[];
}

/** how one device does; what is not known is left out */
export interface DeviceHealth {
    device: string; point: string; kind: string; site: string; lastHeardMs?: number; missed?: Share;
    trials: number; clock?: {offsetMs: number; plusMinusMs: number; by: 'neighbours' | 'receipt'};
    impliedMetres?: number; troubles: TroubleKind[];
}

/** what a trouble rests on, figures by name; the `test` says which they are */
export interface Evidence {
    test:
        | 'heartbeats'
        | 'vehicles-at-neighbours'
        | 'traffic'
        | 'receipt'
        | 'times-at-neighbours'
        | 'travel-times'
        | 'section-speed';
    [more: string]: string | number;
}

/** a fault of the simulated world; times by its clock */
export interface Fault {
    nth: number; kind: string; at: string | null; share: number | null; offsetMs: number | null;
    fromMs: number; toMs: number | null; takesHoldAtMidnight: boolean;
}

export interface Faults {
    nowMs: number; kinds: string[]; faults: Fault[];
}

/** over a section from one chainage to another */
export interface Gantry {
    id: string; name: string; metres: number; lat: number | null; lon: number | null; road: string;
    direction: string; fromMetres: number; toMetres: number;
}

/** the devices and their alarms, by the log up to `seq` */
export interface Health {
    nowMs: number; seq: number; devices: DeviceHealth[]; alarms: Alarm[]; ended: Alarm[];
}

export interface Interchange {
    id: string; name: string; metres: number; lat: number | null; lon: number | null;
    hasRamps: boolean;
}

/** what waits for a person */
export interface Item {
    id: string; passage: number; reason: string; day: string; worth: string; holdsBack: boolean;
    state: string; vehicle: string | null; tag: string | null; plate: string | null;
    decidedBy: string | null; assigned: string | null; openedSeq: number;
}

/** where a vehicle was seen around the time */
export interface Neighbour {
    passage: number; point: string; at: string; atMs: number; by: string; class: string | null;
}

/** a decision that lies near, with what speaks for it */
export interface Offer {
    as: 'accept' | 'assign' | 'reclass'; token: string | null; class: string | null;
    from: 'plate' | 'tag' | 'gap' | 'beside' | 'declared' | 'measured'; sure: number | null;
    offMs: number | null; registered: Registered | null; neighbours: Neighbour[];
}

export interface Person {
    name: string; role: Role;
}

export interface Plate {
    jurisdiction: string; serial: string;
}

export interface Queue {
    currency: string; items: Item[]; counts: {reason: string; count: number; worth: string}[];
}

export interface Rates {
    fromMs: number; stepMs: number; counts: number[][];
}

/** why a day cannot be closed, with what it rests on */
export interface Refusal {
    answer:
        | 'closed-already'
        | 'not-over'
        | 'behind'
        | 'earlier-day-open'
        | 'differs';
    error: string; message: string; day: string; earlier?: string; digest?: string;
    [more: string]: unknown;
}

export interface Road {
    id: string; name: string; directions: string[]; lengthMetres: number;
    interchanges: Interchange[];
}

export type Role = 'shift-lead' | 'clerk' | 'auditor' | 'administrator';

export interface Seen {
    nowMs: number; speed: number; last: number;
    seen: {id: number; gantry: number; atMs: number; vehicle: string | null}[];
}

/** a share with its 95 % interval */
export interface Share {
    value: number; low: number; high: number;
}

/** what stands between a day and its close */
export interface Standing {
    day: string; refusal: Refusal | null; waiting: {reason: string; count: number; worth: string}[];
    oldest: {id: string; day: string; reason: string; atMs: number; worth: string} | null;
}

/** a count with its money */
export interface Term {
    count: number; money: string;
}

export interface Trouble {
    kind: TroubleKind; subject: string; site: string; road: string; sinceMs: number;
    foundMs: number; endedMs?: number; isWide: boolean; evidence: Evidence; told: string;
}

export type TroubleKind = 'silent' | 'losing' | 'clock' | 'misplaced' | 'slow-section';

export interface Wish {
    as: string; to?: string; class?: string; reason: string;
}
