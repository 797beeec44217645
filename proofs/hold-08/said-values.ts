import type {Chance} from '@karwan/base';

/** A line for the door, and what the door must make of it. */
export interface Said {
    text: string;
    /** `either`: whatever comes, it must be told properly. */
    must: 'accepted' | 'refused' | 'either';
    /** Where a refusal must point: a JSON pointer. */
    field?: string;
    /** The tag of a good reading, by which it is looked for afterwards. */
    tag?: string;
}

/** What the readings are said of. */
export interface Ground {
    device: string;
    otherSite: string;
    nowMs: number;
}

/** Readings of so long, so that a gantry sees no more vehicles than one can. */
const SPREAD_MS = 20 * 86_400_000;

/** A reading as it must be; the nth is like no other. */
export function goodReading(
    nth: number, chance: Chance, {device, nowMs}: Ground,
): {reading: Record<string, unknown>; tag: string} {
    const tag = `GOOD${nth}`;
    const at = new Date(nowMs - chance.below(SPREAD_MS)).toISOString();
    return {tag, reading: {device, at, message: `m${nth}`, tag, lane: 1 + nth % 3}};
}

type Reading = Record<string, unknown>;
type Wrong = readonly [field: string, change: (reading: Reading, ground: Ground) => unknown];

const set = (name: string, value: unknown) => (reading: Reading): Reading =>
    ({...reading, [name]: value});
const without = (...names: string[]) => (reading: Reading): Reading =>
    Object.fromEntries(Object.entries(reading).filter(([name]) => !names.includes(name)));

/** One thing wrong, and the field that a refusal must name. */
const WRONG: readonly Wrong[] = [
    ['/device', without('device')],
    ['/device', set('device', 17)],
    ['/device', set('device', '')],
    ['/device', set('device', 'no-such-device')],
    ['/device', set('device', 'x'.repeat(65))],
    ['/device', set('device', 'a\u0000b')],
    ['/device', (reading, {otherSite}) => ({...reading, device: otherSite})],
    ['/at', without('at')],
    ['/at', set('at', 1_741_000_000_000)],
    ['/at', set('at', 'yesterday')],
    ['/at', set('at', '2025-02-30T08:00:00Z')],
    ['/at', set('at', '2025-03-03T08:00:00')],
    ['/at', set('at', '9999-12-31T23:59:59Z')],
    ['/at', set('at', '0001-01-01T00:00:00Z')],
    ['/at', (reading, {nowMs}) => (
        {...reading, at: new Date(nowMs + 86_400_000).toISOString()})],
    ['/tag', set('tag', '')],
    ['/tag', set('tag', 'with a blank')],
    ['/tag', set('tag', 'T'.repeat(65))],
    ['/tag', set('tag', 12)],
    ['/tag', set('tag', 'T\u0000')],
    ['/tag', set('tag', 'تگ')],
    ['/plate', set('plate', 'LEA1234')],
    ['/plate', set('plate', [])],
    ['/plate', set('plate', {jurisdiction: 'PK-PB', serial: '!!'})],
    ['/plate', set('plate', {jurisdiction: 'Punjab', serial: 'LEA1234'})],
    ['/plate', set('plate', {jurisdiction: 'PK-PB', serial: 'L'.repeat(400)})],
    ['/plate/serial', set('plate', {jurisdiction: 'PK-PB'})],
    ['/plate/jurisdiction', set('plate', {serial: 'LEA1234'})],
    ['/plate/confidence', set('plate', {jurisdiction: 'PK-PB', serial: 'LEA1', confidence: 2})],
    ['/class', set('class', 'spaceship')],
    ['/class', set('class', {})],
    ['/lane', set('lane', 0)],
    ['/lane', set('lane', 1.5)],
    ['/lane', set('lane', 100)],
    ['/lane', set('lane', '1')],
    ['/message', set('message', '')],
    ['/message', set('message', 'm'.repeat(129))],
    ['', without('tag')],
    ['', () => 5],
    ['', () => 'LEA1234'],
    ['', () => null],
    ['', () => []],
    ['', () => true],
    ['/heartbeat', set('heartbeat', 'yes')],
];

/** The nth line: good, wrong in one place, or wild; `areJson` where a line that is none may be. */
export function saidValue(nth: number, chance: Chance, ground: Ground, mayBeNoJson: boolean): Said {
    const {reading, tag} = goodReading(nth, chance, ground);
    const kind = chance.uniform();
    if (kind < 0.35) return {text: JSON.stringify(reading), must: 'accepted', tag};
    if (kind < 0.75) {
        const [field, change] = chance.pick(WRONG);
        return {text: JSON.stringify(change(reading, ground)), must: 'refused', field};
    }
    if (mayBeNoJson && kind < 0.85) return {text: cut(reading, chance), must: 'refused', field: ''};
    if (mayBeNoJson && chance.happens(0.5)) {
        return {text: flipped(JSON.stringify(reading), chance), must: 'either'};
    }
    const wild = chance.happens(0.5) ? wildTree(chance, 0) : wildField(reading, chance);
    return {text: JSON.stringify(wild), must: 'either'};
}

// Without its last letter an object is no JSON, however much more is cut off.
function cut(reading: Reading, chance: Chance): string {
    const text = JSON.stringify(reading);
    return text.slice(0, 1 + chance.below(text.length - 1));
}

// Any byte may become any other but a line's end: then it would be two lines.
function flipped(text: string, chance: Chance): string {
    const bytes = Buffer.from(text);
    for (let times = 1 + chance.below(4); times > 0; times--) {
        const byte = chance.below(256);
        bytes[chance.below(bytes.length)] = byte === 10 ? 0 : byte;
    }
    return bytes.toString('latin1');
}

function wildField(reading: Reading, chance: Chance): Reading {
    const name = chance.pick(
        [...Object.keys(reading), 'plate', 'class', '__proto__', 'constructor']);
    return JSON.parse(`${JSON.stringify(reading).slice(0, -1)},${JSON.stringify(name)}:`
        + `${JSON.stringify(wildTree(chance, 0))}}`) as Reading;
}

const STRINGS = [
    '', '\u0000', '\ud800', '\u202e', '__proto__', 'ک', '🚚', '\\u0000', '\'; drop table reading;--',
    '1e999', 'NaN', '-0', '${x}', '\t\r', 'a'.repeat(10_000),
];
const NUMBERS = [0, -0, 1e308, -1e308, 5e-324, 2 ** 53, -1, 0.1, 4_294_967_296];
const DEEPEST = 6;

function wildTree(chance: Chance, depth: number): unknown {
    const kind = chance.below(depth >= DEEPEST ? 4 : 7);
    if (kind === 0) return chance.pick(STRINGS);
    if (kind === 1) return chance.pick(NUMBERS);
    if (kind === 2) return chance.pick([true, false, null]);
    if (kind === 3) {
        return Array.from({length: chance.below(12)},
            () => String.fromCharCode(chance.below(0xd800))).join('');
    }
    if (kind === 4) return Array.from({length: chance.below(5)}, () => wildTree(chance, depth + 1));
    return Object.fromEntries(Array.from({length: chance.below(5)}, () =>
        [chance.pick(['device', 'at', 'tag', 'plate', 'heartbeat', 'x']),
            wildTree(chance, depth + 1)]));
}
