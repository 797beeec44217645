import type {Figure} from '@karwan/base';
import type {Arc, Graph} from './graph.ts';
import type {Commodity, Handover, Link, Mode, Network, Rate, Toll, Vehicle} from './network.ts';
import {RateBook} from './rate-book.ts';

/** What is carried, by what, and what of the network may be used for it. */
export interface Carriage {
    commodity: Commodity;
    /** What carries it, by mode; a mode without a vehicle is not used. */
    vehicles: ReadonlyMap<Mode, Vehicle>;
    /** Links and projects that count as open though they are planned, idle or closed. */
    opened: ReadonlySet<string>;
    /** The day by which tolls are taken; the last ones known where it is not given. */
    day: string | undefined;
}

/** Costs are whole thousandths of a minor unit, so that sums are exact. */
export const COST_PER_MINOR = 1_000;

/**
 * What each arc of a graph takes of a consignment: hours, money in minor units, loss in permille of
 * its value, and the cost that ways are compared by: money, hours times the value of an hour, the
 * hours from p50 to p90 times the value of such an hour, and the loss. What cannot be used costs
 * Infinity.
 */
export interface ArcCosts {
    cost: Float64Array;
    hoursP10: Float64Array;
    hoursP50: Float64Array;
    hoursP90: Float64Array;
    moneyMinor: Float64Array;
    moneyLowMinor: Float64Array;
    moneyHighMinor: Float64Array;
    lossPermille: Float64Array;
    /** The part of `cost` that does not depend on how long it takes. */
    restCost: Float64Array;
    /** What an hour of the consignment costs. */
    costPerHour: number;
}

/** What one arc takes. */
interface Taken {
    hours: Quantiles;
    money: Quantiles;
    lossPermille: number;
}

/** The rates of a link; a speed may be missing where its free time is published. */
export interface LinkRates {
    speed: Rate | undefined;
    price: Rate;
    loss: Rate | undefined;
}

/** A value with its p10 and p90. */
export interface Quantiles {
    p10: number;
    p50: number;
    p90: number;
}

/** Prices the arcs of a network; its tables are put in order once. */
export class Pricing {
    readonly #network: Network;
    readonly #book: RateBook;
    readonly #countryOf: ReadonlyMap<string, string>;
    readonly #tolls = new Map<string, Toll[]>();
    // Which rates count for a link never changes.
    readonly #rates = new Map<Vehicle, Map<Link, LinkRates>>();

    constructor(network: Network) {
        this.#network = network;
        this.#book = new RateBook(network.rates);
        this.#countryOf = new Map(network.places.map(place => [place.id, place.country]));
        for (const toll of network.tolls) {
            const key = `${toll.link} ${toll.vehicle}`;
            this.#tolls.set(key, [...this.#tolls.get(key) ?? [], toll]);
        }
    }

    /** What every arc takes of this carriage. */
    costs(graph: Graph, carriage: Carriage): ArcCosts {
        const {commodity} = carriage;
        const minor = 10 ** this.#network.currency.minorDigits;
        const [valueCost, hourCost, spreadCost] = [commodity.value, commodity.hour,
            commodity.spreadHour].map(f => f.value * minor * COST_PER_MINOR) as
            [number, number, number];
        const costs = emptyCosts(graph.arcs.length, hourCost);
        graph.arcs.forEach((arc, i) => {
            if (!this.#mayUse(arc, carriage)) {
                costs.cost[i] = Infinity;
                costs.restCost[i] = Infinity;
                return;
            }
            const {hours, money, lossPermille} = this.#taken(arc, carriage);
            costs.hoursP10[i] = hours.p10;
            costs.hoursP50[i] = hours.p50;
            costs.hoursP90[i] = hours.p90;
            costs.moneyMinor[i] = Math.round(money.p50 * minor);
            costs.moneyLowMinor[i] = Math.round(money.p10 * minor);
            costs.moneyHighMinor[i] = Math.round(money.p90 * minor);
            costs.lossPermille[i] = lossPermille;
            const rest = costs.moneyMinor[i]! * COST_PER_MINOR
                + Math.round(spreadCost * (hours.p90 - hours.p50))
                + Math.round(valueCost * lossPermille / 1000);
            costs.restCost[i] = rest;
            costs.cost[i] = rest + Math.round(hourCost * hours.p50);
        });
        return costs;
    }

    #mayUse(arc: Arc, {vehicles, opened, commodity}: Carriage): boolean {
        const isCarried = (mode: string): boolean =>
            vehicles.has(mode as Mode) && commodity.modes.includes(mode as Mode);
        if (arc.kind === 'handover') {
            const {kind, from, to} = arc.handover;
            return kind === 'gauge' ? isCarried('rail')
                : [from, to].every(text => isCarried(text.split(':')[0]!));
        }
        const {mode, access, id, state, project} = arc.link;
        if (!isCarried(mode)) return false;
        if (access.length > 0 && !access.includes(vehicles.get(mode)!.id)) return false;
        return state === 'open' || opened.has(id)
            || (project !== undefined && opened.has(project));
    }

    #taken(arc: Arc, carriage: Carriage): Taken {
        if (arc.kind === 'link') return this.#linkTaken(arc.link, carriage);
        const handovers = arc.kind === 'border' ? arc.handovers : [arc.handover];
        return sumOf(handovers.map(handoverTaken));
    }

    #linkTaken(link: Link, carriage: Carriage): Taken {
        const {commodity, day} = carriage;
        const vehicle = carriage.vehicles.get(link.mode)!;
        const {speed, price, loss} = this.ratesOf(link, vehicle);
        const km = link.length.value;
        // A lorry is hired whole; of a train or a ship one pays one's share.
        const share = commodity.tonnes / vehicle.tonnes;
        const vehicles = link.mode === 'road' ? Math.ceil(share) : share;
        const units = price.what === 'price' ? commodity.tonnes * km : vehicles * km;
        const toll = vehicles * this.tollsOf(link, vehicle, day)
            .reduce((sum, {money}) => sum + money.value, 0);
        const {low, value, high} = price.figure;
        return {
            hours: linkHours(link, speed?.figure),
            money: {p10: low * units + toll, p50: value * units + toll, p90: high * units + toll},
            lossPermille: (loss?.figure.value ?? 0) * km / 1000,
        };
    }

    /** The rates that count for a link, those of its first country. */
    ratesOf(link: Link, vehicle: Vehicle): LinkRates {
        let known = this.#rates.get(vehicle);
        if (!known) this.#rates.set(vehicle, known = new Map());
        let rates = known.get(link);
        if (!rates) {
            const country = this.#countryOf.get(link.from)!;
            const find = (what: Rate['what']): Rate | undefined =>
                this.#book.find({what, link, country, vehicle: vehicle.id});
            known.set(link, rates = {
                speed: find('speed'), loss: find('loss'),
                price: find('price') ?? find('price-vehicle')!,
            });
        }
        return rates;
    }

    /** The tolls that a vehicle pays on a link on that day, or as last known. */
    tollsOf(link: Link, vehicle: Vehicle, day: string | undefined): Toll[] {
        const tolls = this.#tolls.get(`${link.id} ${vehicle.id}`) ?? [];
        return tolls.filter(({firstDay, lastDay}) => day === undefined
            ? lastDay === undefined
            : (firstDay === undefined || firstDay <= day)
                && (lastDay === undefined || day <= lastDay));
    }
}

function linkHours(link: Link, speed: Required<Figure> | undefined): Quantiles {
    if (link.freeHours !== undefined) {
        return {p10: link.freeHours, p50: link.freeHours, p90: link.freeHours};
    }
    const hours = (kmh: number): number =>
        link.length.value / Math.min(kmh, link.maxKmh ?? Infinity);
    return {p10: hours(speed!.high), p50: hours(speed!.value), p90: hours(speed!.low)};
}

function handoverTaken({hours, money, lossPermille}: Handover): Taken {
    return {hours: quantilesOf(hours), money: quantilesOf(money), lossPermille};
}

function quantilesOf({low, value, high}: Required<Figure>): Quantiles {
    return {p10: low, p50: value, p90: high};
}

function sumOf(all: readonly Taken[]): Taken {
    const sum = (pick: (taken: Taken) => number): number =>
        all.reduce((total, taken) => total + pick(taken), 0);
    const quantiles = (of: 'hours' | 'money'): Quantiles => ({
        p10: sum(t => t[of].p10), p50: sum(t => t[of].p50), p90: sum(t => t[of].p90),
    });
    return {
        hours: quantiles('hours'), money: quantiles('money'),
        lossPermille: sum(t => t.lossPermille),
    };
}

function emptyCosts(arcs: number, costPerHour: number): ArcCosts {
    const array = (): Float64Array => new Float64Array(arcs);
    return {
        cost: array(), hoursP10: array(), hoursP50: array(), hoursP90: array(),
        moneyMinor: array(), moneyLowMinor: array(), moneyHighMinor: array(),
        lossPermille: array(), restCost: array(), costPerHour,
    };
}

/** Shuts, in these costs, whatever has one of these ids: a place, link, crossing or handover. */
export function shutIn(cost: Float64Array, graph: Graph, ids: ReadonlySet<string>): void {
    if (ids.size === 0) return;
    graph.arcs.forEach((arc, i) => {
        if (isNamed(arc, ids)) cost[i] = Infinity;
    });
}

/** Whether an arc is, leads over, or touches something of this id. */
export function isNamed(arc: Arc, ids: {has(id: string): boolean}): boolean {
    if (ids.has(arc.from) || ids.has(arc.to)) return true;
    if (arc.kind === 'handover') return ids.has(arc.handover.id);
    if (ids.has(arc.link.id)) return true;
    if (arc.kind === 'link') return false;
    return ids.has(arc.link.crossing!) || arc.handovers.some(h => ids.has(h.id));
}
