import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, HOUR_MS, type Chance} from '@karwan/base';
import {overlapOf} from './alternatives.ts';
import type {Gate} from './opening.ts';
import {leastRemaining} from './remaining.ts';
import {randomArcs, randomGate} from './random-network.ts';
import {
    costOf, labelOver, timedFault, timedPath, timedWays, type Label, type TimedQuestion,
} from './timed-paths.ts';

const DEPART_MS = Date.UTC(2025, 0, 3, 7);

function randomQuestion(chance: Chance, patienceHours: number): TimedQuestion {
    const arcs = randomArcs(chance, 9);
    const states = arcs.firstOut.length - 1;
    const gates = new Map<number, Gate>();
    arcs.head.forEach((_, arc) => {
        if (chance.happens(0.7)) gates.set(arc, randomGate(chance));
    });
    const hoursP50 = Float64Array.from(arcs.cost, () =>
        chance.happens(0.2) ? 0 : chance.below(40) / 4);
    return {
        arcs, gates, departMs: DEPART_MS,
        costs: {restCost: arcs.cost, hoursP50, costPerHour: chance.below(20)},
        sources: [chance.below(states)], targets: [chance.below(states)],
        patienceMs: patienceHours * HOUR_MS,
        latestMs: DEPART_MS + chance.pick([48, 2_000]) * HOUR_MS,
    };
}

// Every way without a circle, one by one. Circles never pay: who is later is dearer.
function plainBest(question: TimedQuestion): number {
    const {arcs: {tail, head}, costs, gates, departMs, sources, targets} = question;
    const {latestMs} = question;
    let best = Infinity;
    const walk = (state: number, atMs: number, rest: number, seen: readonly number[]): void => {
        const cost = rest + Math.round(costs.costPerHour * (atMs - departMs) / HOUR_MS);
        if (cost >= best) return;
        if (targets.includes(state)) {
            best = cost;
            return;
        }
        tail.forEach((from, arc) => {
            if (from !== state || seen.includes(head[arc]!)) return;
            if (costs.restCost[arc] === Infinity) return;
            const hours = costs.hoursP50[arc]!;
            const {startMs, endMs} = gates.get(arc)?.leave(atMs, hours)
                ?? {startMs: atMs, endMs: atMs + hours * HOUR_MS};
            if (startMs === Infinity || endMs > latestMs) return;
            walk(head[arc]!, endMs, rest + costs.restCost[arc]!, [...seen, head[arc]!]);
        });
    };
    for (const source of sources) walk(source, departMs, 0, [source]);
    return best;
}

// The way once more at the true costs, arc by arc.
function walkedAgain(
    question: TimedQuestion, arcs: readonly number[], source: number,
): Label | undefined {
    let at: Label | undefined = {
        state: source, arriveMs: DEPART_MS, restCost: 0, viaArc: -1, startMs: DEPART_MS,
        before: undefined,
    };
    for (const arc of arcs) at = at && labelOver(question, at, arc);
    return at;
}

function sourceOf(label: Label): number {
    return label.before ? sourceOf(label.before) : label.state;
}

for (const seed of [1, 2, 3, 20_261_124]) {
    test(`a dated way costs what trying all ways gives, and proves itself (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        let [found, waited] = [0, 0];
        for (let world = 0; world < 200; world++) {
            const question = randomQuestion(chance, 1e6);
            const answer = timedPath(question);
            assert.equal(timedFault(question, answer), undefined, `world ${world}`);
            const cost = answer.best ? costOf(question, answer.best) : Infinity;
            assert.equal(cost, plainBest(question), `world ${world}`);
            if (answer.best?.before) found++;
            for (let at = answer.best; at?.before; at = at.before) {
                if (at.startMs > at.before.arriveMs) waited++;
            }
        }
        assert(found > 40 && waited >= 3, `${found} found, ${waited} waits`);
    });

    test(`looking towards the target finds what is found without (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        for (let world = 0; world < 200; world++) {
            const question = randomQuestion(chance, chance.pick([24, 1e6]));
            const cost = (best: Label | undefined): number =>
                best ? costOf(question, best) : Infinity;
            const ahead = timedPath(question, leastRemaining(question)).best;
            assert.equal(cost(ahead), cost(timedPath(question).best), `world ${world}`);
        }
    });

    test(`who has patience goes the same way, who has not waits no longer (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        let turned = 0;
        for (let world = 0; world < 200; world++) {
            const patienceHours = chance.pick([6, 48, 240]);
            const question = randomQuestion(chance, patienceHours);
            const answer = timedPath(question);
            assert.equal(timedFault(question, answer), undefined, `world ${world}`);
            const patient = timedPath({...question, patienceMs: 1e6 * HOUR_MS});
            const waits = (label: Label | undefined): number => label?.before === undefined ? 0
                : Math.max(label.startMs - label.before.arriveMs, waits(label.before));
            assert(waits(answer.best) <= patienceHours * HOUR_MS);
            const [ours, best] = [answer, patient].map(each =>
                each.best ? costOf(question, each.best) : Infinity) as [number, number];
            if (waits(patient.best) <= patienceHours * HOUR_MS) assert.equal(ours, best);
            else turned++;
            assert(ours >= best);
        }
        assert(turned > 0, 'nobody turned');
    });

    test(`other dated ways keep the hours, differ, and are never cheaper (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        let several = 0;
        for (let world = 0; world < 200; world++) {
            const question = randomQuestion(chance, 1e6);
            const {best} = timedPath(question);
            if (!best) continue;
            const sharing = Int32Array.from(question.arcs.head, (_, arc) => arc);
            const ways = timedWays(question, best, sharing,
                {count: 4, mostOverlap: 0.5, mostStretch: 3, mostSearches: 60});
            assert.equal(ways[0]!.label, best);
            for (const [nth, way] of ways.entries()) {
                const walked = walkedAgain(question, way.arcs, sourceOf(way.label));
                assert.equal(walked?.arriveMs, way.label.arriveMs, `world ${world}`);
                assert(Math.abs(costOf(question, walked!) - way.cost) <= 1, `world ${world}`);
                assert(way.cost >= ways[0]!.cost - 1 && way.cost <= 3 * ways[0]!.cost);
                assert(ways.slice(0, nth).every(other => overlapOf(way, other, sharing) <= 0.5
                    || overlapOf(other, way, sharing) <= 0.5));
            }
            if (ways.length > 1) several++;
        }
        assert(several >= 5, `${several} worlds with several`);
    });

    test(`who comes later leaves no earlier, and no gate opens while shut (seed ${seed})`, () => {
        const chance = chanceFrom(seed);
        for (let world = 0; world < 60; world++) {
            const gate = randomGate(chance);
            const hours = chance.below(60) / 2;
            let before = -Infinity;
            for (let step = 0; step < 60; step++) {
                const atMs = DEPART_MS + step * 7 * HOUR_MS;
                const {startMs, endMs} = gate.leave(atMs, hours);
                assert(endMs >= before, `world ${world}, step ${step}`);
                before = endMs;
                if (startMs === Infinity) continue;
                assert.deepEqual(gate.shutBy(startMs), []);
                assert(startMs >= atMs && endMs >= startMs + hours * HOUR_MS);
            }
        }
    });
}
