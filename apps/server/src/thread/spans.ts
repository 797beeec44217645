import {compareText} from '@karwan/base';
import {textArray, wholeArray} from '../array-literal.ts';

/** A stretch of time at a place or of a vehicle, both ends included. */
export interface Span {
    /** A point or a vehicle. */
    of: string;
    fromMs: number;
    toMs: number;
}

/** Spans of the same place or vehicle that touch become one, so that each row is read once. */
export function mergedSpans(spans: readonly Span[]): Span[] {
    const sorted = [...spans].sort((a, b) => compareText(a.of, b.of) || a.fromMs - b.fromMs);
    const merged: Span[] = [];
    for (const span of sorted) {
        const last = merged.at(-1);
        if (last && last.of === span.of && span.fromMs <= last.toMs) {
            last.toMs = Math.max(last.toMs, span.toMs);
        } else {
            merged.push({...span});
        }
    }
    return merged;
}

/** Spans as the columns of an `unnest`. */
export function spanValues(spans: readonly Span[]): string[] {
    return [
        textArray(spans.map(span => span.of)), wholeArray(spans.map(span => span.fromMs)),
        wholeArray(spans.map(span => span.toMs)),
    ];
}
