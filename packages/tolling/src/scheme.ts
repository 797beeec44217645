import type {Decimal, Place, Rounding, Status} from '@karwan/base';
import type {Corridor} from '@karwan/journey';
import type {Days} from './days.ts';
import type {Hours} from './hours.ts';
import type {MissedBesideRule} from './missed-beside.ts';
import type {TripModel} from './trip-model.ts';
import type {WindowRule} from './window-rule.ts';

/** Where a rule or a price comes from: its row in the scheme's files, and its source there. */
export interface Origin {
    place: Place;
    source: string;
    /** The source's date, as it prints it. */
    sourceDate: string;
    status: Status;
    note: string;
}

/** From when a price counts (inclusive) until when (exclusive), in event time. */
export interface Validity {
    validFromMs: number;
    /** Infinity while nothing ends it. */
    validToMs: number;
}

/** How an amount is rounded: to a multiple of `stepMinor`. */
export interface Step {
    stepMinor: bigint;
    rounding: Rounding;
}

/** From which length of a window on a rate counts, until the next band begins. */
export interface Band {
    beyondMetres: number;
    rateMinorPerKm: Decimal;
}

/** What one road charges one class from one date. */
export interface TariffLine extends Validity {
    /** Names the line in explanations: `M-2/car/2024-08-26`. */
    id: string;
    road: string;
    class: string;
    /** The hours of the local day in which it counts; all of them where nothing is said. */
    hours?: Hours;
    /** The kinds of day on which it counts; every day where nothing is said. */
    days?: Days;
    price:
        /** Rate x tolled length between entry and exit. */
        | {basis: 'per-km'; rateMinorPerKm: Decimal; step: Step}
        /** Each kilometre at the rate of the band that it lies in; the sum is rounded once. */
        | {basis: 'per-km-in-bands'; bands: readonly Band[]; step: Step}
        /**
         * The toll of the whole road, or of a stretch of it, x the share of that tolled length that
         * was driven; `part` is where the rule for another length comes from.
         */
        | {
            basis: 'share-of-road'; wholeMinor: bigint; wholeMetres: number; step: Step;
            part: Origin;
        }
        /** The sum over gantries passed; of lines that were read, the row of each gantry too. */
        | {
            basis: 'per-gantry'; amountMinor: ReadonlyMap<string, bigint>;
            rows?: ReadonlyMap<string, GantryRow>;
        }
        /** One amount, whatever is driven: of a vehicle's day, or of a pass. */
        | {basis: 'flat'; amountMinor: bigint}
        /** What is printed for the entry and the exit, by `pairKey`. */
        | {basis: 'matrix'; pairs: ReadonlyMap<string, PairPrice>};
    origin: Origin;
}

/** Where a gantry's price stands, and the rate that it was rounded from where it has one. */
export interface GantryRow {
    origin: Origin;
    rate?: {rateMinorPerKm: Decimal; metres: number; step: Step};
}

/** A price of a matrix, and the cell in which it stands. */
export interface PairPrice {
    amountMinor: bigint;
    place: Place;
}

/** How a matrix of prices names a pair: where one came on, where one went off. */
export function pairKey(entry: string, exit: string): string {
    return `${entry} ${exit}`;
}

/** Why more than the tag toll is owed. */
export type SurchargeWhen = 'no-tag' | 'low-balance';

/** A surcharge: the toll x `factor`, rounded, and never less than the toll + `leastMinor`. */
export interface Surcharge extends Validity {
    id: string;
    when: SurchargeWhen;
    factor: Decimal;
    leastMinor: bigint;
    step: Step;
    /** Reckoned again when late facts come, or frozen with its decision: `when` says which. */
    lateness: 'byEventTime' | 'asKnown';
    origin: Origin;
}

/** What an operator decides about reading, identifying and grouping; each with its origin. */
export interface Rules {
    /** Claims of one lane this close together may be one vehicle. */
    samePassageMs: number;
    /** Plate reads less sure than this identify nobody alone. */
    leastPlateConfidence: number;
    /** Charge tokens that nobody registered (a road without a register), or treat them as none. */
    unregisteredTag: 'charge' | 'as-no-tag';
    /** A stop or jam up to this long on top of a slow drive leaves a trip whole. */
    stopAllowanceMs: number;
    /** Slowest driving that is still driving, for the longest plausible gap. */
    slowMetresPerSecond: number;
    /**
     * Of so many gantries in a row it is believed that they missed a vehicle; where more lie
     * between two that saw it, it has left and come again. Left out, of any number.
     */
    mostMissedGantries?: number;
    /** What to do where a gantry just before or after a trip may have missed it: `smaller`. */
    missedBeside?: MissedBesideRule;
    /** Readings from the future beyond this are refused at the door, and older than this. */
    futureToleranceMs: number;
    oldestReadingMs: number;
    origins: Readonly<Record<string, Origin>>;
}

/**
 * A tolling scheme: a corridor with its prices and rules, checked when loaded. `digest` is the
 * SHA-256 of the files it came from; a decision names the version it was made under by it.
 */
export interface Scheme {
    id: string;
    version: string;
    digest: string;
    corridor: Corridor;
    /**
     * Classes that only the register can tell, such as residents' cars, with the class that
     * devices measure of them.
     */
    measuredAs?: ReadonlyMap<string, string>;
    tariffs: readonly TariffLine[];
    surcharges: readonly Surcharge[];
    /** Local days, counted from 1970, that are holidays and no weekdays. */
    holidays?: ReadonlySet<number>;
    /** What is priced together, where that is not each road from entry to exit. */
    windows?: readonly WindowRule[];
    rules: Rules;
    /** Learned thresholds between points; undefined where no past trips were given. */
    tripModel: TripModel | undefined;
}
