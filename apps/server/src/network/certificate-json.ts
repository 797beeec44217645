import type {DatedAnswer, Gate, Graph, RouteAnswer} from '@karwan/network';

/**
 * All that a checker needs of an answer without a day: arcs with costs, a potential for each state,
 * the path. packages/network/CERTIFICATE.md says what each is.
 */
export function certificateJson(graph: Graph, {cost, certificate}: RouteAnswer) {
    return {
        kind: 'potentials' as const, states: statesOf(graph),
        arcs: graph.arcs.map((_arc, i) => [graph.tail[i], graph.head[i], finite(cost[i]!)]),
        sources: certificate.sources, targets: certificate.targets,
        potential: [...certificate.potential].map(finite), path: certificate.path ?? null,
    };
}

/**
 * All that a checker needs of a dated answer: arcs with what they cost beside time and how long
 * they take, the openings that gate them, and the labels of the search, each by the one before it.
 */
export function datedCertificateJson(graph: Graph, {question, answer}: DatedAnswer) {
    const {costs, gates, sources, targets, departMs, patienceMs, latestMs} = question;
    const number = new Map(answer.labels.map((label, nth) => [label, nth]));
    return {
        kind: 'labels' as const, states: statesOf(graph),
        arcs: graph.arcs.map((_arc, i) => [
            graph.tail[i], graph.head[i], finite(costs.restCost[i]!), costs.hoursP50[i]]),
        costPerHour: costs.costPerHour,
        gates: [...gates].map(([arc, gate]) => ({arc, openings: openingsOf(gate)})),
        sources, targets, departMs, patienceMs: finite(patienceMs), latestMs: finite(latestMs),
        labels: answer.labels.map(({state, arriveMs, restCost, viaArc, startMs, before}) => [
            state, arriveMs, restCost, viaArc, startMs, before ? number.get(before)! : null]),
        best: answer.best ? number.get(answer.best)! : null,
    };
}

function statesOf({states}: Graph): string[] {
    return states.map(({place, mode, gaugeMm}) => `${place} ${mode} ${gaugeMm}`);
}

function openingsOf(gate: Gate) {
    return gate.all.map(({opening: {id, of, rule, firstDay, lastDay, zone, open, factor}}) => ({
        id, of, rule, firstDay: firstDay ?? null, lastDay: lastDay ?? null, zone, open, factor,
    }));
}

function finite(value: number): number | null {
    return value === Infinity ? null : value;
}
