import assert from 'node:assert/strict';
import test from 'node:test';
import {momentOf, timeText} from '../apps/web/src/design/times.ts';
import {degreesOf, mercator} from '../apps/web/src/map/mercator.ts';
import {alongRoad, type RoadPath} from '../apps/web/src/map/road-path.ts';
import {cameraFrom, cameraText, viewOf} from '../apps/web/src/map/view.ts';

// East for 10 km, then south for 10.
const bent: RoadPath = {
    metres: Float64Array.of(0, 10_000, 20_000), x: Float64Array.of(0, 1, 1),
    y: Float64Array.of(0, 0, 1), first: 'east',
};

const places: Readonly<Record<string, [metres: number, at: number[], towards: number[]]>> = {
    'the beginning': [0, [0, 0], [1, 0]],
    'before the beginning': [-500, [0, 0], [1, 0]],
    'within the first piece': [2_500, [0.25, 0], [1, 0]],
    'after the bend': [15_000, [1, 0.5], [0, 1]],
    'beyond the end': [99_000, [1, 1], [0, 1]],
};

for (const [name, [metres, at, towards]] of Object.entries(places)) {
    test(`a chainage has its place on the map: ${name}`, () => {
        assert.deepEqual(alongRoad(bent, metres), {at, towards});
    });
}

test('degrees and the Mercator square lead to one another', () => {
    assert.deepEqual(mercator(0, 0), [0.5, 0.5]);
    for (const [lon, lat] of [[73.05, 33.69], [-70, -33], [24.9, 60.2]] as const) {
        const back = degreesOf(mercator(lon, lat));
        assert(Math.abs(back.lon - lon) < 1e-9 && Math.abs(back.lat - lat) < 1e-9);
    }
});

test('what the camera looks at lies in the middle of the picture', () => {
    const {scale, left, top} = viewOf({lon: 73.05, lat: 33.69, zoom: 6}, 800, 600);
    const [x, y] = mercator(73.05, 33.69);
    assert.deepEqual([x * scale + left, y * scale + top].map(Math.round), [400, 300]);
});

test('an address keeps the camera, and takes none that is not one', () => {
    assert.deepEqual(cameraFrom(cameraText({lon: 69.35, lat: 30.2, zoom: 5.2})),
        {lon: 69.35, lat: 30.2, zoom: 5.2});
    for (const text of [undefined, 7, '', '1,2', '1,2,x', '1,2,3e9', '1,99,3']) {
        assert.equal(cameraFrom(text), undefined, String(text));
    }
});

test('a minute of the corridor\'s clock is a moment, and back', () => {
    for (const zone of ['Asia/Karachi', 'Asia/Kathmandu', 'Europe/Berlin']) {
        for (const text of ['2025-03-03T14:22', '2025-06-30T23:59', '2025-03-30T03:30']) {
            const moment = momentOf(text, zone)!;
            assert.equal(timeText(moment, zone).replace(' ', 'T'), text, zone);
        }
    }
    assert.equal(momentOf('2025-03-03T14:22', 'Asia/Karachi'), Date.parse('2025-03-03T09:22Z'));
    assert.equal(momentOf('2025-03-03T99:22', 'Asia/Karachi'), undefined);
});
