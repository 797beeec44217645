import type {Pass, Section, Ways} from '@karwan/journey';
import type {Passage} from './passage.ts';
import type {Edge} from './trip-edges.ts';
import {OUT_OF_ORDER_MS} from './trip-road.ts';

/**
 * What is priced together: where a scheme says nothing else, the sections of one road that a
 * vehicle drove in one go.
 */
export interface Window {
    /**
     * `<trip>/<road>`, and `/2` and on where a trip comes onto the road again. Where a rule cuts
     * windows, `<trip>/<road>/<gantry>`, `<trip>/<rule>/<day>` or `<trip>/<road>/return`. What was
     * bought is `<place of its fact in the log>/<rule>`.
     */
    id: string;
    /** The trip that it is of; of several the lowest. Of what was bought the place of its fact. */
    trip: number;
    /** The road, or the rule that its prices are of where that spans roads. */
    road: string;
    /** Interchanges: where the first section begins, where the last one ends. */
    entry: string;
    exit: string;
    fromMs: number;
    toMs: number;
    sections: readonly Section[];
    /** What was seen, in order of time. */
    passages: readonly Passage[];
    /** Gantries that must have been passed and reported nothing, in order of the road. */
    inferred: readonly string[];
    /** Of a drive there and back: so many of the sections are the way there. */
    thereSections?: number;
    /** Gantries beside it that may have missed the vehicle and are not charged. */
    beside?: readonly Edge[];
    /** What was bought, where nobody drove: a pass costs its price at the moment it begins. */
    pass?: Pass;
}

/** A section driven: what saw it, and no earlier than when it was passed. */
export interface Drive {
    section: Section;
    passages: Passage[];
    sinceMs: number;
    /** What may have missed the vehicle before or after it, and is not charged. */
    beside?: readonly Edge[];
}

/** Sections that follow one another, as far as they are known. */
interface Stretch {
    driven: Drive[];
    /** The point furthest down the road, a gantry or a station, and when it was passed. */
    end: string;
    endMs: number;
}

/**
 * The windows of one trip, from its passages in the order of time, road by road. What lies on the
 * only way between two passages was driven and is filled in. A passage out of order finds its
 * place on the road; where there is no way at all the vehicle has been elsewhere, and a new
 * stretch begins.
 */
export function windowsFrom(trip: number, passages: readonly Passage[], ways: Ways): Window[] {
    return windowsOfStretches(trip, stretchesFrom(passages, ways));
}

/** A window for each road of each stretch: from entry to exit. */
export function windowsOfStretches(trip: number, stretches: readonly Drive[][]): Window[] {
    const windows: Window[] = [];
    const times = new Map<string, number>();
    for (const stretch of stretches) {
        for (const driven of splitByRoad(stretch)) {
            const {road} = driven[0]!.section;
            const nth = (times.get(road) ?? 0) + 1;
            times.set(road, nth);
            const id = nth === 1 ? `${trip}/${road}` : `${trip}/${road}/${nth}`;
            windows.push(windowOf(id, trip, road, driven));
        }
    }
    return windows;
}

/**
 * What one trip drove, from its passages in the order of time: stretches within which each section
 * leads to the next, as far as that is known.
 */
export function stretchesFrom(passages: readonly Passage[], ways: Ways): Drive[][] {
    const stretches: Stretch[] = [];
    for (const passage of passages) {
        const stretch = stretches.at(-1);
        if (stretch && takesIn(stretch, passage, ways)) continue;
        const {point, atMs} = passage;
        stretches.push({driven: seen(passage, ways), end: point, endMs: atMs});
    }
    return stretches.map(({driven}) => driven);
}

/** Takes the passage into the stretch where it fits; false where it does not. */
function takesIn(stretch: Stretch, passage: Passage, ways: Ways): boolean {
    const {driven, end} = stretch;
    const {point, atMs} = passage;
    driven.find(({section}) => section.gantry === point)?.passages.push(passage);
    if (point === end) stretch.endMs = atMs;
    return holds(stretch, point) || follows(stretch, passage, ways)
        || liesWithin(stretch, point, ways) || leads(stretch, passage, ways);
}

function holds({driven, end}: Stretch, point: string): boolean {
    return point === end || driven.some(({section}) => section.gantry === point);
}

// A station between two gantries that were passed says nothing new.
function liesWithin({driven, end}: Stretch, point: string, ways: Ways): boolean {
    const first = driven[0]?.section.gantry;
    return first !== undefined && ways.between(first, point) !== undefined
        && ways.between(point, end) !== undefined;
}

function follows(stretch: Stretch, passage: Passage, ways: Ways): boolean {
    const way = ways.between(stretch.end, passage.point);
    if (!way) return false;
    stretch.driven.push(
        ...way.sections.map(section => inferred(section, stretch.endMs)), ...seen(passage, ways));
    stretch.end = passage.point;
    stretch.endMs = passage.atMs;
    return true;
}

// Clocks of neighbouring gantries differ by seconds: what lies just upstream came first.
function leads({driven}: Stretch, passage: Passage, ways: Ways): boolean {
    const first = driven[0];
    if (!first || passage.atMs - first.sinceMs > OUT_OF_ORDER_MS) return false;
    const way = ways.between(passage.point, first.section.gantry);
    if (!way) return false;
    driven.unshift(
        ...seen(passage, ways), ...way.sections.map(section => inferred(section, passage.atMs)));
    return true;
}

// A station stands on a ramp and not over a section.
function seen(passage: Passage, ways: Ways): Drive[] {
    const {point, atMs} = passage;
    return ways.isGantry(point)
        ? [{section: ways.section(point), passages: [passage], sinceMs: atMs}] : [];
}

function inferred(section: Section, sinceMs: number): Drive {
    return {section, passages: [], sinceMs};
}

function splitByRoad(stretch: readonly Drive[]): Drive[][] {
    const parts: Drive[][] = [];
    for (const driven of stretch) {
        const part = parts.at(-1);
        if (part && part[0]!.section.road === driven.section.road) part.push(driven);
        else parts.push([driven]);
    }
    return parts;
}

/** Sections that are priced together, as they were driven, under one name. */
export function windowOf(
    id: string, trip: number, road: string, driven: readonly Drive[],
): Window {
    const passages: Passage[] = [];
    const missed: string[] = [];
    let [fromMs, toMs] = [Infinity, -Infinity];
    for (const {section, passages: own, sinceMs} of driven) {
        if (own.length === 0) missed.push(section.gantry);
        for (const atMs of own.length === 0 ? [sinceMs] : own.map(passage => passage.atMs)) {
            fromMs = Math.min(fromMs, atMs);
            toMs = Math.max(toMs, atMs);
        }
        passages.push(...own);
    }
    const beside = driven.flatMap(drive => drive.beside ?? []);
    return {
        ...beside.length > 0 ? {beside} : {},
        id, trip, road,
        entry: driven[0]!.section.from,
        exit: driven.at(-1)!.section.to,
        fromMs,
        toMs,
        sections: driven.map(({section}) => section),
        passages: passages.sort((a, b) => a.atMs - b.atMs),
        inferred: missed,
    };
}
