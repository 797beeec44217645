import assert from 'node:assert/strict';
import test from 'node:test';
import {certificateFault} from './certificate.ts';
import {findPlace} from './find-place.ts';
import {shutRule} from './gates.ts';
import {Router, type RouteQuestion} from './router.ts';
import type {Route} from './route.ts';
import {storyNetwork} from './story-network.ts';
import {costOf, timedFault} from './timed-paths.ts';

const network = storyNetwork();
const router = new Router(network);

function told({legs}: Route): string {
    return legs.map(leg => leg.kind === 'link' ? leg.id : `[${leg.id}]`).join(' ');
}

// A question, and the way that answers it: links by id, borders and handovers in brackets.
const stories: Record<string, [Partial<RouteQuestion>, told: string]> = {
    'by road over the nearer border': [
        {from: 'plain', to: 'capital', modes: ['road']}, 'r2 [west] r3 r4'],
    'that border shut': [
        {from: 'plain', to: 'capital', modes: ['road'], shut: ['west']}, 'r5 [east] r6 r7'],
    'one of its handovers shut is the border shut': [
        {from: 'plain', to: 'capital', modes: ['road'], shut: ['west-in-bb']}, 'r5 [east] r6 r7'],
    'both shut': [{from: 'plain', to: 'capital', modes: ['road'], shut: ['west', 'east']}, ''],
    'a place shut': [
        {from: 'plain', to: 'capital', modes: ['road'], shut: ['west-gate']}, 'r5 [east] r6 r7'],
    'a place shut with its parts': [
        {from: 'berth', to: 'plain', modes: ['rail'], shut: ['harbour']}, ''],
    'by rail the gauge is changed': [
        {from: 'harbour', to: 'capital', modes: ['rail']}, 'l1 l2 [east] l3 [change] l4'],
    'the yard that changes it shut': [
        {from: 'harbour', to: 'capital', modes: ['rail'], shut: ['change']}, ''],
    'road and rail meet at a terminal alone': [
        {from: 'harbour', to: 'far', shut: ['r2', 'r5']},
        'l1 l2 [east] l3 [change] l4 [unload] r8'],
    'a one-way road is not driven back': [{from: 'far', to: 'capital'}, ''],
    'a planned tunnel, not yet': [
        {from: 'plain', to: 'capital', modes: ['road'], shut: ['west'], opened: []},
        'r5 [east] r6 r7'],
    'the tunnel opened by its project': [
        {from: 'plain', to: 'capital', modes: ['road'], shut: ['west'],
            opened: ['tunnel-project']},
        '[east] tunnel'],
    'a vehicle that a road does not take': [
        {from: 'east-gate', to: 'capital', modes: ['road'], vehicles: ['truck']}, 'r7'],
    'to where one is': [{from: 'plain', to: 'plain'}, ''],
};

for (const [name, [question, expected]] of Object.entries(stories)) {
    test(name, () => {
        const answer = router.routes({from: '', to: '', ...question});
        assert.equal(answer.routes[0] ? told(answer.routes[0]) : '', expected);
        assert.equal(certificateFault(router.graph, answer.cost, answer.certificate), undefined);
    });
}

test('a route says what it takes, and where each figure stands', () => {
    const [route] = router.routes({from: 'harbour', to: 'plain', modes: ['road']}).routes;
    assert.equal(route!.lengthKm, 300);
    // 300 km at 28 km/h; 0.06 a tonne-km for 20 t, and the toll that has no last day.
    assert.equal(route!.legs[0]!.hours.p50, 300 / 28);
    assert.equal(route!.money.p50, 36_000 + 1_200);
    assert.deepEqual(route!.legs[0]!.origins.map(({what, file, line}) => `${what} ${file}:${line}`),
        ['length links/road.csv:3', 'speed rates.csv:3', 'price rates.csv:7', 'toll tolls.csv:3']);
    assert.equal(route!.weakest, 'assumed', 'what an hour is worth decides, and is assumed');
    const wheat = router.routes(
        {from: 'harbour', to: 'plain', modes: ['road'], commodity: 'wheat'});
    assert.equal(wheat.routes[0]!.money.p50, 3 * 36_000 + 3 * 1_200, 'three lorries');
});

test('a border has what others published beside it', () => {
    const [route] = router.routes({from: 'plain', to: 'capital', modes: ['road']}).routes;
    const border = route!.legs.find(leg => leg.kind === 'border')!;
    assert.deepEqual(border.hours, {p10: 14, p50: 42, p90: 90});
    assert.deepEqual(border.observed.map(each => each.value), [28.2, 267]);
});

test('the loss of a leg has its source, a rate or a border', () => {
    const answer = router.routes({from: 'plain', to: 'capital', modes: ['road']});
    const losses = answer.routes[0]!.legs.flatMap(({id, origins}) => origins
        .filter(({what}) => what.startsWith('loss'))
        .map(({what, file, line}) => `${id} ${what} ${file}:${line}`));
    assert.deepEqual(losses, ['west loss of AA handovers.csv:2', 'r4 loss rates.csv:10']);
    assert.equal(answer.commodity.hour.value, 5);
});

test('how many ways are told changes no share', () => {
    const ask = (count: number) => router.routes({
        from: 'plain', to: 'capital', modes: ['road'], alternatives: {count}}).routes;
    assert.equal(ask(1).length, 1);
    assert.equal(ask(2)[0]!.share, ask(1)[0]!.share);
    assert(ask(1)[0]!.share < 1);
});

const at = (day: string): number => Date.parse(`${day}T03:00:00Z`);
const dated: Record<string, [depart: string, more: object, verdict: string, told: string]> = {
    'an ordinary day': ['2025-04-07', {}, 'unhindered', 'r2 [west] r3 r4'],
    'the west shut for weeks: it turns': ['2025-03-16', {}, 'turns', 'r5 [east] r6 r7'],
    'the west shut for days more: it waits': ['2025-03-18', {}, 'waits', 'r2 [west] r3 r4'],
    'the pass under snow: it turns': ['2025-12-20', {}, 'turns', 'r5 [east] r6 r7'],
    'the pass opens in days: it waits': ['2025-03-11', {
        lifted: [{of: 'west', firstDay: undefined, lastDay: undefined}], shut: ['east'],
    }, 'waits', 'r2 [west] r3 r4'],
    'asked to be shut on every day: it turns': [
        '2025-04-07', {shut: ['west']}, 'turns', 'r5 [east] r6 r7'],
    'that closure lifted: nothing hinders it': [
        '2025-03-16', {lifted: [{of: 'west', firstDay: undefined, lastDay: undefined}]},
        'unhindered', 'r2 [west] r3 r4'],
    'lifted on days that are past: it turns as before': [
        '2025-03-16', {lifted: [{of: 'west', firstDay: '2025-03-01', lastDay: '2025-03-12'}]},
        'turns', 'r5 [east] r6 r7'],
    'lifted on the days it would come by': [
        '2025-03-16', {lifted: [{of: 'west', firstDay: '2025-03-16', lastDay: '2025-03-18'}]},
        'unhindered', 'r2 [west] r3 r4'],
    'both shut and little patience: it gives up': [
        '2025-03-16', {closures: [shutRule('east', '2025-03-01', '2025-03-30', 'UTC')],
            patienceHours: 48}, 'gives-up', ''],
    'no time to turn: it gives up': ['2025-03-16', {withinHours: 90}, 'gives-up', ''],
    'a way that takes longer than allowed': ['2025-04-07', {withinHours: 10}, 'too-late', ''],
    'everything asked to be shut': [
        '2025-04-07', {shut: ['west', 'east'], withinHours: 900}, 'gives-up', ''],
    'nothing leads there at all': [
        '2025-04-07', {from: 'far', withinHours: 900}, 'no-way', ''],
};

for (const [name, [day, more, verdict, expected]] of Object.entries(dated)) {
    test(`dated: ${name}`, () => {
        const answer = router.dated({
            from: 'plain', to: 'capital', modes: ['road'], departMs: at(day), ...more});
        assert.equal(answer.verdict.kind, verdict);
        assert.equal(answer.routes[0] ? told(answer.routes[0]) : '', expected);
        assert.equal(timedFault(answer.question, answer.answer), undefined);
    });
}

test('dated: what it turned or gave up for is named, when it would have come by', () => {
    const because = (day: string, more: object): string[] => {
        const {verdict} = router.dated({
            from: 'plain', to: 'capital', modes: ['road'], departMs: at(day), ...more});
        return 'because' in verdict ? verdict.because.map(({id}) => id) : [];
    };
    assert.deepEqual(because('2025-03-16', {}), ['west-2025']);
    assert.deepEqual(because('2025-12-20', {}), ['pass']);
    assert.deepEqual(because('2025-04-07', {shut: ['west']}), ['asked:west']);
    assert.deepEqual(because('2025-03-16', {withinHours: 90}), ['west-2025']);
    // East is shut until further notice, and west, which it would take, is not.
    assert.deepEqual(because('2026-10-05', {}), []);
    assert.deepEqual(because('2026-10-05', {modes: ['rail'], from: 'harbour'}), []);
});

test('dated: too late says when it would be there', () => {
    const ask = (withinHours: number | undefined) => router.dated({
        from: 'plain', to: 'capital', modes: ['road'], departMs: at('2025-04-07'), withinHours});
    const {verdict} = ask(10);
    assert(verdict.kind === 'too-late');
    const {question, answer} = ask(undefined);
    assert.equal(verdict.free.hours, (answer.best!.arriveMs - question.departMs) / 3_600_000);
    assert.deepEqual(verdict.instead, ['west']);
});

test('dated: a slow border is slow in its leg, and the legs add up to the way', () => {
    const slow = router.dated({
        from: 'plain', to: 'capital', modes: ['road'], departMs: at('2025-04-11'), shut: ['east'],
    });
    const [route] = slow.routes;
    const border = route!.legs.find(({kind}) => kind === 'border')!;
    const sum = route!.legs.reduce((all, leg) => all + leg.waitHours + leg.hours.p50, 0);
    const {departMs} = slow.question;
    assert(Math.abs(sum - (slow.answer.best!.arriveMs - departMs) / 3_600_000) < 1e-3);
    assert(border.hours.p50 === 84, `${border.hours.p50} h, twice the usual 42`);
    const cost = costOf(slow.question, slow.answer.best!) / 1_000;
    assert(Math.abs(route!.costMinor - cost) < 1, `${route!.costMinor} is not ${cost}`);
});

test('dated: the way that waits, and beside it the one that turns', () => {
    const ask = (count: number) => router.dated({
        from: 'plain', to: 'capital', modes: ['road'], departMs: at('2025-03-18'),
        alternatives: {count},
    }).routes;
    const [waits, turns] = ask(2);
    assert.equal(told(waits!), 'r2 [west] r3 r4');
    assert.equal(told(turns!), 'r5 [east] r6 r7');
    assert(waits!.waitHours > 40 && turns!.waitHours < 24);
    assert(turns!.costMinor > waits!.costMinor && turns!.share < waits!.share);
    assert.equal(Math.round(1e9 * (waits!.share + turns!.share)), 1e9);
    assert.deepEqual(ask(1), [waits]);
});

test('the same seed draws the same hours; who waits takes longer', () => {
    const ask = (day: string, seed: number) => router.dated({
        from: 'plain', to: 'capital', modes: ['road'], departMs: at(day), seed}).routes[0]!;
    assert.deepEqual(ask('2025-03-18', 7).hours, ask('2025-03-18', 7).hours);
    assert(ask('2025-03-18', 7).hours.p10 > ask('2025-04-07', 7).hours.p10);
    assert(ask('2025-03-18', 7).waitHours > 40);
});

test('places by id, name, alias and case; what is not clear is told', () => {
    const ids = (text: string): string[] => {
        const found = findPlace(network, text);
        return 'place' in found ? [found.place.id] : found.candidates.map(place => place.id);
    };
    assert.deepEqual(ids('harbour'), ['harbour']);
    assert.deepEqual(ids('BANDAR'), ['harbour']);
    assert.deepEqual(ids('EAST-GATE'), ['east-gate']);
    assert.deepEqual(ids('West'), ['west-post', 'west-gate']);
    assert.deepEqual(ids('Atlantis'), []);
});
