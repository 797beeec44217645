import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {checkoutFolder} from '../checkout.ts';
import {mapScheme, schemePictures} from '../cli/scheme-map.ts';
import {newScheme} from '../cli/scheme.ts';
import {LabelRoom} from './label-room.ts';

/** The day of the pictures in docs: the default world begins on it. */
const DAY = '2025-03-03';

test('the pictures of the docs are drawn from the data as it is', () => {
    for (const [name, picture] of schemePictures('pakistan', DAY)) {
        const kept = readFileSync(join(checkoutFolder(), 'docs', 'pictures', name), 'utf8');
        assert.equal(kept, picture, `${name}: karwan scheme map pakistan --day ${DAY} `
            + '--out docs/pictures draws it anew');
    }
});

test('each road has its sign, each place its name, each class its square', () => {
    const pictures = schemePictures('pakistan', DAY);
    const [strips, map] = ['roads-strips.svg', 'roads-map.svg'].map(name => pictures.get(name)!);
    for (const road of ['M-1', 'M-2', 'M-3', 'M-4', 'M-5', 'M-9', 'M-11', 'M-14', 'E-35']) {
        assert(map!.includes(`>${road}</text>`) && strips!.includes(`>${road}</text>`), road);
    }
    for (const place of ['Kallar Kahar', 'Uch Sharif', 'Thano Bula Khan', 'Thakot']) {
        assert(strips!.includes(`>${place}</text>`), place);
    }
    // Of nine roads with six classes 18 + 4 tolls are published, 20 estimated, 12 assumed.
    const filled = (colour: string): number =>
        strips!.split(`height="8" stroke="${colour}"`).length - 1;
    assert.deepEqual([filled('#0f766e'), filled('#d9860a'), filled('#b4375a')], [22, 20, 12]);
});

test('a scheme without coordinates is drawn road by road', t => {
    const folder = mkdtempSync(join(tmpdir(), 'karwan-map-'));
    t.after(() => rmSync(folder, {recursive: true}));
    newScheme(join(folder, 'my-road'));
    const {text} = mapScheme(join(folder, 'my-road'), '2025-06-01', folder);
    assert.equal(text, `Written: ${join(folder, 'roads-strips.svg')}`);
    assert.match(readFileSync(join(folder, 'roads-strips.svg'), 'utf8'), />Eastern end<\/text>/);
});

test('a label finds the first place that is free, and none beyond the picture', () => {
    const room = new LabelRoom(100, 40);
    room.takeLine([[0, 10], [50, 10]]);
    const box = (x: number, y: number) => ({x, y, width: 40, height: 10});
    assert.deepEqual(room.place([box(5, 5), box(-5, 20), box(5, 20)]), box(5, 20));
    assert.equal(room.place([box(10, 25), box(70, 25)]), undefined);
});
