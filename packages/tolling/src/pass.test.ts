import assert from 'node:assert/strict';
import test from 'node:test';
import {dueOf, type Due} from './due.ts';
import {passFor, passWindows} from './pass.ts';
import {Register} from './register.ts';
import type {Scheme, TariffLine} from './scheme.ts';
import {storyFacts} from './story-register.ts';
import {storySetting} from './story-scheme.ts';
import type {WindowRule} from './window-rule.ts';

const {scheme, ways} = storySetting;
const {origin} = scheme.tariffs[0]!;

// A month on the coast costs a car Rs 500 from minute 0 and a truck nothing that is printed, and so
// does a week on the hill; a season on both roads is sold elsewhere, whatever is printed of it.
const pass = (id: string, ...roads: string[]): WindowRule =>
    ({id, kind: 'pass', roads, lateness: 'byEventTime', origin});
const priced = (id: string): TariffLine => ({
    id: `${id}/car`, road: id, class: 'car', origin, validFromMs: 0, validToMs: Infinity,
    price: {basis: 'flat', amountMinor: 50_000n},
});
const withPasses: Scheme = {
    ...scheme, tariffs: [...scheme.tariffs, ...['month', 'week', 'season'].map(priced)],
    windows: [
        pass('month', 'coast'), pass('week', 'hill'),
        {...pass('season', 'coast', 'hill'), isPaidElsewhere: true},
    ],
};

// What the register holds of p1, which gantries it drove under at moment 5 and as what, and which
// fact pays for it.
const stories: Record<string, string> = {
    'a pass that was bought pays': 'p1*month | U1 U2 | car -> 1',
    'one that was bought for the tag pays too': 't1>p1, t1*month | U1 | car -> 2',
    'nobody bought one': 'p2*month | U1 | car -> none',
    'not on another road': 'p1*month | H1 | car -> none',
    'nor where a part lies on another road': 'p1*month | U3 H1 | car -> none',
    'before it begins it pays nothing': 'p1*month 6.. | U1 | car -> none',
    'from that moment on it does': 'p1*month 5.. | U1 | car -> 1',
    'and when it is over no more': 'p1*month ..5 | U1 | car -> none',
    'taken back it pays nothing': 'p1*month, p1/month | U1 | car -> none',
    'what had no price nobody can have bought': 'p1=truck, p1*month | U1 | truck -> none',
    'what is paid elsewhere needs no price here': 'p1=truck, p1*season | U1 | truck -> 2',
    'of several the one that covers': 'p1*month, p1*season | U3 H1 | car -> 2',
    'of several that cover the first of the scheme': 'p1*season, p1*month | U1 | car -> 2',
};

for (const [name, story] of Object.entries(stories)) {
    test(`a pass: ${name}`, () => {
        const [facts, gantries, vehicleClass, expected] = story.split(/ \| | -> /);
        const found = passFor(gantries!.split(' ').map(gantry => ways.section(gantry)),
            'plate:p1', vehicleClass!, 5, new Register(storyFacts(facts!)), withPasses);
        assert.equal(String(found?.seq ?? 'none'), expected);
    });
}

test('where a scheme sells no passes none pays', () => {
    const register = new Register(storyFacts('p1*month'));
    assert.equal(passFor([ways.section('U1')], 'plate:p1', 'car', 5, register, scheme), undefined);
    assert.deepEqual(passWindows('plate:p1', register, scheme), []);
});

// What was sold to p1, and the windows that cost its price: name and moment.
const sold: Record<string, string> = {
    'it costs its price when it begins': 'p1*month 7.. -> 1/month @7',
    'each is a window of its own': 'p1*month ..9, p1*month 9.. -> 1/month @0, 2/month @9',
    'what is taken back of another kind leaves it': 'p1*month, p1/week -> 1/month @0',
    'taken back for another time it stays':
        'p1*month 5..9, p1/month 9..12, p1/month 2..5 -> 1/month @5',
    'of whichever kind it is': 'p1*week, p1*month -> 1/week @0, 2/month @0',
    'said of the tag or of the vehicle, they stand in the order of the log':
        't1>p1, t1*month ..9, p1*month 9.. -> 2/month @0, 3/month @9',
    'bought for the tag that it carried then': 't1>p1, t1*month -> 2/month @0',
    'not for a tag that another carried then': 't1>p1 ..5, t1>p2 5.., t1*month 6.. -> none',
    'taken back it costs nothing': 'p1*month, p1/month -> none',
    'taken back and bought again': 'p1*month, p1/month, p1*month -> 3/month @0',
    'another that was taken back takes none with it':
        'p1*month ..9, p1*month 9.., p1/month 9.. -> 1/month @0',
    'what is paid elsewhere costs nothing here': 'p1*season -> none',
    'what has no price cannot be sold': 'p1=truck, p1*month -> none',
    'another\'s is another\'s': 'p2*month -> none',
};

for (const [name, story] of Object.entries(sold)) {
    test(`a pass that was sold: ${name}`, () => {
        const [facts, expected] = story.split(' -> ');
        const windows = passWindows('plate:p1', new Register(storyFacts(facts!)), withPasses);
        assert.equal(windows.map(({id, fromMs, toMs}) => {
            assert.equal(toMs, fromMs);
            return `${id} @${fromMs}`;
        }).join(', ') || 'none', expected);
    });
}

test('a pass for a class costs what it costs that class, whatever the vehicle is', () => {
    const told = (name: string) => passWindows('plate:p1', new Register(
        storyFacts('p1=truck, p1*month').map(fact =>
            fact.kind === 'pass' ? {...fact, class: name} : fact)), withPasses).length;
    assert.equal(told('car'), 1);
    assert.equal(told('truck'), 0);
});

test('a pass is paid from the wallet, or owed without a surcharge, and pays for no other', () => {
    const owed = (facts: string, rupees: bigint): string => {
        const register = new Register(storyFacts(facts));
        const [window] = passWindows('plate:p1', register, withPasses);
        const due = dueOf(window!, {
            vehicle: 'plate:p1', class: {class: 'car', by: 'declared', basis: []}, tripFromMs: 0,
            register, spendableMinor: () => rupees * 100n, wasLow: false,
        }, withPasses, '2025-03-03') as Due;
        return `${due.tollMinor} + ${due.surchargeMinor} of ${due.payer}, ${due.state} by `
            + due.basis.join();
    };
    assert.equal(owed('t1>p1, p1*month', 500n), '50000 + 0 of wallet:tag:t1, charged by 1,2');
    assert.equal(owed('t1>p1, p1*month', 499n), '50000 + 0 of owed:plate:p1, charged by 1,2');
    assert.equal(owed('p1*month', 0n), '50000 + 0 of owed:plate:p1, charged by 1');
    assert.equal(owed('p1*month, p1:exempt', 0n), '50000 + 0 of owed:plate:p1, charged by 1');
});
