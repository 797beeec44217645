import {writeFileSync} from 'node:fs';
import {Router, type DatedQuestion, type Network} from '@karwan/network';
import {networkFrom} from '../network-files.ts';
import {certificateJson, datedCertificateJson} from '../network/certificate-json.ts';
import {routesGeoJson} from '../network/geojson.ts';
import {provenDated, provenRoutes} from '../network/proven.ts';
import {MOST_WAYS, questionOf, Unanswerable, type Asked} from '../network/question.ts';
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
    const answer = provenRoutes(router, question);
    writeCertificate(options, () => certificateJson(router.graph, answer));
    const json = answerJson(network, answer, question);
    return said(options, json, routesGeoJson(network, answer.routes), routeText(network, json));
}

function datedSaid(
    network: Network, router: Router, question: DatedQuestion, options: Record<string, unknown>,
): Said {
    const answer = provenDated(router, question);
    writeCertificate(options, () => datedCertificateJson(router.graph, answer));
    const json = datedJson(network, answer, question);
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
        k: wholeOf(options, 'k', 1, MOST_WAYS), seed: wholeOf(options, 'seed', 0, 2 ** 31),
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

function writeCertificate({certificate}: Record<string, unknown>, json: () => unknown): void {
    if (typeof certificate === 'string') writeFileSync(certificate, JSON.stringify(json()));
}
