import {chanceFrom, type Chance} from '@karwan/base';
import assert from 'node:assert/strict';
import test from 'node:test';
import {Places} from './trip-places.ts';
import {cutRuns, sureOfTrip} from './trip-runs.ts';
import {putInSequence} from './trip-sequence.ts';
import {emptyTraffic, trafficOf, TripTrees} from './trip-trees.ts';
import {learnTripTrees} from './trip-trees-learn.ts';
import type {TreesModel} from './trip-trees-model.ts';
import {TripTreesStream} from './trip-trees-stream.ts';

const HOUR_MS = 3_600_000;
const LATENESS_MS = 6 * HOUR_MS;
const START_MS = Date.parse('2025-03-03T00:00:00Z');
const NAMES = ['S1', 'G1', 'G2', 'G3'];
const places = new Places([NAMES]);

interface Seen {
    vehicle: number;
    atMs: number;
    post: number;
    /** When it comes in. */
    comesMs: number;
}

/** Vehicles down the road and round again: stops, jams, ties, uploads, long absences. */
function seen(chance: Chance, vehicles: number): Seen[] {
    const all: Seen[] = [];
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
        let atMs = START_MS + chance.below(60 * HOUR_MS / 1000) * 1000;
        for (let left = 1 + chance.below(30); left > 0; left--) {
            const place = (chance.below(NAMES.length) + left) % NAMES.length;
            const kind = NAMES[place]!.startsWith('G') ? 'gantry'
                : chance.pick(['entry-tag', 'entry-manual', 'exit'] as const);
            const post = places.post(kind, place);
            all.push({vehicle, atMs, post, comesMs: atMs + chance.below(LATENESS_MS)});
            atMs += gapMs(chance, atMs);
        }
    }
    return all.flatMap(stop => chance.happens(0.02) ? [stop, {...stop}] : [stop]);
}

function gapMs(chance: Chance, atMs: number): number {
    const isJam = Math.floor(atMs / HOUR_MS) % 24 === 8;
    const seconds = chance.pick(
        [0, 2, 60, 119, 600, 700, 2_400, 4 * 3_600, 15_000, 86_399, 90_000]);
    return 1000 * Math.round(seconds * (isJam ? 2 : 1) * (0.9 + 0.1 * chance.uniform()));
}

/** The stops by vehicle and in sequence; rows are their numbers. */
function runsFrom(all: readonly Seen[], convention: 'physical' | 'operator') {
    const rows = Uint32Array.from(all.keys())
        .sort((a, b) => all[a]!.vehicle - all[b]!.vehicle || a - b);
    const columns = {
        atMs: Float64Array.from(rows, row => all[row]!.atMs),
        post: Uint16Array.from(rows, row => all[row]!.post),
    };
    const starts = [0];
    rows.forEach((row, at) => {
        if (at > 0 && all[row]!.vehicle !== all[rows[at - 1]!]!.vehicle) starts.push(at);
    });
    starts.push(rows.length);
    for (let nth = 0; nth + 1 < starts.length; nth++) {
        putInSequence({rows, columns}, starts[nth]!, starts[nth + 1]!, places, convention);
    }
    return {rows, columns, starts: Uint32Array.from(starts)};
}

function learned(chance: Chance): TreesModel {
    const {columns, starts} = runsFrom(seen(chance, 800), 'operator');
    const newTrip = columns.atMs.map((ms, at) =>
        chance.happens(ms - (columns.atMs[at - 1] ?? ms) > 900_000 ? 0.9 : 0.1) ? 1 : 0);
    starts.slice(0, -1).forEach(start => { newTrip[start] = NaN; });
    return learnTripTrees({columns, starts, newTrip}, places, 'given trips');
}

/** Trips as lines, sorted: their stops by number, and how sure they are to the last bit. */
function batch(all: readonly Seen[], numbers: readonly number[], model: TreesModel): string[] {
    const runs = runsFrom(numbers.map(number => all[number]!), 'physical');
    const trees = new TripTrees(model, places, 'physical', trafficOf(runs, places, model));
    const answers = cutRuns(runs, trees);
    const lines: string[] = [];
    for (let nth = 0; nth + 1 < runs.starts.length; nth++) {
        const to = runs.starts[nth + 1]!;
        for (let from = runs.starts[nth]!, end = from; from < to; from = end) {
            end = from + 1;
            while (end < to && !answers.begins[end]) end++;
            const stops = [...runs.rows.subarray(from, end)].map(row => numbers[row]!);
            lines.push(`${stops} ${sureOfTrip({...runs, ...answers, from, to}, from, end)}`);
        }
    }
    return lines.sort();
}

function streamed(all: readonly Seen[], model: TreesModel) {
    const traffic = emptyTraffic(places, model);
    const lines: string[] = [];
    const stream = new TripTreesStream(
        new TripTrees(model, places, 'physical', traffic), traffic, LATENESS_MS,
        (_, run, from, to) => {
            lines.push(`${[...run.rows.subarray(from, to)]} ${sureOfTrip(run, from, to)}`);
        });
    const order = [...all.keys()].sort((a, b) => all[a]!.comesMs - all[b]!.comesMs || b - a);
    const late: number[] = [];
    let most = 0;
    for (const number of order) {
        const {vehicle, atMs, post, comesMs} = all[number]!;
        stream.advance(comesMs);
        if (stream.take(vehicle, number, atMs, post) === 'too-late') late.push(number);
        most = Math.max(most, stream.counts.held);
    }
    const toldBefore = lines.length;
    stream.advance(Infinity);
    return {lines: lines.sort(), late, most, toldBefore, ...stream.counts};
}

const model = learned(chanceFrom(7));

for (const seed of [1, 2, 3, 20_241_124]) {
    const chance = chanceFrom(seed);

    test(`in any order within the lateness, the trips of the batch (seed ${seed})`, () => {
        const all = seen(chance, 250);
        const {lines, late, held, toldBefore} = streamed(all, model);
        assert.deepEqual(late, []);
        assert.equal(held, 0);
        assert.ok(toldBefore > lines.length / 2, 'most trips are told while others come');
        assert.deepEqual(lines, batch(all, [...all.keys()], model));
    });

    test(`what comes later is named, the others give their batch (seed ${seed})`, () => {
        const all = seen(chance, 250).map(stop => chance.happens(0.05)
            ? {...stop, comesMs: stop.atMs + LATENESS_MS + 1 + chance.below(60 * HOUR_MS)} : stop);
        // The clock goes on by what comes: a stop is late when something as late has come before.
        all.push({...all[0]!, vehicle: 999, comesMs: 0, atMs: START_MS});
        const {lines, late, tooLate} = streamed(all, model);
        assert.equal(tooLate, late.length);
        const isLate = ({atMs, comesMs}: Seen) => comesMs > atMs + LATENESS_MS;
        assert.deepEqual(new Set(late), new Set([...all.keys()].filter(n => isLate(all[n]!))));
        const others = [...all.keys()].filter(number => !isLate(all[number]!));
        assert.deepEqual(lines, batch(all, others, model));
    });
}
