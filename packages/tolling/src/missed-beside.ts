import type {Ways} from '@karwan/journey';
import type {Passage} from './passage.ts';
import type {Scheme} from './scheme.ts';
import {CHARGED_FROM, TOLD_FROM, type Edge} from './trip-edges.ts';
import {stretchesFrom, type Drive} from './window.ts';

/**
 * What a scheme does where a gantry beside a trip may have missed it. `smaller`: of the two charges
 * that are possible the smaller one stands. `review`: it stands until a person has looked.
 * `beyond-doubt`: the gantry is charged where nearly all such trips are to be expected for a miss,
 * else the smaller charge stands. A scheme that says nothing has the first.
 */
export const missedBesideRules = ['smaller', 'review', 'beyond-doubt'] as const;
export type MissedBesideRule = (typeof missedBesideRules)[number];

interface Road {
    scheme: Pick<Scheme, 'tripModel' | 'rules'>;
    ways: Ways;
}

/**
 * What one trip drove, from its passages in the order of time, with what the learned edges say of
 * the gantries just before and after: charged ones are driven, those in doubt stand beside a drive.
 */
export function drivenFrom(passages: readonly Passage[], road: Road): Drive[][] {
    const stretches = stretchesFrom(passages, road.ways);
    if (!road.scheme.tripModel?.edges?.length) return stretches;
    const points = passages.map(({point}) => point);
    const driven = new Set(stretches.flat().map(({section}) => section.gantry));
    return stretches.map(stretch => {
        const [before, after] = [stretch[0], stretch.at(-1)].map((end, nth) => {
            if (!end || end.passages.length === 0) return undefined;
            const edge = edgeAt(SIDES[nth]!, end.section.gantry, points, road);
            return edge && !driven.has(edge.missed) ? edge : undefined;
        });
        return besides(besides(stretch, before, road), after, road);
    });
}

const SIDES = ['before', 'after'] as const;

function besides(
    stretch: readonly Drive[], edge: Edge | undefined, road: Road,
): Drive[] {
    if (!edge) return [...stretch];
    const {sinceMs} = edge.side === 'before' ? stretch[0]! : stretch.at(-1)!;
    if (isCharged(edge, road)) {
        const missed = {section: road.ways.section(edge.missed), passages: [], sinceMs};
        return edge.side === 'before' ? [missed, ...stretch] : [...stretch, missed];
    }
    return stretch.map(drive => drive.section.gantry === edge.gantry
        ? {...drive, beside: [...drive.beside ?? [], edge]} : drive);
}

function isCharged({chance}: Edge, {scheme}: Road): boolean {
    return scheme.rules.missedBeside === 'beyond-doubt' && chance >= CHARGED_FROM;
}

/**
 * The edge of a trip that was seen at these points and begins (or ends) at this gantry; undefined
 * where a ramp's record bears out that it does, where nothing is known, or where the road leads on
 * to more than one section.
 */
function edgeAt(
    side: Edge['side'], gantry: string, points: readonly string[], {scheme, ways}: Road,
): Edge | undefined {
    const edge = scheme.tripModel?.edges?.find(one =>
        one.side === side && one.gantry === gantry && one.chance >= TOLD_FROM);
    if (!edge) return undefined;
    const between = (beyond: string) =>
        side === 'before' ? ways.between(beyond, gantry) : ways.between(gantry, beyond);
    const isNext = between(edge.missed)?.sections.length === 0
        && ways.section(edge.missed).road === ways.section(gantry).road;
    const isBorneOut = points.some(point => !ways.isGantry(point) && between(point) !== undefined);
    return isNext && !isBorneOut ? edge : undefined;
}

/** An edge of a charge, and whether the gantry that may have missed it is charged. */
export interface Beside extends Edge {
    isCharged: boolean;
}

/** What of a charge's gantries was told by edges: for `explain`, from what is stored of it. */
export function besideOf(
    charge: {gantries: readonly string[]; inferred: readonly string[]},
    trip: {path: readonly string[]; points: readonly string[]}, road: Road,
): Beside[] {
    return SIDES.flatMap(side => {
        const inwards = side === 'before' ? charge.gantries : charge.gantries.toReversed();
        const [end, next] = inwards;
        if (end === undefined || !isEnd(side, end, trip.path, road.ways)) return [];
        const isMissed = charge.inferred.includes(end);
        const seen = isMissed ? next : end;
        const edge = seen === undefined ? undefined : edgeAt(side, seen, trip.points, road);
        if (!edge || isMissed !== (edge.missed === end)) return [];
        const isElsewhere = !isMissed && trip.path.includes(edge.missed);
        return isElsewhere ? [] : [{...edge, isCharged: isMissed}];
    });
}

// Where another stretch of the trip leads to it, it is no end.
function isEnd(
    side: Edge['side'], gantry: string, path: readonly string[], ways: Ways,
): boolean {
    const at = path.indexOf(gantry);
    const beyond = path[side === 'before' ? at - 1 : at + 1];
    if (beyond === undefined) return true;
    return side === 'before' ? !ways.between(beyond, gantry) : !ways.between(gantry, beyond);
}
