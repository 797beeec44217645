import {compareText} from '@karwan/base';

/** What can be wrong. */
export const troubles = ['silent', 'losing', 'clock', 'misplaced', 'slow-section'] as const;
export type TroubleKind = (typeof troubles)[number];

/** Something wrong with one device, gantry or section. */
export interface Trouble {
    kind: TroubleKind;
    /** A device, a gantry, or a section by its gantries: `G6-G7`. */
    subject: string;
    site: string;
    road: string;
    sinceMs: number;
    foundMs: number;
    endedMs: number | undefined;
    /** Most sites went quiet with it. */
    isWide: boolean;
    evidence: Evidence;
}

/** What a trouble rests on; which test, what it counted, and the figure it came to. */
export type Evidence =
    | {test: 'heartbeats'; missed: number; lastHeardMs: number; toldAgainAfterMs: number}
    | {test: 'vehicles-at-neighbours'; trials: number; missed: number; low: number; high: number;
        usual: number}
    | {test: 'traffic'; expected: number; quietMs: number; perHour: number}
    | {test: 'receipt'; offsetMs: number; messages: number; leastMs: number; spreadMs: number;
        othersMs: number}
    | {test: 'times-at-neighbours'; offsetMs: number; plusMinusMs: number; vehicles: number}
    | {test: 'travel-times'; cars: number; surveyedMetres: number; impliedMetres: number}
    | {test: 'section-speed'; cars: number; metresPerSecond: number; usualMetresPerSecond: number};

/** One cause, whatever it troubles: what people are told, once. */
export interface Alarm {
    id: string;
    /** `silent M2-07`: what and whose. */
    cause: string;
    kind: TroubleKind;
    sinceMs: number;
    foundMs: number;
    endedMs: number | undefined;
    troubles: Trouble[];
}

/** On one road what begins within this is taken for one cause, until it is quiet. */
const TOGETHER_MS = 15 * 60_000;
/** Trouble that comes back within this has not gone; a test may take an hour to see it. */
const QUIET_MS = 90 * 60_000;

/** Gathers troubles into alarms: one a cause. */
export class Alarms {
    readonly #alarms: Alarm[];
    readonly #changed = new Set<Alarm>();

    constructor(open: readonly Alarm[] = []) {
        this.#alarms = open.map(alarm => ({...alarm, troubles: [...alarm.troubles]}));
    }

    /** Those that are open, or ended a short while ago and may come back. */
    get open(): readonly Alarm[] {
        return this.#alarms;
    }

    /** Those that have not ended. */
    get standing(): Alarm[] {
        return this.#alarms.filter(alarm => alarm.endedMs === undefined);
    }

    /** What is wrong with any of these just now. */
    troublesOf(subjects: readonly string[]): TroubleKind[] {
        return this.#alarms.flatMap(alarm => alarm.troubles)
            .filter(({endedMs, subject}) => endedMs === undefined && subjects.includes(subject))
            .map(each => each.kind);
    }

    /** What was opened, ended or joined since it was last asked. */
    takeChanged(): Alarm[] {
        const changed = [...this.#changed];
        this.#changed.clear();
        return changed;
    }

    find(kind: TroubleKind, subject: string): Trouble | undefined {
        for (const {troubles} of this.#alarms) {
            const found = troubles.find(each => each.kind === kind && each.subject === subject
                && each.endedMs === undefined);
            if (found) return found;
        }
        return undefined;
    }

    begin(trouble: Trouble): void {
        const alarm = this.#alarms.find(each => isSameCause(each, trouble)) ?? this.#new(trouble);
        const again = alarm.troubles.find(each => each.kind === trouble.kind
            && each.subject === trouble.subject);
        const isNews = !again || alarm.endedMs !== undefined;
        if (again) Object.assign(again, {endedMs: undefined, evidence: trouble.evidence});
        else alarm.troubles.push(trouble);
        alarm.endedMs = undefined;
        if (trouble.kind === 'silent' && alarm.kind === 'losing') alarm.kind = 'silent';
        if (!isNews) return;
        alarm.cause = causeOf(alarm);
        this.#changed.add(alarm);
    }

    /** Ends a trouble; its alarm ends when nothing else is wrong. */
    end(trouble: Trouble, atMs: number): void {
        trouble.endedMs = atMs;
        const alarm = this.#alarms.find(each => each.troubles.includes(trouble));
        if (!alarm || alarm.troubles.some(each => each.endedMs === undefined)) return;
        alarm.endedMs = atMs;
        this.#changed.add(alarm);
    }

    /** Forgets what ended long enough ago. */
    forget(nowMs: number): void {
        for (let nth = this.#alarms.length - 1; nth >= 0; nth--) {
            const {endedMs} = this.#alarms[nth]!;
            if (endedMs !== undefined && nowMs - endedMs > QUIET_MS) this.#alarms.splice(nth, 1);
        }
    }

    #new(trouble: Trouble): Alarm {
        const {kind, subject, sinceMs, foundMs} = trouble;
        const alarm: Alarm = {
            id: `${kind}:${subject}:${foundMs}`, cause: '', kind, sinceMs, foundMs,
            endedMs: undefined, troubles: [],
        };
        this.#alarms.push(alarm);
        return alarm;
    }
}

function isSameCause(alarm: Alarm, trouble: Trouble): boolean {
    const isCount = isOfCounting(trouble.kind);
    if (isCount !== isOfCounting(alarm.kind)) return false;
    const isBack = alarm.troubles.some(each => each.subject === trouble.subject
        && each.kind === trouble.kind || isCount && each.site === trouble.site);
    if (isBack) return isCount || alarm.kind === trouble.kind;
    if (trouble.isWide && alarm.troubles.some(each => each.isWide)) return true;
    if (!isCount || trouble.evidence.test === 'heartbeats') {
        return trouble.kind === alarm.kind && trouble.kind === 'clock'
            && alarm.troubles.some(each => each.site === trouble.site);
    }
    return alarm.troubles.some(each => each.road === trouble.road
        && Math.abs(trouble.sinceMs - each.sinceMs) < TOGETHER_MS);
}

function isOfCounting(kind: TroubleKind): boolean {
    return kind === 'silent' || kind === 'losing';
}

function causeOf({kind, troubles: all}: Alarm): string {
    const sites = [...new Set(all.map(each => each.site))].sort(compareText);
    const roads = [...new Set(all.map(each => each.road))].sort(compareText);
    const subjects = [...new Set(all.map(each => each.subject))];
    const whose = subjects.length === 1 ? subjects[0]!
        : sites.length === 1 ? `site ${sites[0]!}`
            : `${sites.length} sites of ${roads.join(', ')}`;
    return `${kind} ${whose}`;
}
