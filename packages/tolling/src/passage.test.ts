import assert from 'node:assert/strict';
import test from 'node:test';
import type {DeviceKind, Token} from '@karwan/journey';
import {passagesFrom, type Claim} from './passage.ts';
import {storyToken} from './story-passage.ts';

// What the devices of one gantry said, an arrow, and the vehicles we make of it. A claim is
// `device@milliseconds`, with the lane where it is not 1, and what it said: a class, a tag (t1), a
// plate with how sure the camera is (p1.9), or - for a plate that could not be read. A vehicle is
// its moment, what is known of it, and how many claims tell of it.
const stories: Record<string, string> = {
    'laser, antenna and camera: one vehicle':
        'laser@0=car antenna@300=t1 camera@200=p1.9 -> 0 car t1 p1.9 of 3',
    'nothing said, nobody passed': '-> ',
    'the laser alone counts a vehicle': 'laser@0=car -> 0 car of 1',
    'no laser: the tag is the vehicle, and takes the plate':
        'antenna@0=t1 camera@500=p1.9 -> 0 t1 p1.9 of 2',
    'no laser and no tag: the plate is the vehicle': 'camera@0=p1.9 -> 0 p1.9 of 1',
    'a plate that nobody could read is a vehicle all the same': 'camera@0=- -> 0 of 1',
    'two seconds are one moment': 'laser@0=car antenna@2000=t1 -> 0 car t1 of 2',
    'beyond them it is another vehicle': 'laser@0=car antenna@2001=t1 -> 0 car of 1, 2001 t1 of 1',
    'one behind the other: each takes the nearest tag':
        'laser@0=car antenna@100=t1 laser@900=bus antenna@1000=t2 '
        + '-> 0 car t1 of 2, 900 bus t2 of 2',
    'the nearest pair first, so nobody takes what belongs behind':
        'laser@0=car laser@900=bus antenna@1000=t2 antenna@950=t1 '
        + '-> 0 car t2 of 2, 900 bus t1 of 2',
    'the laser stands first: what came before it is of the vehicle before':
        'laser@0=car laser@900=bus camera@650=p1.9 antenna@1000=t2 '
        + '-> 0 car p1.9 of 2, 900 bus t2 of 2',
    'and where there was none before, of a vehicle that no laser saw':
        'camera@0=p1.9 laser@200=bus -> 200 bus of 1, 0 p1.9 of 1',
    'a vehicle without a tag takes none from its neighbour':
        'laser@0=car laser@900=bus antenna@950=t2 camera@100=p1.9 camera@1000=p2.9 '
        + '-> 0 car p1.9 of 2, 900 bus t2 p2.9 of 3',
    'side by side, two vehicles':
        'laser@0=car antenna@100=t1 laser@0/2=bus antenna@100/2=t2 '
        + '-> 0 car t1 of 2, 0/2 bus t2 of 2',
    'the laser that counts twice counts two vehicles':
        'laser@0=car laser@100=car antenna@0=t1 -> 0 car t1 of 2, 100 car of 1',
    'two at the very same moment: which of them has the tag does not hang on who spoke first':
        'laser@0=car laser@0=bus antenna@0=t1 -> 0 bus t1 of 2, 0 car of 1',
    'the antenna that reads a tag twice has read one':
        'antenna@0=t1 antenna@400=t1 laser@200=car -> 200 car t1 of 3',
    'the same without a laser': 'antenna@0=t1 antenna@400=t1 -> 0 t1 of 2',
    'the camera that reads a plate twice has read one: the surer word counts':
        'camera@0=p1.5 camera@400=p1.9 -> 0 p1.9 of 2',
    'two plates in one moment are two vehicles':
        'camera@0=p1.9 camera@100=p2.9 -> 0 p1.9 of 1, 100 p2.9 of 1',
    'two that nobody could read are two vehicles': 'camera@0=- camera@100=- -> 0 of 1, 100 of 1',
    'a gantry that tells all in one message': 'gantry@0=t1 -> 0 t1 of 1',
    'the same tag again within the moment is the same vehicle':
        'gantry@0=t1 gantry@1500=t1 -> 0 t1 of 2',
    'another tag is another': 'gantry@0=t1 gantry@0=t2 -> 0 t1 of 1, 0 t2 of 1',
    'back again after an hour':
        'gantry@0=t1 gantry@3600000=t1 -> 0 t1 of 1, 3600000 t1 of 1',
};

/** Every kind of device has a story of the place at which it stands. */
const kinds: Record<DeviceKind, string> = {
    'laser': 'gantry detected 2', 'gantry': 'gantry detected 2', 'antenna': 'gantry detected 0',
    'camera': 'gantry detected 0', 'entry-tag': 'entry-tag detected 0',
    'entry-manual': 'entry-manual detected 0', 'exit': 'exit detected 0',
};

function claimIn(word: string, nth: number): Claim {
    const [, kind, at, lane, said] = /^([a-z-]+)@(-?\d+)(?:\/(\d))?=(.+)$/.exec(word)!;
    const [, plate, tenths] = /^(p\d)(?:\.(\d))?$/.exec(said!) ?? [];
    return {
        seq: nth + 1, device: `${kind} in lane ${lane ?? 1}`, point: 'U1', lane: Number(lane ?? 1),
        deviceMs: Number(at), receivedMs: Number(at), atMs: Number(at), kind: kind as DeviceKind,
        tag: /^t\d$/.test(said!) ? storyToken(said!) : undefined,
        plate: plate ? storyToken(plate) : undefined,
        confidence: tenths ? Number(tenths) / 10 : undefined,
        measuredClass: /^(car|bus|truck)$/.test(said!) ? said : undefined,
    };
}

const nameOf = (token: Token | undefined) => token?.replace(/^\w+:/, '');

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [given, expected] = story.split('->').map(side => side.trim());
        const claims = given!.split(' ').filter(Boolean).map(claimIn);
        const told = passagesFrom(claims, 2_000).map(passage => [
            passage.atMs + (passage.lane === 1 ? '' : `/${passage.lane}`), passage.measuredClass,
            nameOf(passage.tag), passage.plate && nameOf(passage.plate)
                + String(passage.confidence).slice(1),
            `of ${passage.readings.length}`,
        ].filter(Boolean).join(' '));
        assert.equal(told.join(', '), expected);
    });
}

for (const [kind, expected] of Object.entries(kinds)) {
    test(`what a device of kind ${kind} says is a passage of its place`, () => {
        const claims = [0, 1].map(nth => claimIn(`${kind}@0=t1`, nth));
        const [first, second] = passagesFrom(claims, 2_000);
        const detections = first!.detections + (second?.detections ?? 0);
        assert.equal(`${first!.kind} detected ${detections}`, expected);
    });
}

test('a passage is named by its lowest place in the log and lists them in order', () => {
    const claims = ['laser@0=car', 'antenna@10=t1', 'camera@20=p1.9']
        .map((word, nth) => ({...claimIn(word, nth), seq: [12, 7, 30][nth]!}));
    const [passage] = passagesFrom(claims, 2_000);
    assert.equal(passage!.id, 7);
    assert.deepEqual(passage!.readings, [7, 12, 30]);
});

test('what two gantries say in one moment are two passages', () => {
    const claims = [claimIn('laser@0=car', 0), {...claimIn('antenna@0=t1', 1), point: 'U2'}];
    assert.deepEqual(passagesFrom(claims, 2_000).map(p => p.point), ['U1', 'U2']);
});
