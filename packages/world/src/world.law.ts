import assert from 'node:assert/strict';
import test from 'node:test';
import {groupedBy} from '@karwan/base';
import {plateKey} from './plate.ts';
import {gantriesAhead} from './route.ts';
import {storyRun} from './story-run.ts';
import {storyCorridor, storyWorld} from './story-world.ts';
import type {Passage} from './trip.ts';
import type {Delivery} from './wire.ts';

for (const seed of [1, 2, 20_250_303]) {
    const size = {vehiclesPerDay: 1_200, days: 2};
    const made = storyRun(seed, size);
    const named = (law: string): string => `${law} (seed ${seed})`;

    test(named('the same seed gives the same bytes, taken whole or by the hour'), () => {
        const again = storyWorld(seed, size);
        const hours = again.hours();
        const deliveries: Delivery[] = [];
        for (let hour = hours.next(); !hour.done; hour = hours.next()) {
            deliveries.push(...hour.value.deliveries);
        }
        const bytes = JSON.stringify(deliveries);
        assert(bytes === JSON.stringify(made.deliveries));
        assert(JSON.stringify(again.register) === JSON.stringify(made.world.register));
        assert(bytes !== JSON.stringify(storyRun(seed + 1, size).deliveries));
    });

    test(named('deliveries come in the order of receipt, none before it was said'), () => {
        let lastMs = -Infinity;
        for (const {receivedMs, message} of [...made.world.register, ...made.deliveries]) {
            assert(receivedMs >= lastMs);
            lastMs = receivedMs;
            if ('at' in message) assert(Date.parse(message.at) < receivedMs);
        }
    });

    test(named('every reading belongs to one passage, and says what it left'), () => {
        const messages = new Set<string>();
        const bySecond = groupedBy(made.passages, ({gantry, lane, atMs}) =>
            `${gantry} ${lane} ${Math.floor(atMs / 1_000)}`);
        let left = 0;
        for (const {message} of made.readings) {
            if (messages.has(`${message.device} ${message.message}`)) continue;
            messages.add(`${message.device} ${message.message}`);
            const [gantry, kind] = message.device.split('.');
            const sinceMs = (passage: Passage): number => Date.parse(message.at) - passage.atMs;
            const second = Math.floor(Date.parse(message.at) / 1_000);
            const near = [second - 1, second].flatMap(
                s => bySecond.get(`${gantry} ${message.lane} ${s}`) ?? [],
            ).filter(passage => sinceMs(passage) >= 0 && sinceMs(passage) < 700);
            assert.equal(near.length, 1, JSON.stringify(message));
            const {laser, antenna, camera} = near[0]!.left!;
            assert.notEqual({laser, antenna, camera}[kind as 'laser'], 'missed');
            left++;
        }
        const expected = made.passages.flatMap(({left: l}) => [l!.laser, l!.antenna, l!.camera])
            .filter(what => what !== 'missed' && what !== 'none').length;
        assert.equal(left, expected);
    });

    test(named('no two vehicles share a plate, a tag, or a place at one moment'), () => {
        const {fleet} = made.world;
        assert.equal(new Set(fleet.map(v => plateKey(v.plate))).size, fleet.length);
        const tags = fleet.flatMap(v => v.fittedTag ?? []);
        assert.equal(new Set(tags).size, tags.length);
        for (const lane of groupedBy(made.passages, p => `${p.gantry} ${p.lane}`).values()) {
            const times = lane.map(p => p.atMs).sort((a, b) => a - b);
            assert(times.every((ms, i) => i === 0 || ms - times[i - 1]! >= 900));
        }
    });

    test(named('an operator could tell each trip from the one before it'), () => {
        const ahead = gantriesAhead(storyCorridor);
        for (const {trips} of made.truth.vehicles) {
            trips.forEach(({passages}, nth) => {
                const before = trips[nth - 1]?.passages.at(-1);
                if (!before) return;
                const pauseMs = passages[0]!.atMs - before.atMs;
                const leadsOn = ahead.get(before.gantry)!.has(passages[0]!.gantry);
                assert(pauseMs >= (leadsOn ? 4 * 3_600_000 : 12 * 60_000));
            });
            for (const {passages} of trips) {
                passages.forEach(({atMs}, i) => assert(
                    i === 0 || atMs > passages[i - 1]!.atMs
                    && atMs - passages[i - 1]!.atMs < 60 * 60_000));
            }
        }
    });

    test(named('the truth adds up'), () => {
        const {truth, passages, trips} = made;
        assert.equal(truth.vehicles.reduce((sum, v) => sum + v.trips.length, 0), trips.length);
        const seen = passages.filter(({left}) => left!.laser === 'right').length;
        assert.equal([...truth.detections.values()].reduce((a, b) => a + b, 0), seen);
        for (const {charges} of truth.vehicles.flatMap(v => v.trips)) {
            for (const charge of charges) {
                const {tollMinor, surchargeMinor, amountMinor, payer} = charge;
                assert.equal(amountMinor, payer === 'exempt' ? 0n : tollMinor + surchargeMinor);
                assert.equal(payer === 'owed', charge.surcharge !== undefined);
                assert.equal(surchargeMinor > 0n, payer === 'owed');
            }
        }
    });
}
