import assert from 'node:assert/strict';
import {join} from 'node:path';
import test from 'node:test';
import {Gate, OpeningRule, Router, timedFault, type TimedAnswer} from '@karwan/network';
import {checkoutFolder} from '../checkout.ts';
import {networkFrom} from '../network-files.ts';
import {certificateJson, datedCertificateJson} from './certificate-json.ts';
import {provenDated, provenRoutes} from './proven.ts';

const folder = join(checkoutFolder(), 'corridors', 'mombasa-kampala', 'network');
const router = new Router(networkFrom(folder));
const question = {from: 'ke-mombasa', to: 'ug-kampala', modes: ['road' as const]};

type Dated = ReturnType<typeof datedCertificateJson>;

// What a stranger has: the file alone, and the rules of openings.
function checkedAgain({arcs, gates, labels: rows, best, ...told}: Dated): string | undefined {
    const labels: TimedAnswer['labels'][number][] = [];
    for (const [state, arriveMs, restCost, viaArc, startMs, before] of rows as number[][]) {
        labels.push({
            state: state!, arriveMs: arriveMs!, restCost: restCost!, viaArc: viaArc!,
            startMs: startMs!, before: before === null ? undefined : labels[before!],
        });
    }
    const column = (nth: number) => arcs.map(arc => arc[nth] ?? Infinity);
    const [tail, head] = [Int32Array.from(column(0)), Int32Array.from(column(1))];
    const firstOut = Int32Array.from({length: told.states.length + 1},
        (_, state) => tail.filter(each => each < state).length);
    const gateOf = new Map(gates.map(({arc, openings}) => [arc, new Gate(openings.map(opening =>
        new OpeningRule({
            ...opening, firstDay: opening.firstDay ?? undefined,
            lastDay: opening.lastDay ?? undefined, knownTo: undefined, from: undefined,
            to: undefined, mode: undefined, note: '', at: {file: 'told', line: 1, column: 1},
            known: {status: 'assumed', source: 'told', date: 'undated'},
        })))]));
    return timedFault({
        arcs: {firstOut, tail, head}, gates: gateOf, ...told,
        costs: {
            restCost: Float64Array.from(column(2)), hoursP50: Float64Array.from(column(3)),
            costPerHour: told.costPerHour,
        },
        patienceMs: told.patienceMs ?? Infinity, latestMs: told.latestMs ?? Infinity,
    }, {labels, best: best === null ? undefined : labels[best]});
}

test('a dated certificate proves its answer to who has the file alone', () => {
    const answer = provenDated(router, {
        ...question, departMs: Date.UTC(2024, 4, 1), shut: ['malaba']});
    const json = JSON.parse(JSON.stringify(datedCertificateJson(router.graph, answer))) as Dated;
    assert.equal(json.kind, 'labels');
    assert.equal(json.gates.length > 0 && json.best !== null, true);
    assert.equal(checkedAgain(json), undefined);
    const cheaper = json.labels.map((label, nth) => nth === json.best
        ? label.with(2, Number(label[2]) - 1) : label);
    assert.match(checkedAgain({...json, labels: cheaper})!, /does not follow from its arc/);
    const fewer = json.labels.filter((_, nth) => nth === 0 || nth === json.best);
    assert.notEqual(checkedAgain({...json, labels: fewer, best: 1}), undefined);
});

test('a certificate without a day has the potentials and the path', () => {
    const answer = provenRoutes(router, question);
    const json = certificateJson(router.graph, answer);
    assert.equal(json.kind, 'potentials');
    const cost = json.path!.reduce((sum, arc) => sum + Number(json.arcs[arc]![2]), 0);
    assert.equal(cost, Math.min(...json.targets.map(state => json.potential[state] ?? Infinity)));
});
