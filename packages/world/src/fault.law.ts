import assert from 'node:assert/strict';
import test from 'node:test';
import {HOUR_MS} from '@karwan/base';
import {faultKinds, Faults, type Fault, type FaultKind} from './fault.ts';
import {storyRun, type Run} from './story-run.ts';
import {storyWorld} from './story-world.ts';

const START_MS = Date.parse('2025-03-03T00:00:00+05:00');
const SIZE = {vehiclesPerDay: 400, days: 1};
const SEED = 11;

// What each fault is declared with; it lasts from 8 to 16 h, and a flood comes at 16 h.
const declared: Record<FaultKind, Partial<Fault>> = {
    'silent': {at: 'coast-up-mill'}, 'losing': {at: 'coast-up-mill', share: 0.5},
    'hold-back': {at: 'coast-up-mill'}, 'drift': {at: 'coast-up-mill', offsetMs: 90_000},
    'across-lanes': {at: 'coast-up-mill'}, 'unreadable': {share: 0.5}, 'double': {share: 0.5},
    'shuffle': {}, 'swapped-tags': {share: 0.2}, 'side-by-side': {share: 0.3},
    'service-stops': {share: 0.3}, 'u-turns': {share: 0.3},
};
const faultOf = (kind: FaultKind): Fault => ({
    kind, fromMs: START_MS + 8 * HOUR_MS, toMs: START_MS + 16 * HOUR_MS, ...declared[kind]});

const plain = storyRun(SEED, SIZE);
const runs = new Map(faultKinds.map(
    kind => [kind, storyRun(SEED, {...SIZE, faults: new Faults([faultOf(kind)])})]));

const bytes = (run: Run): string => JSON.stringify(run.deliveries);

for (const [kind, run] of runs) {
    test(`${kind}: something is otherwise, by the minute as by the hour (seed ${SEED})`, () => {
        assert.notEqual(bytes(run), bytes(plain));
        const world = storyWorld(SEED, {...SIZE, faults: new Faults([faultOf(kind)])});
        const steps = [...world.steps(60_000)].flatMap(step => step.deliveries);
        assert.equal(JSON.stringify(steps), bytes(run));
    });

    test(`${kind}: a reading is left for each that is claimed, whenever it comes`, () => {
        const said = new Set(run.readings.map(
            ({message}) => `${message.device} ${message.message}`)).size;
        const left = run.passages.flatMap(({left: l}) => [l!.laser, l!.antenna, l!.camera])
            .filter(what => what !== 'missed' && what !== 'none').length;
        assert.equal(said, left);
    });

    test(`${kind}: most vehicles stay knowable`, () => {
        const {vehicles} = run.truth;
        const knowable = vehicles.filter(vehicle => vehicle.unknowableBy.length === 0);
        assert(knowable.length > vehicles.length * 0.45, `${knowable.length} / ${vehicles.length}`);
    });
}

test('before a fault begins nothing is otherwise', () => {
    for (const kind of ['silent', 'hold-back', 'drift', 'double', 'swapped-tags'] as const) {
        const early = ({deliveries}: Run): string => JSON.stringify(deliveries.filter(
            ({receivedMs}) => receivedMs < START_MS + 8 * HOUR_MS));
        assert.equal(early(runs.get(kind)!), early(plain), kind);
    }
});

test('what a line holds back comes in one flood, all of it, in its order', () => {
    const {readings} = runs.get('hold-back')!;
    const held = readings.filter(({message, receivedMs}) =>
        message.device.startsWith('coast-up-mill.')
        && receivedMs - Date.parse(message.at) > 2 * HOUR_MS);
    assert(held.length > 50);
    for (const {receivedMs} of held) {
        const sinceMs = receivedMs - (START_MS + 16 * HOUR_MS);
        assert(sinceMs >= 0 && sinceMs < 10_000);
    }
    assert.equal(new Set(readings.map(({message}) => `${message.device} ${message.message}`)).size,
        new Set(plain.readings.map(({message}) => `${message.device} ${message.message}`)).size);
});

test('a device that is silent says nothing, and does not live', () => {
    const faults = new Faults([faultOf('silent')]);
    const {deliveries} = storyRun(SEED, {...SIZE, faults, heartbeats: true});
    const quiet = deliveries.filter(({message}) => 'device' in message
        && message.device.startsWith('coast-up-mill.')
        && Date.parse(message.at) >= START_MS + 8 * HOUR_MS
        && Date.parse(message.at) < START_MS + 16 * HOUR_MS);
    assert.deepEqual(quiet, []);
});

test('a fault added while the world runs counts from then, and comes again the same', () => {
    const run = (added: (nth: number, faults: Faults) => void): string => {
        const faults = new Faults();
        const world = storyWorld(SEED, {...SIZE, faults});
        let nth = 0;
        const all = [];
        for (const step of world.steps(60_000)) {
            all.push(...step.deliveries);
            added(nth++, faults);
        }
        return JSON.stringify(all);
    };
    const fault = faultOf('silent');
    const live = run((nth, faults) => {
        if (nth === 8 * 60 - 1) faults.add({...fault});
    });
    assert.equal(live, bytes(runs.get('silent')!));
});
