import {Pricing, Router, type Arc, type Graph, type Link, type Network} from '@karwan/network';
import {AT, WIDTH} from './feature.ts';

/** What the corridor counts as home, and which lines are renewed or stand for the world by sea. */
export interface HomeRule {
    country: string;
    /** The place by which the world is reached by sea, from home and from its neighbours. */
    world: string;
    /** The line that a renewal renews. */
    renewedLine: string;
    /** Sea lanes from home to neighbours that are ways of their own; no other leads over. */
    lanes: readonly string[];
}

/** Which side of home's borders an arc lies on; a gate leads over. */
export const sides = ['home', 'away', 'gate-out', 'gate-in'] as const;
export type Side = (typeof sides)[number];

/** An arc with what it takes, where it lies, and what opens it. */
export interface FeaturedArc {
    tail: number;
    head: number;
    features: Float64Array;
    side: Side;
    isRail: boolean;
    isTolled: boolean;
    /** What must be opened for it, any of these; undefined where it is open. */
    opensBy: readonly string[] | undefined;
    /** What may shut it: links, places, crossings. */
    shutBy: readonly string[];
    /** Of a gate: which crossing or sea lane, and the mode. */
    gate: {id: string; mode: string} | undefined;
}

/** A network's graph with its arcs taken apart. */
export interface FeaturedGraph {
    graph: Graph;
    arcs: readonly FeaturedArc[];
    /** The states of each place, its parts with it. */
    statesAt(place: string): number[];
}

/** Takes a network apart, with everything open that may ever be. `tariffs` is the day of tolls. */
export function featuredGraph(
    network: Network, home: HomeRule, tariffs: string,
): FeaturedGraph {
    const router = new Router(network);
    const opened = network.links.flatMap(({id, project}) =>
        project === undefined ? [id] : [id, project]);
    const question = {from: '', to: '', opened};
    const carriage = {...router.carriage(question, undefined), day: tariffs};
    const costs = router.costs(carriage, []);
    const free = new Pricing({...network, tolls: []}).costs(router.graph, carriage);
    const country = new Map(network.places.map(place => [place.id, place.country]));
    const minor = 10 ** network.currency.minorDigits;
    const arcs = router.graph.arcs.flatMap((arc, number) => {
        if (costs.cost[number] === Infinity) return [];
        const side = sideOf(arc, home, country);
        if (side === undefined) return [];
        const features = new Float64Array(WIDTH);
        const taken = {
            hours: costs.hoursP50[number]!,
            spread: costs.hoursP90[number]! - costs.hoursP50[number]!,
            money: free.moneyMinor[number]! / minor,
            toll: (costs.moneyMinor[number]! - free.moneyMinor[number]!) / minor,
            loss: costs.lossPermille[number]! / 1000 * carriage.commodity.value.value,
        };
        fill(features, arc, taken, home, country);
        return [{
            tail: router.graph.tail[number]!, head: router.graph.head[number]!, features, side,
            isRail: arc.kind !== 'handover' && arc.link.mode === 'rail',
            isTolled: features[AT.toll]! > 0,
            opensBy: opensBy(arc), shutBy: shutBy(arc), gate: gateOf(arc, side),
        }];
    });
    return {graph: router.graph, arcs, statesAt: place => router.statesAt(place)};
}

// The world by sea belongs to both sides: from there both are reached.
function sideOf(
    arc: Arc, home: HomeRule, country: ReadonlyMap<string, string>,
): Side | undefined {
    const {from, to} = arc;
    const isHome = (place: string): boolean => country.get(place) === home.country;
    const [a, b] = [isHome(from), isHome(to)];
    // One waits at a border on the side that one comes from.
    if (arc.kind === 'border') return a ? 'home' : 'away';
    if (a && b) return 'home';
    if ((a && to === home.world) || (b && from === home.world)) return 'home';
    if (!a && !b) return 'away';
    const isLand = arc.kind === 'link' && arc.link.crossing !== undefined;
    if (!isLand && !(arc.kind === 'link' && home.lanes.includes(arc.link.id))) return undefined;
    return a ? 'gate-out' : 'gate-in';
}

function fill(
    features: Float64Array, arc: Arc,
    taken: {hours: number; spread: number; money: number; toll: number; loss: number},
    home: HomeRule, country: ReadonlyMap<string, string>,
): void {
    features[AT.loss] = taken.loss;
    features[AT.spreadHours] = taken.spread;
    if (arc.kind === 'link') {
        const isHome = country.get(arc.link.from) === home.country;
        fillLink(features, arc.link, taken, isHome, home.renewedLine);
        return;
    }
    const isBorder = arc.kind === 'border';
    features[isBorder ? AT.borderHours : AT.terminalHours] = taken.hours;
    features[isBorder ? AT.borderMoney : AT.terminalMoney] = taken.money;
}

function fillLink(
    features: Float64Array, link: Link, taken: {hours: number; money: number; toll: number},
    isHome: boolean, renewedLine: string,
): void {
    const km = link.length.value;
    const {hours, money} = taken;
    if (link.mode === 'rail' && isNew(link)) {
        features[link.terrain === 'mountain' ? AT.newKmSteep : AT.newKmEasy] = km;
    } else if (link.mode === 'rail') {
        const isRenewed = link.line === renewedLine;
        features[isRenewed ? AT.renewHours : AT.railHours] = hours;
        features[isHome ? AT.railMoneyHome : AT.railMoneyAway] = money;
        features[isHome ? AT.railKmHome : AT.railKmAway] = km;
        if (isRenewed) features[AT.renewKm] = km;
    } else if (link.mode === 'road') {
        features[AT.roadHours] = hours;
        features[isHome ? AT.roadMoneyHome : AT.roadMoneyAway] = money;
        features[isHome ? AT.roadKmHome : AT.roadKmAway] = km;
        features[AT.toll] = taken.toll;
        if (taken.toll > 0) features[AT.tolledKm] = km;
    } else {
        features[AT.seaHours] = hours;
        features[AT.seaMoney] = money;
        features[AT.seaKm] = km;
    }
}

// A line that is not there yet has its time from its length and terrain, its price from a tariff.
function isNew({state}: Link): boolean {
    return state === 'planned' || state === 'building';
}

function opensBy(arc: Arc): readonly string[] | undefined {
    if (arc.kind === 'handover' || arc.link.state === 'open') return undefined;
    return arc.link.project === undefined ? [arc.link.id] : [arc.link.id, arc.link.project];
}

function shutBy(arc: Arc): readonly string[] {
    if (arc.kind === 'handover') return [arc.from, arc.handover.id];
    const {id, crossing} = arc.link;
    return crossing === undefined ? [id, arc.from, arc.to] : [id, arc.from, arc.to, crossing];
}

function gateOf(arc: Arc, side: Side): FeaturedArc['gate'] {
    if (side === 'home' || side === 'away' || arc.kind !== 'link') return undefined;
    return {id: arc.link.crossing ?? arc.link.id, mode: arc.link.mode};
}
