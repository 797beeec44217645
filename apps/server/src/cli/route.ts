import {writeFileSync} from 'node:fs';
import {
    certificateFault, Router, timedFault, type DatedQuestion, type Network, type RouteAnswer,
} from '@karwan/network';
import {networkFrom} from '../network-files.ts';
import {routesGeoJson} from '../network/geojson.ts';
import {questionOf, Unanswerable, type Asked} from '../network/question.ts';
import {answerJson, datedJson} from '../network/route-json.ts';
import {routeText} from '../network/route-text.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {networkFolder} from './network.ts';

/** Exits: `done`, `no` where there is no way, `not-found`, `refused-input`, `wrong-usage`. */
export function routeHere(words: [string, string], options: Record<string, unknown>): Said {
    const network = networkFrom(networkFolder(options['network'] as string));
    const asked = askedFrom(words, options);
    const question = questionIn(network, asked);
    const router = new Router(network);
    if ('departMs' in question) return datedSaid(network, router, question, options);
    const answer = router.routes(question);
    const fault = certificateFault(router.graph, answer.cost, answer.certificate);
    if (fault !== undefined) throw new Error(`the answer does not prove itself: ${fault}`);
    if (options['certificate']) writeCertificate(options['certificate'] as string, router, answer);
    const json = answerJson(network, answer);
    return said(options, json, routesGeoJson(network, answer.routes), routeText(network, json));
}

function datedSaid(
    network: Network, router: Router, question: DatedQuestion, options: Record<string, unknown>,
): Said {
    const answer = router.dated(question);
    const fault = timedFault(answer.question, answer.answer);
    if (fault !== undefined) throw new Error(`the answer does not prove itself: ${fault}`);
    const json = datedJson(network, answer, question.departMs);
    return said(options, json, routesGeoJson(network, answer.routes), routeText(network, json));
}

function said(
    options: Record<string, unknown>, json: {routes: readonly unknown[]}, geojson: unknown,
    text: string,
): Said {
    const exit = json.routes.length === 0 ? {exit: 'no' as const} : {};
    if (options['geojson']) return {json: geojson, text: JSON.stringify(geojson), ...exit};
    return {json, text, ...exit};
}

function askedFrom([from, to]: [string, string], options: Record<string, unknown>): Asked {
    const text = (key: string): string | undefined => options[key] as string | undefined;
    return {
        from, to, commodity: text('commodity'), depart: text('depart'),
        modes: text('modes')?.split(',').map(mode => mode.trim()),
        vehicles: options['vehicle'] as string[] | undefined,
        shut: options['shut'] as string[] | undefined,
        open: options['open'] as string[] | undefined,
        k: wholeOf(options, 'k', 1, 20), seed: wholeOf(options, 'seed', 0, 2 ** 31),
        patienceHours: wholeOf(options, 'patience', 0, 100_000),
        withinHours: wholeOf(options, 'within', 0, 100_000),
    };
}

function wholeOf(
    options: Record<string, unknown>, key: string, least: number, most: number,
): number {
    const value = Number(options[key]);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new Stop('wrong-usage', `--${key}: found "${options[key] as string}", expected a whole `
        + `number from ${least} to ${most}`);
}

function questionIn(network: Network, asked: Asked): ReturnType<typeof questionOf> {
    try {
        return questionOf(network, asked);
    } catch (error) {
        if (!(error instanceof Unanswerable)) throw error;
        throw new Stop('not-found', error.message);
    }
}

// All that a checker needs: arcs with costs, a potential for each state, the path.
function writeCertificate(
    file: string, {graph}: Router, {cost, certificate}: RouteAnswer,
): void {
    const finite = (value: number): number | null => value === Infinity ? null : value;
    writeFileSync(file, JSON.stringify({
        states: graph.states.map(({place, mode, gaugeMm}) => `${place} ${mode} ${gaugeMm}`),
        arcs: graph.arcs.map((_arc, i) => [graph.tail[i], graph.head[i], finite(cost[i]!)]),
        sources: certificate.sources, targets: certificate.targets,
        potential: [...certificate.potential].map(finite), path: certificate.path ?? null,
    }));
}
