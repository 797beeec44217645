import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom} from '@karwan/base';
import {waitingHours, waitWithOverload} from './queue.ts';

test('one server: the wait is load / (service - arrivals), as every textbook has it', () => {
    for (const arrivals of [1, 5, 9, 9.9]) {
        const load = arrivals / 10;
        const formula = load / (10 - arrivals);
        assert.ok(Math.abs(waitingHours(arrivals, {count: 1, ratePerHour: 10}) - formula) < 1e-12);
    }
});

test('two servers: load squared over (1 - load squared), in service times', () => {
    const load = 0.75;
    const wait = waitingHours(2 * load * 4, {count: 2, ratePerHour: 4});
    assert.ok(Math.abs(wait - load ** 2 / (1 - load ** 2) / 4) < 1e-12);
});

test('nobody waits where nobody comes, and for ever where more come than are served', () => {
    assert.equal(waitingHours(0, {count: 3, ratePerHour: 1}), 0);
    assert.equal(waitingHours(3, {count: 3, ratePerHour: 1}), Infinity);
});

for (const [seed, count, load] of [[1, 3, 0.8], [2, 12, 0.9], [3, 25, 0.7]] as const) {
    test(`${count} servers at a load of ${load}, simulated (seed ${seed})`, () => {
        const servers = {count, ratePerHour: 2};
        const arrivals = load * count * 2;
        const told = waitingHours(arrivals, servers);
        const seen = simulatedWait(arrivals, servers, 400_000, seed);
        assert.ok(Math.abs(seen - told) < 0.1 * told + 1e-4, `${seen} against ${told}`);
    });
}

test('beyond its capacity a queue grows, and one waits half of what it has grown to', () => {
    const servers = {count: 10, ratePerHour: 10};
    const at = (arrivals: number): number => waitWithOverload(arrivals, servers, 240);
    assert.equal(at(95), waitingHours(95, servers));
    assert.ok(Math.abs(at(105) - at(95) - 0.1 * 120) < 1e-9);
});

// Vehicles served first come, first served, by whichever server is free first.
function simulatedWait(
    arrivalsPerHour: number, {count, ratePerHour}: {count: number; ratePerHour: number},
    vehicles: number, seed: number,
): number {
    const chance = chanceFrom(seed);
    const freeAt = new Float64Array(count);
    let [now, waited] = [0, 0];
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
        now += chance.exponential(1 / arrivalsPerHour);
        let first = 0;
        for (let k = 1; k < count; k++) if (freeAt[k]! < freeAt[first]!) first = k;
        const begins = Math.max(now, freeAt[first]!);
        waited += begins - now;
        freeAt[first] = begins + chance.exponential(1 / ratePerHour);
    }
    return waited / vehicles;
}
