import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {chanceFrom, HOUR_MS, type Chance} from '@karwan/base';
import type {WireFact, WireReading} from '@karwan/journey';
import type {Delivery} from '@karwan/world';

// Vehicles that drive on the freeways of Taiwan on 11 and 12 May 2024, and what each of their days
// owes: reckoned here, from the printed toll kilometres, with none of the engine's arithmetic.

const FIRST_MS = Date.parse('2024-05-11T00:00:00+08:00');
const DAY_MS = 24 * HOUR_MS;
/** Hundredths of NT$ a kilometre: from 20 km on and from 200 km on, by class. */
const RATES = {small: [120, 90], large: [150, 112.5], trailer: [180, 135]} as const;
type ClassName = keyof typeof RATES;

/** What was said, and for each vehicle and day what it owes in minor units. */
export interface DaysTold {
    said: Delivery[];
    truth: ReadonlyMap<string, number>;
}

/** What people say beside the devices has no site. */
const BESIDE = {site: undefined} as const;

interface Gantry {
    id: string;
    hundredMetres: number;
}

/** Seeded days of so many vehicles, in the order in which they came about. */
export function taiwanDays(root: string, seed: number, vehicles: number): DaysTold {
    const roads = roadsIn(root);
    const chance = chanceFrom(seed);
    const told: Told = {register: [], readings: [], late: [], truth: new Map()};
    for (let nth = 0; nth < vehicles; nth++) driveOne(`V${nth}`, roads, chance, told);
    told.readings.sort((a, b) => a.receivedMs - b.receivedMs);
    const endMs = FIRST_MS + 3 * DAY_MS;
    return {
        said: [
            ...told.register.map(message => ({...BESIDE, message, receivedMs: FIRST_MS})),
            ...told.readings,
            ...told.late.map(message => ({...BESIDE, message, receivedMs: endMs})),
        ],
        truth: told.truth,
    };
}

interface Told {
    register: WireFact[];
    readings: (Delivery & {message: WireReading})[];
    late: WireFact[];
    truth: Map<string, number>;
}

// Three vehicles in ten are registered, a third of these with little money; one in fifty turns out
// to be exempt when all is over.
function driveOne(tag: string, roads: readonly Gantry[][], chance: Chance, told: Told): void {
    const name = chance.pick(['small', 'small', 'small', 'large', 'trailer'] as const);
    const validFrom = '2024-01-01T00:00:00Z';
    const isRegistered = chance.happens(0.3);
    if (isRegistered) {
        const openingBalance = chance.happens(0.3) ? `${chance.below(200)}.00` : '9000.00';
        told.register.push(
            {fact: 'register', id: `r-${tag}`, tag, class: name, validFrom, openingBalance});
    }
    const isExempt = isRegistered && chance.happens(0.07);
    if (isExempt) {
        told.late.push(
            {fact: 'exemption', id: `e-${tag}`, tag, reason: 'convoy', isExempt, validFrom});
    }
    const driven = new Map<string, number>();
    let atMs = FIRST_MS + chance.below(10) * HOUR_MS + chance.below(3_600_000);
    while (atMs < FIRST_MS + 2 * DAY_MS - 8 * HOUR_MS) {
        atMs = driveOnce(tag, name, chance.pick(roads), atMs, chance, driven, told)
            + 6 * HOUR_MS + chance.below(8 * HOUR_MS);
    }
    for (const [day, hundredMetres] of driven) {
        told.truth.set(`tag:${tag} ${day}`, isExempt ? 0 : owedMinor(name, hundredMetres));
    }
}

function driveOnce(
    tag: string, name: ClassName, road: readonly Gantry[], fromMs: number, chance: Chance,
    driven: Map<string, number>, told: Told,
): number {
    const first = chance.below(road.length);
    const way = road.slice(first, first + 1 + chance.below(24));
    const isOverMidnight = dayOf(fromMs) !== dayOf(fromMs + 8 * HOUR_MS);
    let [atMs, missed] = [fromMs, 0];
    way.forEach(({id, hundredMetres}, nth) => {
        const day = dayOf(atMs);
        driven.set(day, (driven.get(day) ?? 0) + hundredMetres);
        const isInner = nth > 0 && nth < way.length - 1;
        // What was missed over midnight could be of either day.
        const isMissed = isInner && !isOverMidnight && missed < 3 && chance.happens(0.04);
        missed = isMissed ? missed + 1 : 0;
        if (!isMissed) {
            const at = new Date(atMs).toISOString();
            told.readings.push({
                site: 'freeway', receivedMs: atMs,
                message: {device: `${id}.gantry`, at, tag, class: name},
            });
        }
        atMs += Math.max(30_000, hundredMetres * 4_000);
    });
    return atMs;
}

function dayOf(atMs: number): string {
    return new Date(atMs + 8 * HOUR_MS).toISOString().slice(0, 10);
}

/** Exact in thousandths of a hundredth, then to the nearest NT$1 with ties up. */
function owedMinor(name: ClassName, hundredMetres: number): number {
    const [near, far] = RATES[name];
    const nearKm = Math.max(0, Math.min(hundredMetres, 2_000) - 200);
    const farKm = Math.max(0, hundredMetres - 2_000);
    const thousandths = Math.round(nearKm * near * 100) + Math.round(farKm * far * 100);
    return Math.floor((thousandths + 50_000) / 100_000) * 100;
}

/** Gantries of each carriageway in the order driven, from the files' own rows. */
function roadsIn(root: string): Gantry[][] {
    const lines = (file: string): string[] =>
        readFileSync(join(root, 'corridors', 'taiwan', file), 'utf8').trim().split('\n')
            .filter(line => !line.startsWith('#')).slice(1);
    const metres = new Map(lines('printed-gantry-tolls.csv').map(line => {
        const [id, km] = line.split(',');
        return [id!, Math.round(Number(km) * 10)] as const;
    }));
    const roads = new Map<string, Gantry[]>();
    for (const line of lines('points.csv')) {
        const [id, , , road] = line.split(',');
        const own = roads.get(road!) ?? [];
        own.push({id: id!, hundredMetres: metres.get(id!)!});
        roads.set(road!, own);
    }
    return [...roads.values()].filter(road => road.length > 4);
}
