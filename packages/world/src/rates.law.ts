import assert from 'node:assert/strict';
import test from 'node:test';
import {groupedBy} from '@karwan/base';
import {defaultRates, type Rates} from './rates.ts';
import {storyRun, type Run} from './story-run.ts';
import {storyCorridor, storyWorld} from './story-world.ts';
import type {Passage} from './trip.ts';

for (const seed of [1, 2, 20_250_303]) {
    const made = storyRun(seed, {vehiclesPerDay: 1_200, days: 2});
    const named = (law: string): string => `${law} (seed ${seed})`;

    test(named('what is stated comes out, within five standard deviations'), () => {
        for (const [name, hits, of, rate] of outcomes(made, defaultRates)) {
            const spread = 5 * Math.sqrt(rate * (1 - rate) / of);
            assert(Math.abs(hits / of - rate) <= spread, `${name}: ${hits} of ${of}, not ${rate}`);
        }
    });

    test(named('nothing is milder than it has to be'), () => {
        const {gaps, close} = neighbours(made.passages);
        assert(close / gaps >= 0.01, `${close} of ${gaps} neighbours within 2 s`);
        assert(outOfOrder(made) / made.trips.length >= 0.03, `${outOfOrder(made)} out of order`);
        const late = made.deliveries.filter(({message, receivedMs}) => 'fact' in message
            && message.fact !== 'topup' && Date.parse(message.validFrom) < receivedMs - 3_600_000);
        assert(late.length / made.truth.vehicles.length >= 0.01, `${late.length} late facts`);
    });
}

function outcomes(made: Run, rates: Rates): [string, number, number, number][] {
    const lefts = made.passages.map(passage => passage.left!);
    const tagged = lefts.filter(({antenna}) => antenna !== 'none');
    const shown = lefts.filter(({camera}) => camera !== 'missed');
    const count = <T>(items: readonly T[], is: (item: T) => boolean): number =>
        items.filter(is).length;
    const coast = made.world.fleet.filter(v => v.home.fromRoad === 'coast');
    const hill = made.world.fleet.filter(v => v.home.fromRoad === 'hill');
    const {readings} = made;
    const messages = new Set(readings.map(({message: m}) => `${m.device} ${m.message}`)).size;
    return [
        ['missed by the laser', count(lefts, l => l.laser === 'missed'), lefts.length,
            rates.missedByLaser.value],
        ['missed by the antenna', count(tagged, l => l.antenna === 'missed'), tagged.length,
            rates.missedByAntenna.value],
        ['missed by the camera', lefts.length - shown.length, lefts.length,
            rates.missedByCamera.value],
        ['wrong', count(shown, l => l.camera === 'wrong'), shown.length, rates.wrongPlates.value],
        ['unreadable', count(shown, l => l.camera === 'unreadable'), shown.length,
            rates.unreadablePlates.value],
        ['tags on the coast', count(coast, v => v.fittedTag !== undefined), coast.length,
            rates.tagShare.value],
        ['tags in the hills', count(hill, v => v.fittedTag !== undefined), hill.length, 0.6],
        ['doubled', readings.length - messages, messages, rates.doubledMessages.value],
    ];
}

function neighbours(passages: readonly Passage[]): {gaps: number; close: number} {
    let [gaps, close] = [0, 0];
    for (const own of groupedBy(passages, p => p.gantry).values()) {
        const times = own.map(p => p.atMs).sort((a, b) => a - b);
        gaps += times.length - 1;
        close += times.filter((ms, i) => i > 0 && ms - times[i - 1]! <= 2_000).length;
    }
    return {gaps, close};
}

// A trip is out of order where a passage was first heard of after one that followed it.
function outOfOrder(made: Run): number {
    const heardMs = new Map<string, number>();
    for (const {message, receivedMs} of made.readings) {
        const place = `${message.device.split('.')[0]} ${message.lane}`;
        const key = `${place} ${Math.floor(Date.parse(message.at) / 1_000)}`;
        if (!heardMs.has(key)) heardMs.set(key, receivedMs);
    }
    return made.trips.filter(({passages}) => {
        const heard = passages.map(({gantry, lane, atMs}) => {
            const second = Math.floor(atMs / 1_000);
            const found = [second, second + 1].flatMap(
                s => heardMs.get(`${gantry} ${lane} ${s}`) ?? []);
            return Math.min(...found);
        }).filter(ms => ms < Infinity);
        return heard.some((ms, i) => i > 0 && ms < heard[i - 1]!);
    }).length;
}

test('tags are exchanged in pairs, one in a thousand (seeds 1 to 8)', () => {
    let [exchanged, registered] = [0, 0];
    for (let seed = 1; seed <= 8; seed++) {
        const fleet = storyWorld(seed, {vehiclesPerDay: 10_000}).fleet;
        const tagged = fleet.filter(v => v.registeredTag !== undefined);
        registered += tagged.length;
        exchanged += tagged.filter(v => v.fittedTag !== v.registeredTag).length;
    }
    assert.equal(exchanged % 2, 0);
    assert(Math.abs(exchanged / registered - 0.001) < 0.0005, `${exchanged} of ${registered}`);
});

test('each device says every minute that it lives, where that is asked for', () => {
    const {deliveries} = storyRun(1, {heartbeats: true, vehiclesPerDay: 10});
    const beats = deliveries.filter(({message}) => 'heartbeat' in message);
    const {startMs} = storyWorld(1).plan;
    const hours = Math.ceil((deliveries.at(-1)!.receivedMs - startMs) / 3_600_000);
    assert.equal(beats.length, storyCorridor.devices.length * 60 * hours);
});

test('vehicles that drive more rarely: as many on a day, more in all (seed 3)', () => {
    const size = {vehiclesPerDay: 400, days: 4};
    const [often, rarely] = [storyRun(3, size), storyRun(3, {...size, activityShare: 1 / 20})];
    const different = ({trips}: typeof often): number =>
        new Set(trips.map(trip => trip.vehicle.id)).size;
    assert(Math.abs(rarely.trips.length / often.trips.length - 1) < 0.15,
        `${often.trips.length} and ${rarely.trips.length} trips`);
    // Of those who come on six days in ten nearly all come within four.
    assert(different(often) < 700 && different(rarely) > 1_300,
        `${different(often)} and ${different(rarely)} vehicles`);
});
