import type {Figure} from '@karwan/base';
import {groupedBy, HOUR_MS, type Chance, weakest} from '@karwan/base';
import {COST_PER_MINOR, type ArcCosts, type Quantiles} from './cost.ts';
import type {Arc, Graph} from './graph.ts';
import {drawnZ, hoursAt, quantilesOfDraws, sumOfHours} from './hours.ts';
import type {Mode, Observed} from './network.ts';
import type {Gate} from './opening.ts';
import type {Step} from './timed-paths.ts';

/** One stretch, border or handover of a route, with every figure's origin. */
export interface Leg {
    kind: 'link' | 'border' | 'gauge' | 'port' | 'terminal';
    /** Ids of places. */
    from: string;
    to: string;
    mode: Mode;
    /** What it becomes, where the leg changes it. */
    toMode: Mode;
    gaugeMm: number;
    toGaugeMm: number;
    /** The link, crossing or handover. */
    id: string;
    line: string;
    lengthKm: number;
    hours: Quantiles;
    /** In minor units: the median, and what it may be. */
    money: Quantiles;
    lossPermille: number;
    /** Where the figures are from: a link's length, rates and tolls, a handover's figures. */
    origins: readonly LegOrigin[];
    arriveMs: number | undefined;
    waitHours: number;
    /** What others published of this border in this direction. */
    observed: readonly Observed[];
}

export interface LegOrigin extends Pick<Figure, 'status' | 'source' | 'date'> {
    what: string;
    file: string;
    line: number;
}

/** A way from one place to another, with what it takes in all. */
export interface Route {
    legs: readonly Leg[];
    lengthKm: number;
    hours: Quantiles;
    waitHours: number;
    /** In minor units. */
    money: Quantiles;
    lossPermille: number;
    /** Money, hours by their value, risk by its: what ways are compared by, in minor units. */
    costMinor: number;
    crossings: readonly string[];
    modes: readonly Mode[];
    /** Of all that it rests on, what hours and goods are worth among it. */
    weakest: Figure['status'];
}

/** What a route is told from. */
export interface RouteGround {
    graph: Graph;
    costs: ArcCosts;
    /** How well is known what hours and goods are worth, by which ways are compared. */
    values: readonly Figure['status'][];
    /** What of the hours of an arc varies together, and where its rates and tolls are from. */
    rateOf(arc: Arc): {group: string; origins: readonly LegOrigin[]} | undefined;
}

/** What a dated route is drawn from. */
interface Dated {
    gates: ReadonlyMap<number, Gate>;
    departMs: number;
    chance: Chance;
    draws: number;
}

/** A route from its steps; a dated one has its hours by `draws` of what may happen, from a seed. */
export function routeFrom(
    ground: RouteGround, steps: readonly (Step | {arc: number})[],
    dated?: Dated,
): Route {
    const legs = steps.map(step => legOf(ground, step, dated?.gates));
    const {costs} = ground;
    const sum = (of: (leg: Leg) => number): number => legs.reduce((all, leg) => all + of(leg), 0);
    const waitHours = sum(leg => leg.waitHours);
    const parts = togetherOf(ground, legs, steps);
    return {
        legs, waitHours,
        lengthKm: sum(leg => leg.lengthKm),
        hours: dated ? drawnHours(ground, steps, dated) : sumOfHours(parts),
        money: {
            p10: sum(leg => leg.money.p10), p50: sum(leg => leg.money.p50),
            p90: sum(leg => leg.money.p90),
        },
        lossPermille: sum(leg => leg.lossPermille),
        costMinor: steps.reduce((all, step) => all + stepCost(costs, step), 0) / COST_PER_MINOR,
        crossings: legs.filter(leg => leg.kind === 'border').map(leg => leg.id),
        modes: legs.map(leg => leg.mode).filter((mode, i, all) => mode !== all[i - 1]),
        weakest: weakest([
            ...ground.values, ...legs.flatMap(leg => leg.origins.map(origin => origin.status))]),
    };
}

// A dated step takes as long as it took: waiting, and slow where the border was slow.
function stepCost({cost, restCost, costPerHour}: ArcCosts, step: Step | {arc: number}): number {
    return 'startMs' in step
        ? restCost[step.arc]! + costPerHour * (step.endMs - step.arriveMs) / HOUR_MS
        : cost[step.arc]!;
}

function legOf(
    {graph, costs, rateOf}: RouteGround, step: Step | {arc: number},
    gates: Dated['gates'] | undefined,
): Leg {
    const {arc: number} = step;
    const arc = graph.arcs[number]!;
    const tail = graph.states[graph.tail[number]!]!;
    const head = graph.states[graph.head[number]!]!;
    const timed = 'startMs' in step ? step : undefined;
    const slowness = timed ? gates?.get(number)?.slownessAt(timed.startMs) ?? 1 : 1;
    const quantiles = (
        low: Float64Array, mid: Float64Array, high: Float64Array, times = 1,
    ): Quantiles => ({
        p10: low[number]! * times, p50: mid[number]! * times, p90: high[number]! * times,
    });
    return {
        kind: arc.kind === 'handover' ? arc.handover.kind : arc.kind,
        from: arc.from, to: arc.to,
        mode: tail.mode, toMode: head.mode, gaugeMm: tail.gaugeMm, toGaugeMm: head.gaugeMm,
        id: arc.kind === 'handover' ? arc.handover.id
            : arc.kind === 'link' ? arc.link.id : arc.link.crossing!,
        line: arc.kind === 'link' ? arc.link.line : '',
        lengthKm: arc.kind === 'link' ? arc.link.length.value : 0,
        hours: quantiles(costs.hoursP10, costs.hoursP50, costs.hoursP90, slowness),
        money: quantiles(costs.moneyLowMinor, costs.moneyMinor, costs.moneyHighMinor),
        lossPermille: costs.lossPermille[number]!,
        origins: [...originsOf(arc), ...rateOf(arc)?.origins ?? []],
        arriveMs: timed?.arriveMs,
        waitHours: timed ? (timed.startMs - timed.arriveMs) / HOUR_MS : 0,
        observed: observedOf(graph, arc),
    };
}

function originsOf(arc: Arc): LegOrigin[] {
    if (arc.kind === 'link') {
        const {length, at} = arc.link;
        return [originFrom('length', length, at)];
    }
    const handovers = arc.kind === 'border' ? arc.handovers : [arc.handover];
    return handovers.flatMap(({hours, money, lossPermille, at, side}) => {
        const of = side === undefined ? '' : ` of ${side}`;
        return [
            originFrom(`hours${of}`, hours, at), originFrom(`money${of}`, money, at),
            // What is lost at it has no source of its own; its hours' source says it.
            ...lossPermille > 0 ? [originFrom(`loss${of}`, hours, at)] : [],
        ];
    });
}

/** A figure's origin with where it stands in the files. */
export function originFrom(
    what: string, {status, source, date}: Figure, {file, line}: {file: string; line: number},
): LegOrigin {
    return {what, status, source, date, file, line};
}

function observedOf({network}: Graph, arc: Arc): Observed[] {
    if (arc.kind !== 'border') return [];
    const {from, to} = arc.handovers[0]!;
    return network.observed.filter(seen => seen.of === arc.link.crossing
        && seen.mode === arc.link.mode && seen.from === from && seen.to === to);
}

// Speeds of one rate rise and fall together; handovers vary each for itself.
function togetherOf(
    {graph, rateOf}: RouteGround, legs: readonly Leg[], steps: readonly {arc: number}[],
): Quantiles[] {
    const groups = groupedBy(legs.map((leg, i) => ({leg, i})), ({i}) =>
        rateOf(graph.arcs[steps[i]!.arc]!)?.group ?? `leg ${i}`);
    return [...groups.values()].map(group => group.reduce((sum, {leg}) => ({
        p10: sum.p10 + leg.hours.p10, p50: sum.p50 + leg.hours.p50, p90: sum.p90 + leg.hours.p90,
    }), {p10: 0, p50: 0, p90: 0}));
}

// The same way again and again, each time with other speeds and queues, at gates as they stand.
function drawnHours(
    {graph, costs, rateOf}: RouteGround, steps: readonly {arc: number}[],
    {gates, departMs, chance, draws}: Dated,
): Quantiles {
    const groups = steps.map(({arc}, i) => rateOf(graph.arcs[arc]!)?.group ?? `leg ${i}`);
    const times: number[] = [];
    for (let draw = 0; draw < draws; draw++) {
        const z = new Map<string, number>();
        let atMs = departMs;
        steps.forEach(({arc}, i) => {
            const group = groups[i]!;
            if (!z.has(group)) z.set(group, drawnZ(chance));
            const hours = hoursAt({
                p10: costs.hoursP10[arc]!, p50: costs.hoursP50[arc]!, p90: costs.hoursP90[arc]!,
            }, z.get(group)!);
            atMs = gates.get(arc)?.leave(atMs, hours).endMs
                ?? atMs + Math.round(hours * HOUR_MS);
        });
        times.push((atMs - departMs) / HOUR_MS);
    }
    return quantilesOfDraws(times);
}
