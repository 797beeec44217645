import type {Section, Ways} from '@karwan/journey';
import type {Passage} from './passage.ts';

/** What is priced together: the sections of one road that a vehicle drove in one go. */
export interface Window {
    /** `<trip>/<road>`, and `/2` and on where a trip comes onto the road again. */
    id: string;
    trip: number;
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
}

/** A section driven: what saw it, and when it was passed at the latest. */
interface Driven {
    section: Section;
    passages: Passage[];
    atMs: number;
}

/**
 * The windows of one trip, from its passages in the order of time. What lies on the only way
 * between two passages was driven and is filled in. A passage out of order finds its place on the
 * road; where there is no way at all the vehicle has been elsewhere, and a new stretch begins.
 */
export function windowsFrom(trip: number, passages: readonly Passage[], ways: Ways): Window[] {
    const windows: Window[] = [];
    const times = new Map<string, number>();
    for (const stretch of stretchesFrom(passages, ways)) {
        for (const driven of splitByRoad(stretch)) {
            const {road} = driven[0]!.section;
            const nth = (times.get(road) ?? 0) + 1;
            times.set(road, nth);
            windows.push(windowOf(trip, nth, driven));
        }
    }
    return windows;
}

function stretchesFrom(passages: readonly Passage[], ways: Ways): Driven[][] {
    const stretches: Driven[][] = [];
    let stretch: Driven[] = [];
    let last: Passage | undefined;
    for (const passage of passages) {
        if (!last || !goesOn(stretch, last, passage, ways)) {
            stretch = [];
            stretches.push(stretch);
            if (ways.isGantry(passage.point)) stretch.push(seen(passage, ways));
            last = passage;
        } else if (isBefore(stretch, last, passage)) {
            // It came late into order: the stretch still ends where it ended.
        } else {
            last = passage;
        }
    }
    return stretches.filter(driven => driven.length > 0);
}

function isBefore(stretch: readonly Driven[], last: Passage, passage: Passage): boolean {
    const at = (point: string) => stretch.findIndex(driven => driven.section.gantry === point);
    return at(passage.point) >= 0 && at(passage.point) < at(last.point);
}

/** Takes the passage into the stretch where it fits; false where it does not. */
function goesOn(stretch: Driven[], last: Passage, passage: Passage, ways: Ways): boolean {
    const known = stretch.find(driven => driven.section.gantry === passage.point);
    if (known) {
        known.passages.push(passage);
        return true;
    }
    if (last.point === passage.point) return true;
    const way = ways.between(last.point, passage.point);
    if (way) {
        stretch.push(...way.sections.map(section => inferred(section, last.atMs)));
        if (ways.isGantry(passage.point)) stretch.push(seen(passage, ways));
        return true;
    }
    return leads(stretch, passage, ways);
}

// Clocks of neighbouring gantries differ by seconds: what lies just upstream came first.
function leads(stretch: Driven[], passage: Passage, ways: Ways): boolean {
    const first = stretch[0];
    if (!first || passage.atMs - first.atMs > OUT_OF_ORDER_MS) return false;
    const way = ways.between(passage.point, first.section.gantry);
    if (!way) return false;
    stretch.unshift(...way.sections.map(section => inferred(section, passage.atMs)));
    if (ways.isGantry(passage.point)) stretch.unshift(seen(passage, ways));
    return true;
}

/** Readings of neighbouring gantries that came in the wrong order lie this close together. */
const OUT_OF_ORDER_MS = 120_000;

function seen(passage: Passage, ways: Ways): Driven {
    return {section: ways.section(passage.point), passages: [passage], atMs: passage.atMs};
}

function inferred(section: Section, atMs: number): Driven {
    return {section, passages: [], atMs};
}

function splitByRoad(stretch: readonly Driven[]): Driven[][] {
    const parts: Driven[][] = [];
    for (const driven of stretch) {
        const part = parts.at(-1);
        if (part && part[0]!.section.road === driven.section.road) part.push(driven);
        else parts.push([driven]);
    }
    return parts;
}

function windowOf(trip: number, nth: number, driven: readonly Driven[]): Window {
    const {road} = driven[0]!.section;
    const times = driven.map(({atMs}) => atMs);
    return {
        id: nth === 1 ? `${trip}/${road}` : `${trip}/${road}/${nth}`,
        trip,
        road,
        entry: driven[0]!.section.from,
        exit: driven.at(-1)!.section.to,
        fromMs: Math.min(...times),
        toMs: Math.max(...times),
        sections: driven.map(({section}) => section),
        passages: driven.flatMap(({passages}) => passages).sort((a, b) => a.atMs - b.atMs),
        inferred: driven.filter(({passages}) => passages.length === 0)
            .map(({section}) => section.gantry),
    };
}
