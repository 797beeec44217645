import type {Corridor, Section} from '@karwan/journey';
import type {Scheme} from './scheme.ts';
import {priceOf, tollOf, type Driven} from './tariff.ts';

/** What a toll would be at the least and at the greatest length that the sources allow. */
export interface TollRange {
    lowMinor: bigint;
    highMinor: bigint;
}

/**
 * How far the ranges of the lengths move a toll; undefined where nothing is priced. Where a gantry
 * stands within its section moves nothing: a passage stands for the whole section.
 */
export function tollRangeOf(scheme: Scheme, driven: Driven): TollRange | undefined {
    const price = priceOf(scheme, driven);
    if (!price) return undefined;
    const {tollMinor, line, tolledMetres} = price;
    if (line.price.basis === 'matrix') return {lowMinor: tollMinor, highMinor: tollMinor};
    // All of what is printed as one price costs that price, however long it is.
    const wholeMetres = line.price.basis === 'share-of-road' ? line.price.wholeMetres : Infinity;
    if (tolledMetres === wholeMetres) return {lowMinor: tollMinor, highMinor: tollMinor};
    const {low, high} = tolledRange(scheme.corridor, driven, tolledMetres);
    const tollAt = (metres: number): bigint => tollOf(price.line, metres, driven.sections);
    return {
        lowMinor: tollAt(low),
        highMinor: tollAt(tolledMetres < wholeMetres ? Math.min(high, wholeMetres) : high),
    };
}

/**
 * The tolled metres driven, at least and at most. Each section has its range and the whole road
 * one of its own, which is narrower: what was driven can only be long where the rest is short.
 */
function tolledRange(
    corridor: Corridor, {road, sections}: Driven, tolledMetres: number,
): {low: number; high: number} {
    const driven = new Set(sections.map(s => s.gantry));
    const direction = sections[0]?.direction;
    const rest = corridor.sections.filter(
        s => s.road === road && s.direction === direction && !driven.has(s.gantry));
    const whole = corridor.roads.find(r => r.id === road)?.tolled;
    const least = (whole?.low ?? 0) * 1000 - sum(rest, highOf);
    const most = (whole?.high ?? Infinity) * 1000 - sum(rest, lowOf);
    return {
        low: Math.min(tolledMetres, Math.round(Math.max(sum(sections, lowOf), least))),
        high: Math.max(tolledMetres, Math.round(Math.min(sum(sections, highOf), most))),
    };
}

// A section that is tolled in part is as uncertain in that part as in the whole.
function lowOf({lengthMetres, tolledMetres, lowMetres}: Section): number {
    return lengthMetres === 0 ? 0 : lowMetres * tolledMetres / lengthMetres;
}

function highOf({lengthMetres, tolledMetres, highMetres}: Section): number {
    return lengthMetres === 0 ? 0 : highMetres * tolledMetres / lengthMetres;
}

function sum(sections: readonly Section[], metresOf: (section: Section) => number): number {
    return sections.reduce((total, section) => total + metresOf(section), 0);
}
