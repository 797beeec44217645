import {DAY_MS, dayBeside, HOUR_MS, Zone} from '@karwan/base';
import type {Opening} from './network.ts';
import {
    DAY_MINUTES, parseSeason, parseWeekly, WEEK_MINUTES, type Season, type Weekly,
} from './weekly.ts';

/** Nobody waits longer than this; beyond it nothing is said to open. */
const HORIZON_MS = 400 * DAY_MS;
const MINUTE_MS = 60_000;

/** A stretch of time from `fromMs` until before `toMs`; Infinity where there is no end. */
export interface Stretch {
    fromMs: number;
    toMs: number;
}

/** Whether something is open at a moment, and until when that stays so. */
interface Phase {
    isOpen: boolean;
    untilMs: number;
}

// A zone remembers offsets that it looked up; those of all rules are looked up once.
const zones = new Map<string, Zone>();

function zoneNamed(name: string): Zone {
    const zone = zones.get(name) ?? new Zone(name);
    zones.set(name, zone);
    return zone;
}

/** When one opening rule lets through; a rule that does not count at a moment lets through. */
export class OpeningRule {
    readonly opening: Opening;
    /** The row of the record that this is, or is what is left of. */
    readonly recorded: Opening;
    readonly counts: Stretch;
    readonly #zone: Zone;
    readonly #phase: (atMs: number) => Phase;

    constructor(opening: Opening, recorded = opening) {
        const {firstDay, lastDay, rule, open} = opening;
        this.opening = opening;
        this.recorded = recorded;
        this.#zone = zoneNamed(opening.zone);
        this.counts = {
            fromMs: firstDay === undefined ? -Infinity : this.#zone.startOfDayMs(firstDay),
            toMs: lastDay === undefined ? Infinity : this.#zone.startOfDayMs(dayBeside(lastDay, 1)),
        };
        const week = parseWeekly(open) ?? [];
        const season = parseSeason(open);
        this.#phase = {
            shut: () => ({isOpen: false, untilMs: Infinity}),
            slow: () => ({isOpen: true, untilMs: Infinity}),
            hours: (atMs: number) => this.#inWeek(week, atMs),
            season: (atMs: number) => this.#inYear(season!, atMs),
        }[rule];
    }

    /** Whether it lets through at that moment, and until when this stays so at least. */
    at(atMs: number): Phase {
        const {fromMs, toMs} = this.counts;
        if (atMs < fromMs) return {isOpen: true, untilMs: fromMs};
        if (atMs >= toMs) return {isOpen: true, untilMs: Infinity};
        const {isOpen, untilMs} = this.#phase(atMs);
        return {isOpen, untilMs: Math.min(untilMs, toMs)};
    }

    #inWeek(spans: Weekly, atMs: number): Phase {
        const localMs = atMs + this.#zone.offsetMs(atMs);
        // 1 January 1970 was a Thursday, three days after a Monday.
        const minutes = ((localMs / MINUTE_MS + 3 * DAY_MINUTES) % WEEK_MINUTES + WEEK_MINUTES)
            % WEEK_MINUTES;
        const span = spans.find(([, to]) => minutes < to) ?? [
            spans[0]![0] + WEEK_MINUTES, spans[0]![1] + WEEK_MINUTES] as const;
        const isOpen = minutes >= span[0];
        const left = (isOpen ? span[1] : span[0]) - minutes;
        return {isOpen, untilMs: this.#afterLocal(atMs, left * MINUTE_MS)};
    }

    // A local clock may be put forward or back meanwhile; what counts is what it shows.
    #afterLocal(atMs: number, localMs: number): number {
        const straight = atMs + localMs;
        const shown = straight + this.#zone.offsetMs(atMs) - this.#zone.offsetMs(straight);
        return Math.max(shown, atMs + 1);
    }

    #inYear({first, last}: Season, atMs: number): Phase {
        const day = this.#zone.day(atMs);
        const year = Number(day.slice(0, 4));
        for (let y = year - 1; y <= year + 1; y++) {
            const opensMs = this.#zone.startOfDayMs(`${y}-${first}`);
            const lastYear = last < first ? y + 1 : y;
            const shutsMs = this.#zone.startOfDayMs(dayBeside(`${lastYear}-${last}`, 1));
            if (atMs < opensMs) return {isOpen: false, untilMs: opensMs};
            if (atMs < shutsMs) return {isOpen: true, untilMs: shutsMs};
        }
        throw new Error(`no season ${first}..${last} about ${day}`);
    }
}

/** Everything that decides when one arc lets through, and how much slower it is then. */
export class Gate {
    /** Those that shut. */
    readonly rules: readonly OpeningRule[];
    /** Slow times too. */
    readonly all: readonly OpeningRule[];
    readonly #slow: readonly OpeningRule[];

    constructor(rules: readonly OpeningRule[]) {
        this.all = rules;
        this.rules = rules.filter(rule => rule.opening.rule !== 'slow');
        this.#slow = rules.filter(rule => rule.opening.rule === 'slow');
    }

    /** The first moment from then on at which all let through; Infinity where none is near. */
    nextOpenMs(atMs: number): number {
        let at = atMs;
        while (at !== Infinity) {
            const shut = this.rules.map(rule => rule.at(at)).filter(phase => !phase.isOpen);
            if (shut.length === 0) return at;
            at = Math.max(...shut.map(phase => phase.untilMs));
            if (at > atMs + HORIZON_MS) return Infinity;
        }
        return at;
    }

    /** The rules that keep it shut at that moment. */
    shutBy(atMs: number): Opening[] {
        return this.rules.filter(rule => !rule.at(atMs).isOpen).map(rule => rule.recorded);
    }

    /**
     * When it is left by whoever arrives then and takes so many hours, waiting where that is
     * quicker: at a shut border for its opening, at a slow one for better times. So who comes
     * later never leaves earlier.
     */
    leave(atMs: number, hours: number): {startMs: number; endMs: number} {
        let startMs = this.nextOpenMs(atMs);
        let best = {startMs, endMs: startMs + this.#lasts(startMs, hours)};
        while (this.#slow.length > 0 && startMs < best.endMs) {
            const changeMs = Math.min(...this.#slow.map(rule => rule.at(startMs).untilMs));
            startMs = this.nextOpenMs(changeMs);
            const endMs = startMs + this.#lasts(startMs, hours);
            if (endMs < best.endMs) best = {startMs, endMs};
        }
        return best;
    }

    /** By how much what is begun at that moment takes longer than usual. */
    slownessAt(startMs: number): number {
        return this.#slow
            .filter(({counts}) => startMs >= counts.fromMs && startMs < counts.toMs)
            .reduce((product, {opening}) => product * opening.factor, 1);
    }

    #lasts(startMs: number, hours: number): number {
        return startMs === Infinity ? 0
            : Math.round(hours * this.slownessAt(startMs) * HOUR_MS);
    }
}
