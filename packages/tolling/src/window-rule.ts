import type {Decimal} from '@karwan/base';
import type {Origin, Scheme, Step} from './scheme.ts';

/** What belongs together in one price. A road of which nothing is said is priced entry to exit. */
export const windowKinds = [
    /** Each gantry alone. */
    'passage',
    /** The sections of one road driven in one go. */
    'entry-exit',
    /** All that a vehicle drives on some roads in one local day. */
    'vehicle-day',
    /** The same of a vehicle without a usable tag, in place of what the roads ask of it else. */
    'untagged-day',
    /** The way there and the way back on one road in one local day. */
    'return',
    /** A bought stretch of time on some roads: what is driven there meanwhile is paid for. */
    'pass',
] as const;
export type WindowKind = (typeof windowKinds)[number];

/** Reckoned again when late facts come, or as it was known when a trip was first heard of. */
export type Lateness = 'byEventTime' | 'asKnown';

/** Whether a trip was driven without a usable tag, by each way of taking lateness. */
export type Untagged = Readonly<Record<Lateness, boolean>>;

/** A rule of a scheme about what is priced together on some of its roads. */
export interface WindowRule {
    /**
     * What the tariff names in the place of a road for what is priced by the day, or is bought; of
     * a pass what its facts name too.
     */
    id: string;
    kind: WindowKind;
    roads: readonly string[];
    /**
     * Whatever comes late, what a window owes is reckoned again from all that is known by then.
     * Of a day without a tag alone it may be said that the tag is asked for as it was known.
     */
    lateness: Lateness;
    /** Of a return: what both ways cost, and how long after the way there the way back begins. */
    back?: {factor: Decimal; step: Step; withinMs: number};
    /** Of a pass: nothing is charged for it here. */
    isPaidElsewhere?: true;
    origin: Origin;
}

/** The rules of a scheme by road: which one cuts the windows there. */
export class WindowRules {
    readonly #byRoad = new Map<string, WindowRule>();
    readonly #ofUntagged = new Map<string, WindowRule>();
    readonly #byPriced = new Map<string, WindowRule>();
    /** True where some road is priced otherwise than from entry to exit. */
    readonly cut: boolean;
    /** True where windows join trips, so that one cannot be told from its own trip alone. */
    readonly joinTrips: boolean;
    /** True where it counts whether a tag was there. */
    readonly askForTags: boolean;
    /** What passes there are to be bought. */
    readonly passes: readonly WindowRule[];

    constructor(rules: readonly WindowRule[]) {
        const cutting = rules.filter(({kind}) => kind !== 'pass');
        for (const rule of cutting) {
            const byRoad = rule.kind === 'untagged-day' ? this.#ofUntagged : this.#byRoad;
            for (const road of rule.roads) byRoad.set(road, rule);
            if (isOfDay(rule)) this.#byPriced.set(rule.id, rule);
        }
        this.cut = cutting.some(({kind}) => kind !== 'entry-exit');
        this.joinTrips = cutting.some(joinsTrips);
        this.askForTags = this.#ofUntagged.size > 0;
        this.passes = rules.filter(({kind}) => kind === 'pass');
    }

    /** The rule of a road for a trip; undefined where it is priced from entry to exit. */
    of(road: string, untagged?: Untagged): WindowRule | undefined {
        const rule = untagged && this.#ofUntagged.get(road);
        return rule && untagged[rule.lateness] ? rule : this.#byRoad.get(road);
    }

    /** The rule of a vehicle's day that the tariff has prices of by this name. */
    dayNamed(priced: string): WindowRule | undefined {
        return this.#byPriced.get(priced);
    }

    /** What the tariff calls the road that a section lies on. */
    pricedAs(road: string, untagged?: Untagged): string {
        const rule = this.of(road, untagged);
        return rule && isOfDay(rule) ? rule.id : road;
    }

    /** True where sections of a road, by its name or the tariff's, share windows of trips. */
    isShared(road: string, untagged?: Untagged): boolean {
        const rule = this.of(road, untagged) ?? this.#byPriced.get(road);
        return rule !== undefined && joinsTrips(rule);
    }
}

const known = new WeakMap<Scheme, WindowRules>();

/** The rules of a scheme, made once. */
export function windowRulesOf(scheme: Scheme): WindowRules {
    const found = known.get(scheme);
    if (found) return found;
    const rules = new WindowRules(scheme.windows ?? []);
    known.set(scheme, rules);
    return rules;
}

/** True where windows of a rule take in several trips of a vehicle. */
export function joinsTrips(rule: WindowRule): boolean {
    return isOfDay(rule) || rule.kind === 'return';
}

/** True where a rule prices all of a vehicle's local day. */
export function isOfDay({kind}: WindowRule): boolean {
    return kind === 'vehicle-day' || kind === 'untagged-day';
}
