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
    /** The way there and the way back on one road in one local day. */
    'return',
    /** A bought stretch of time on some roads: what is driven there meanwhile is paid for. */
    'pass',
] as const;
export type WindowKind = (typeof windowKinds)[number];

/** A rule of a scheme about what is priced together on some of its roads. */
export interface WindowRule {
    /** Of a vehicle-day what the tariff names as its road, of a pass what its facts name. */
    id: string;
    kind: WindowKind;
    roads: readonly string[];
    /**
     * Whatever comes late, what a window owes is reckoned again from all that is known by then:
     * no kind of window there is depends on what was known when it was decided.
     */
    lateness: 'byEventTime';
    /** Of a return: what both ways cost, and how long after the way there the way back begins. */
    back?: {factor: Decimal; step: Step; withinMs: number};
    origin: Origin;
}

/** The rules of a scheme by road: which one cuts the windows there. */
export class WindowRules {
    readonly #byRoad = new Map<string, WindowRule>();
    readonly #byPriced = new Map<string, WindowRule>();
    /** True where some road is priced otherwise than from entry to exit. */
    readonly cut: boolean;
    /** True where windows join trips, so that one cannot be told from its own trip alone. */
    readonly joinTrips: boolean;
    /** What passes there are to be bought. */
    readonly passes: readonly WindowRule[];

    constructor(rules: readonly WindowRule[]) {
        const cutting = rules.filter(({kind}) => kind !== 'pass');
        for (const rule of cutting) for (const road of rule.roads) this.#byRoad.set(road, rule);
        for (const rule of cutting) {
            if (rule.kind === 'vehicle-day') this.#byPriced.set(rule.id, rule);
        }
        this.cut = cutting.some(({kind}) => kind !== 'entry-exit');
        this.joinTrips = cutting.some(joinsTrips);
        this.passes = rules.filter(({kind}) => kind === 'pass');
    }

    /** The rule of a road; undefined where it is priced from entry to exit. */
    of(road: string): WindowRule | undefined {
        return this.#byRoad.get(road);
    }

    /** What the tariff calls the road that a section lies on. */
    pricedAs(road: string): string {
        const rule = this.#byRoad.get(road);
        return rule?.kind === 'vehicle-day' ? rule.id : road;
    }

    /** True where sections of a road, by its name or the tariff's, share windows of trips. */
    isShared(road: string): boolean {
        const rule = this.#byRoad.get(road) ?? this.#byPriced.get(road);
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
export function joinsTrips({kind}: WindowRule): boolean {
    return kind === 'vehicle-day' || kind === 'return';
}
