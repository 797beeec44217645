import {moneyText, statuses, type Figure, type Status} from '@karwan/base';
import type {Point, Section} from '@karwan/journey';
import type {Scheme, TariffLine, Validity} from './scheme.ts';
import {priceOf} from './tariff.ts';
import {tollRangeOf} from './toll-range.ts';
import {windowRulesOf} from './window-rule.ts';

/** How much of something is measured, published, estimated, assumed. */
export type ByStatus = Readonly<Record<Status, number>>;

/** What a road charges a class: its tariff lines by status, and when they count. */
export interface ClassKnown {
    class: string;
    lines: ByStatus;
    /** The time priced, in stretches without a gap. */
    priced: readonly Validity[];
    /** What the whole road costs by the last line, computed; undefined where no line is. */
    whole: WholeToll | undefined;
}

/** A toll for the whole road, and what the ranges of the lengths make of it: decimal strings. */
export interface WholeToll {
    line: string;
    toll: string;
    low: string;
    high: string;
    /** How well the line is known. */
    status: Status;
}

/** How well a road's prices, lengths and sites are known. */
export interface RoadKnown {
    road: string;
    name: string;
    classes: readonly ClassKnown[];
    /** Of one direction. */
    lengthMetres: ByStatus;
    tolledMetres: ByStatus;
    /** The tolled length in all, where the scheme states it with its range. */
    tolled: Figure | undefined;
    /** How well the rule for a part of the road is known, where tolls are shares of the whole. */
    part: Status | undefined;
    /** Gantries and stations, all directions. */
    sites: ByStatus;
    interchanges: ByStatus;
}

/** How well everything in a scheme is known. */
export interface SchemeKnown {
    roads: readonly RoadKnown[];
    surcharges: ByStatus;
    rules: ByStatus;
}

/** Counts a scheme's figures by how well they are known. */
export function howKnown(scheme: Scheme): SchemeKnown {
    const {corridor, tariffs, surcharges, rules} = scheme;
    const one = (): number => 1;
    return {
        roads: corridor.roads.map(({id: road, name, directions, tolled}) => {
            const sections = corridor.sections
                .filter(s => s.road === road && s.direction === directions[0]);
            const ofRoad = ({road: other}: {road: string}): boolean => other === road;
            // Where a vehicle's day joins the road with others, its prices are the day's.
            const pricedAs = windowRulesOf(scheme).pricedAs(road);
            const lines = tariffs.filter(line => line.road === pricedAs);
            return {
                road, name, tolled,
                part: lines.map(partStatus).find(status => status !== undefined),
                classes: corridor.classes.map(
                    word => classKnown(
                        scheme, word, sections, lines.filter(line => line.class === word))),
                lengthMetres: byStatus(sections, s => s.lengthStatus, s => s.lengthMetres),
                tolledMetres: byStatus(sections, s => s.lengthStatus, s => s.tolledMetres),
                sites: byStatus(corridor.points.filter(ofRoad), siteStatus, one),
                interchanges: byStatus(
                    corridor.interchanges.filter(ofRoad), i => i.chainageStatus, one),
            };
        }),
        surcharges: byStatus(surcharges, s => s.origin.status, one),
        rules: byStatus(Object.values(rules.origins), o => o.status, one),
    };
}

function partStatus({price}: TariffLine): Status | undefined {
    return price.basis === 'share-of-road' ? price.part.status : undefined;
}

function siteStatus(point: Point): Status {
    return point.chainageStatus;
}

function classKnown(
    scheme: Scheme, name: string, sections: readonly Section[], lines: readonly TariffLine[],
): ClassKnown {
    const sorted = lines.toSorted((a, b) => a.validFromMs - b.validFromMs);
    return {
        class: name, lines: byStatus(lines, line => line.origin.status, () => 1),
        priced: pricedTime(lines),
        whole: wholeToll(scheme, sorted.at(-1), sections),
    };
}

/** The time in which some of these lines count, in stretches without a gap. */
export function pricedTime(lines: readonly TariffLine[]): Validity[] {
    const priced: Validity[] = [];
    const sorted = lines.toSorted((a, b) => a.validFromMs - b.validFromMs);
    for (const {validFromMs, validToMs} of sorted) {
        const last = priced.at(-1);
        if (last && validFromMs <= last.validToMs) {
            last.validToMs = Math.max(last.validToMs, validToMs);
        } else priced.push({validFromMs, validToMs});
    }
    return priced;
}

function wholeToll(
    scheme: Scheme, line: TariffLine | undefined, sections: readonly Section[],
): WholeToll | undefined {
    if (!line) return undefined;
    // Whatever its days and hours are, it is this line that is told.
    const alone = {...scheme, tariffs: [alwaysCounting(line)]};
    const driven = {road: line.road, class: line.class, atMs: line.validFromMs, sections};
    const {lowMinor, highMinor} = tollRangeOf(alone, driven)!;
    const text = (amountMinor: bigint): string => moneyText(amountMinor, scheme.corridor.currency);
    return {
        line: line.id, toll: text(priceOf(alone, driven)!.tollMinor), low: text(lowMinor),
        high: text(highMinor), status: line.origin.status,
    };
}

function alwaysCounting({id, road, class: of, validFromMs, validToMs, price, origin}: TariffLine,
): TariffLine {
    return {id, road, class: of, validFromMs, validToMs, price, origin};
}

function byStatus<T>(
    items: readonly T[], statusOf: (item: T) => Status, weight: (item: T) => number,
): ByStatus {
    const sums = Object.fromEntries(statuses.map(status => [status, 0])) as Record<Status, number>;
    for (const item of items) sums[statusOf(item)] += weight(item);
    return sums;
}
