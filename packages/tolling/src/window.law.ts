import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, type Chance} from '@karwan/base';
import type {Passage} from './passage.ts';
import {storyPassage} from './story-passage.ts';
import {storySetting} from './story-scheme.ts';
import {windowsFrom, type Window} from './window.ts';

const {ways} = storySetting;
const GANTRIES = ['U1', 'U2', 'U3', 'H1', 'H2', 'G2', 'G1', 'D3', 'D2', 'D1'];
const POINTS = [...GANTRIES, 'in-A', 'in-B', 'out-B', 'out-C', 'out-D'];

const inTime = (passages: readonly Passage[]) =>
    [...passages].sort((a, b) => a.atMs - b.atMs || a.id - b.id);

/** Anything anywhere: clocks that go wrong, ways that nobody drives. */
function wildTrip(chance: Chance): Passage[] {
    return inTime(Array.from({length: 1 + chance.below(8)}, (_, nth) => storyPassage({
        id: nth + 1, point: chance.pick(POINTS), atMs: chance.below(20) * 30_000})));
}

/** A drive upwards that was seen here and there, with clocks a minute apart. */
function tameTrip(chance: Chance): {driven: string[]; passages: Passage[]} {
    const line = chance.pick([['U1', 'U2', 'U3', 'H1', 'H2'], ['G2', 'G1', 'D3', 'D2', 'D1']]);
    const first = chance.below(5);
    const driven = line.slice(first, first + 1 + chance.below(5 - first));
    const seen = driven.filter((_, nth) =>
        nth === 0 || nth === driven.length - 1 || chance.happens(0.6));
    return {
        driven,
        passages: inTime(seen.map((point, nth) => storyPassage({
            id: nth + 1, point,
            atMs: driven.indexOf(point) * 420_000 + chance.below(60_000)}))),
    };
}

const pathOf = (windows: readonly Window[]) =>
    windows.flatMap(window => window.sections.map(section => section.gantry));

for (let seed = 1; seed <= 150; seed++) {
    test(`sections follow one another, seen and inferred are all of them (seed ${seed})`, () => {
        const passages = wildTrip(chanceFrom(seed));
        const windows = windowsFrom(7, passages, ways);
        for (const {road, entry, exit, sections, passages: own, inferred, ...window} of windows) {
            assert.equal(entry, sections[0]!.from);
            assert.equal(exit, sections.at(-1)!.to);
            sections.slice(1).forEach((section, nth) => assert.equal(
                `${section.road} ${section.direction} ${section.from}`,
                `${road} ${sections[nth]!.direction} ${sections[nth]!.to}`));
            const path = sections.map(section => section.gantry);
            assert.equal(new Set(path).size, path.length, `a section twice: ${path.join(' ')}`);
            const seen = new Set(own.map(passage => passage.point));
            assert.deepEqual(inferred, path.filter(gantry => !seen.has(gantry)));
            assert(own.every(passage => path.includes(passage.point)));
            assert(window.fromMs <= window.toMs);
            assert(own.every(({atMs}) => window.fromMs <= atMs && atMs <= window.toMs));
            own.slice(1).forEach((passage, nth) => assert(own[nth]!.atMs <= passage.atMs));
        }
        assert.equal(new Set(windows.map(window => window.id)).size, windows.length);
    });

    test(`every passage under a gantry is in one window (seed ${seed})`, () => {
        const passages = wildTrip(chanceFrom(seed));
        const told = windowsFrom(7, passages, ways).flatMap(window => window.passages);
        const expected = passages.filter(passage => ways.isGantry(passage.point));
        assert.deepEqual(told.map(passage => passage.id).sort(),
            expected.map(passage => passage.id).sort());
    });

    test(`a drive is found again from what was seen of it (seed ${seed})`, () => {
        const {driven, passages} = tameTrip(chanceFrom(seed));
        assert.deepEqual(pathOf(windowsFrom(7, passages, ways)), driven);
    });

    test(`passages at the same moment may be told in any order (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        const {driven, passages} = tameTrip(chance);
        const atOnce = passages.map(passage => ({...passage, atMs: 0}));
        const turned = atOnce.map(passage => ({passage, place: chance.uniform()}))
            .sort((a, b) => a.place - b.place).map(({passage}) => passage);
        assert.deepEqual(pathOf(windowsFrom(7, turned, ways)), driven);
    });
}
