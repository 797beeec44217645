import assert from 'node:assert/strict';
import test from 'node:test';
import type {Token} from '@karwan/journey';
import type {Doubt} from './identity.ts';
import type {Claim} from './passage.ts';
import {doubtItem, duesFrom, identifiedFrom, journeysFrom, type Purse} from './pipeline.ts';
import {Register} from './register.ts';
import type {ReviewDecision} from './review.ts';
import {storyPassage, storyPassages} from './story-passage.ts';
import {storyFacts} from './story-register.ts';
import {storySetting} from './story-scheme.ts';
import {TRIP_MODEL_FORMAT, type TripModel} from './trip-model.ts';

const VEHICLE: Token = 'plate:p1';

/** The wallet of a story: so many rupees at first, `low` where a low balance was decided before. */
class StoryPurse implements Purse {
    readonly told: string[] = [];
    readonly #isLow: boolean;
    #minor: bigint;

    constructor(text: string) {
        this.#isLow = text.startsWith('low ');
        this.#minor = BigInt(text.replace('low ', '')) * 100n;
    }

    spendableMinor(): bigint {
        return this.#minor;
    }

    wasLow(): boolean {
        return this.#isLow;
    }

    take(window: string, due: Parameters<Purse['take']>[1]): void {
        if (due?.payer.startsWith('wallet:')) this.#minor -= due.amountMinor;
        this.told.push(due ? `${window} ${due.amountMinor / 100n} ${due.payer}` : `${window} none`);
    }
}

// The register, the rupees in the wallet, the passages with what was measured, and what comes of
// it: each window's answer in the order driven, and what a person has to look at.
const stories: Record<string, string> = {
    'two windows of a trip are paid one after the other':
        't1>p1 | 100 | U3@0 H1@7 -> 1/coast 10 wallet:tag:t1, 1/hill 10 wallet:tag:t1',
    'the first leaves nothing for the second':
        't1>p1 | 15 | U3@0 H1@7 -> 1/coast 10 wallet:tag:t1, 1/hill 12 owed:plate:p1',
    'what was decided to be low stays so':
        't1>p1 | low 100 | U1@0 -> 1/coast 12 owed:plate:p1',
    'nothing is printed for the class: a person looks, and nobody is charged':
        'p1=truck | 0 | U3@0 H1@7 H2@14 '
        + '-> 1/coast 30 owed:plate:p1, 1/hill none, 2:no-tariff 0, 3:no-tariff 0',
    'every laser says truck, the register car: charged as declared, and a person looks':
        'p1=car | 0 | U1=truck U2=truck -> 1/coast 30 owed:plate:p1, 1:class-differs 20',
    'worth is what lies between, whichever is dearer':
        'p1=truck | 0 | U1=car -> 1/coast 30 owed:plate:p1, 1:class-differs 10',
    'one laser that agrees is enough':
        'p1=car | 0 | U1=truck U2=car -> 1/coast 30 owed:plate:p1',
    'lasers that disagree with one another prove nothing':
        'p1=car | 0 | U1=truck U2=bus -> 1/coast 30 owed:plate:p1',
    'a laser that saw no class has no voice':
        'p1=car | 0 | U1=truck U2@7 -> 1/coast 30 owed:plate:p1, 1:class-differs 20',
    'nothing declared, nothing contradicted': ' | 0 | U1=truck -> 1/coast 30 owed:plate:p1',
    'the class is the whole trip\'s: what the coast measured counts on the hill':
        ' | 0 | U2=bus U3=bus H1=car -> 1/coast 60 owed:plate:p1, 1/hill 30 owed:plate:p1',
};

for (const [name, story] of Object.entries(stories)) {
    test(name, () => {
        const [facts, rupees, seen, expected] = story.split(/ ?\| | -> /);
        const passages = seen!.split(' ').map((word, nth) => {
            const [point, measuredClass] = word.split('=');
            const timed = point!.includes('@') ? point! : `${point!}@${nth * 7}`;
            const [passage] = storyPassages(timed, nth + 1);
            return {...passage!, measuredClass, ...identified(VEHICLE)};
        });
        const register = new Register(storyFacts(facts!));
        const purse = new StoryPurse(rupees!);
        const owed = journeysFrom(VEHICLE, passages, register, storySetting)
            .map(journey => duesFrom(journey, register, purse, storySetting));
        const items = owed.flatMap(each => each.items).map(item => {
            assert.equal(item.vehicle, VEHICLE);
            assert.equal(item.worthMinor % 100n, 0n);
            return `${item.id} ${item.worthMinor / 100n}`;
        });
        assert.deepEqual(owed.flatMap(each => each.dues).map(due => due.window.id),
            purse.told.filter(line => !line.endsWith('none')).map(line => line.split(' ')[0]));
        assert.equal([...purse.told, ...items].join(', '), expected);
    });
}

test('beside a trip in doubt the smaller charge stands, and a person looks where so ruled', () => {
    const edge = {gantry: 'U2', missed: 'U1', side: 'before', trips: 100, expected: 97,
        chance: 0.97} as const;
    const owed = (missedBeside: 'smaller' | 'review' | 'beyond-doubt') => {
        const {scheme} = storySetting;
        const tripModel: TripModel = {format: TRIP_MODEL_FORMAT, learnedFrom: 'given trips',
            carriageways: [], bands: [], rows: [], edges: [edge]};
        const setting = {...storySetting, scheme: {
            ...scheme, tripModel, rules: {...scheme.rules, missedBeside}}};
        const passages = storyPassages('U2@0').map(p => ({...p, ...identified(VEHICLE)}));
        const [journey] = journeysFrom(VEHICLE, passages, new Register([]), setting);
        const {dues, items} = duesFrom(
            journey!, new Register([]), new StoryPurse('0'), setting);
        return `${journey!.path} for ${dues[0]!.tollMinor / 100n}, `
            + items.map(item => `${item.id} ${item.worthMinor / 100n}`);
    };
    assert.equal(owed('smaller'), 'U2 for 10, ');
    assert.equal(owed('review'), 'U2 for 10, 1:missed-beside 10');
    assert.equal(owed('beyond-doubt'), 'U1,U2 for 20, ');
});

function identified(vehicle: Token | undefined) {
    return {vehicle, by: 'plate' as const, doubt: undefined, basis: []};
}

test('trips are named by their lowest passage and hold theirs in the order of the road', () => {
    const passages = storyPassages('U2@7 U1@0 U3@400').map(p => ({...p, ...identified(VEHICLE)}));
    const journeys = journeysFrom(VEHICLE, passages, new Register([]), storySetting);
    const told = journeys.map(({id, fromMs, toMs, ...rest}) => {
        const points = rest.passages.map(passage => passage.point).join(' ');
        return `${id}: ${points} from ${fromMs / 60_000} to ${toMs / 60_000}`;
    });
    assert.deepEqual(told, ['1: U1 U2 from 0 to 7', '3: U3 from 400 to 400']);
});

test('two passages of one moment at one gantry stand in the order of the log', () => {
    const passages = storyPassages('U1@0 U1@0').map(p => ({...p, ...identified(VEHICLE)}));
    const ids = (given: typeof passages) => journeysFrom(
        VEHICLE, given, new Register([]), storySetting)
        .flatMap(journey => journey.passages.map(passage => passage.id));
    assert.deepEqual(ids(passages), [1, 2]);
    assert.deepEqual(ids(passages.toReversed()), [1, 2]);
});

/** What an unsettled passage is worth: the toll of its one section, by what was measured. */
const worth: Record<string, [passage: Parameters<typeof storyPassage>[0], rupees: number]> = {
    'a car': [{measuredClass: 'car'}, 10],
    'a truck': [{measuredClass: 'truck'}, 20],
    'nobody knows: the cheapest class': [{}, 10],
    'nothing is printed for its class': [{point: 'H1', measuredClass: 'truck'}, 0],
    'a station on a ramp': [{point: 'in-A'}, 0],
};

for (const [name, [passage, rupees]] of Object.entries(worth)) {
    test(`a passage that nobody is charged for, worth: ${name}`, () => {
        const doubt: Doubt = 'nobody-identified';
        const item = doubtItem(
            {...storyPassage(passage), ...identified(undefined), doubt}, storySetting);
        assert.equal(item!.worthMinor, BigInt(rupees) * 100n);
        assert.equal(item!.day, '1970-01-01');
    });
}

test('who is not in doubt needs nobody to look', () => {
    const passage = {...storyPassage({}), ...identified(VEHICLE)};
    assert.equal(doubtItem(passage, storySetting), undefined);
});

function claim(said: Partial<Claim>): Claim {
    return {
        seq: 5, kind: 'camera', device: 'camera', point: 'U1', lane: 1, deviceMs: 0, receivedMs: 0,
        atMs: 0, tag: undefined, plate: undefined, confidence: undefined, measuredClass: undefined,
        ...said,
    };
}

// What a person decided about passage 5, which the camera could not read, and whose it is then.
const decisions: Record<string, [decision: Partial<ReviewDecision> | undefined, whose: string]> = {
    'nobody has decided': [undefined, 'nobody by nobody, nobody-identified'],
    'assigned': [{decision: 'assign', vehicle: VEHICLE, seq: 9}, 'plate:p1 by review of 9'],
    'written off: it stays nobody\'s': [
        {decision: 'write-off', vehicle: undefined}, 'nobody by nobody, nobody-identified'],
    'assigned to nobody says nothing': [
        {decision: 'assign', vehicle: undefined}, 'nobody by nobody, nobody-identified'],
    'about another passage': [
        {decision: 'assign', vehicle: VEHICLE, passage: 6}, 'nobody by nobody, nobody-identified'],
};

for (const [name, [said, whose]] of Object.entries(decisions)) {
    test(`what a person decided: ${name}`, () => {
        const decision: ReviewDecision = {
            seq: 9, item: '5:nobody-identified', passage: 5, decision: 'assign', vehicle: undefined,
            ...said,
        };
        const decided = new Map(said ? [[decision.passage, decision]] : []);
        const [passage] = identifiedFrom([claim({})], new Register([]), decided, storySetting);
        const {vehicle = 'nobody', by, doubt, basis} = passage!;
        assert.equal(`${vehicle} by ${by}${basis.length > 0 ? ` of ${basis.join()}` : ''}`
            + (doubt ? `, ${doubt}` : ''), whose);
    });
}
