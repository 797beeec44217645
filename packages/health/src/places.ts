import {median} from '@karwan/base';
import type {Corridor} from '@karwan/journey';
import type {Evidence} from './alarm.ts';
import type {Triple} from './brackets.ts';
import {CARS, takeCar, type SectionCars} from './cars.ts';
import type {Roads} from './roads.ts';
import {surveyFaults} from './survey.ts';

/** What is kept: the latest cars of each section, and what is known to be wrong. */
export interface PlacesState {
    sections: SectionCars[];
    implied: Record<string, number>;
}

/** A fault of the survey, as the monitor tells it. */
export interface PlaceFault {
    kind: 'misplaced' | 'slow-section';
    subject: string;
    point: string;
    sinceMs: number;
    evidence: Evidence;
}

/** A carriageway is judged anew after so many more cars of one of its sections. */
const AGAIN_AFTER = CARS;

/** Whether gantries stand where the survey says, carriageway by carriageway. */
export class Places {
    readonly #roads: Roads;
    readonly #ways: readonly (readonly number[])[];
    readonly #sections = new Map<string, SectionCars>();
    readonly #implied: Map<number, number>;
    readonly #taken = new Map<string, number>();

    constructor({points}: Corridor, roads: Roads, state?: PlacesState) {
        this.#roads = roads;
        const carriageways = [...new Set(points.map(point => `${point.road} ${point.direction}`))];
        this.#ways = carriageways.map(way => points
            .filter(point => `${point.road} ${point.direction}` === way)
            .flatMap(point => roads.find(point.id) ?? [])
            .sort((a, b) => roads.between(a, b) ? -1 : roads.between(b, a) ? 1 : 0));
        for (const cars of state?.sections ?? []) this.#sections.set(keyOf(cars), cars);
        this.#implied = new Map(Object.entries(state?.implied ?? {})
            .map(([gantry, metres]) => [Number(gantry), metres]));
    }

    get state(): PlacesState {
        return {
            sections: [...this.#sections.values()], implied: Object.fromEntries(this.#implied)};
    }

    /** Where a gantry stands by travel times, where those contradict the survey. */
    implied(gantry: number): number | undefined {
        return this.#implied.get(gantry);
    }

    /** Takes a car's times past three neighbours; faults when a carriageway was judged. */
    take({before, at, after, beforeMs, atMs, afterMs}: Triple): PlaceFault[] {
        const isNew = [
            this.#add(before, at, atMs - beforeMs, atMs),
            this.#add(at, after, afterMs - atMs, afterMs),
        ];
        const way = this.#ways.find(each => each.includes(at));
        if (!way || !isNew.some(Boolean)) return [];
        return this.#judged(way, afterMs);
    }

    #add(from: number, to: number, tookMs: number, atMs: number): boolean {
        if (tookMs <= 2_000) return false;
        const key = keyOf({from, to});
        const cars = this.#sections.get(key) ?? {from, to, seconds: [], lastMs: -Infinity};
        this.#sections.set(key, cars);
        return takeCar(cars, tookMs / 1_000, atMs);
    }

    // Once every section has its cars, and then now and again.
    #judged(way: readonly number[], atMs: number): PlaceFault[] {
        const sections = way.slice(1).map((to, nth) =>
            this.#sections.get(keyOf({from: way[nth]!, to})));
        const isReady = sections.length > 2
            && sections.every(cars => cars !== undefined && cars.seconds.length >= CARS);
        const name = way.join(' ');
        const waited = (this.#taken.get(name) ?? AGAIN_AFTER) + 1;
        this.#taken.set(name, waited);
        if (!isReady || waited < AGAIN_AFTER) return [];
        this.#taken.set(name, 0);
        const metres = way.map(gantry => this.#roads.chainageMetres[gantry]!);
        const sign = metres.at(-1)! < metres[0]! ? -1 : 1;
        const faults = surveyFaults({
            placesMetres: metres.map(each => sign * each),
            secondsBetween: sections.map(cars => median(cars!.seconds)),
        });
        for (const gantry of way) this.#implied.delete(gantry);
        return faults.map(fault => {
            const gantry = way[fault.nth]!;
            const point = this.#roads.gantries[gantry]!;
            if (fault.kind === 'slow-section') {
                const {metresPerSecond, usualMetresPerSecond} = fault;
                return {
                    kind: fault.kind, point, sinceMs: atMs,
                    subject: `${point}-${this.#roads.gantries[way[fault.nth + 1]!]!}`,
                    evidence: {
                        test: 'section-speed', cars: CARS, metresPerSecond, usualMetresPerSecond},
                };
            }
            const impliedMetres = Math.round(sign * fault.impliedMetres);
            this.#implied.set(gantry, impliedMetres);
            return {
                kind: fault.kind, subject: point, point, sinceMs: atMs,
                evidence: {
                    test: 'travel-times', cars: CARS, impliedMetres,
                    surveyedMetres: sign * fault.surveyedMetres,
                },
            };
        });
    }
}

function keyOf({from, to}: {from: number; to: number}): string {
    return `${from} ${to}`;
}
