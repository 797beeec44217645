import {join} from 'node:path';
import {greatCircleMetres, type Link, type Network} from '@karwan/network';
import {networkFrom} from '../apps/server/src/network-files.ts';
import {quantileOf} from './corridor-02/survey.ts';
import {proof} from './proof.ts';

const LEAST_PLACES = 560;
const LEAST_LINKS = 800;
const LEAST_PUBLISHED = 0.6;
/** Shorter links say more about where their ends are put than about the road. */
const LEAST_KM = 10;
/** Lengths are written to 100 m, factors to a thousandth. */
const ROUNDING_KM = 0.06;
const ROUNDING = 0.0006;

export default proof({
    id: 'corridor-01-fit',
    claim: 'lengths without a source are great circle x a factor fitted on the published ones, '
        + 'which are the most',
    bar: `at least ${LEAST_PLACES} places, ${LEAST_LINKS} links, ${LEAST_PUBLISHED * 100} % of the `
        + 'road and rail kilometres published (planned lines and sea apart); the factors found '
        + 'again; each estimate is its factor; no border figure from a survey after 2021',
    kind: 'held', short: true,
    async measure({root}) {
        const network = networkFrom(join(root, 'corridors', 'pakistan', 'network'));
        const {published, read} = sharesOf(network);
        const faults = [
            ...circuityFaults(network), ...factorFaults(network), ...lateSurveys(network)];
        const {places, links} = network;
        return {
            value: `${places.length} places, ${links.length} links, ${
                (published * 100).toFixed(1)} % published, ${
                (read * 100).toFixed(1)} % read as they stand`,
            holds: faults.length === 0 && places.length >= LEAST_PLACES
                && links.length >= LEAST_LINKS && published >= LEAST_PUBLISHED,
            notes: [...network.circuity.map(({mode, terrain, factor}) =>
                `${mode}, ${terrain}: x ${factor.value} (${factor.low} to ${factor.high})`),
            ...faults],
        };
    },
});

function isOnLand({mode, state}: Link): boolean {
    return (mode === 'road' || mode === 'rail') && state !== 'planned' && state !== 'building';
}

function sharesOf({links}: Network): {published: number; read: number} {
    const kmOf = (which: (link: Link) => boolean): number => links
        .filter(link => isOnLand(link) && which(link))
        .reduce((sum, link) => sum + link.length.value, 0);
    const all = kmOf(() => true);
    return {
        published: kmOf(link => link.length.status === 'published') / all,
        read: kmOf(link => link.basis === 'read') / all,
    };
}

function straightKm({places}: Network, {from, to}: Link): number {
    const [a, b] = [from, to].map(id => places.find(place => place.id === id)!);
    return greatCircleMetres(a!, b!) / 1_000;
}

function circuityFaults(network: Network): string[] {
    return network.circuity.flatMap(({mode, terrain, factor}) => {
        const found = network.links.filter(link => link.mode === mode && link.terrain === terrain
            && link.state === 'open' && (link.basis === 'read' || link.basis === 'difference'))
            .map(link => ({link, straight: straightKm(network, link)}))
            .filter(({straight}) => straight >= LEAST_KM)
            .map(({link, straight}) => link.length.value / straight);
        const median = quantileOf(found, 0.5);
        return Math.abs(median - factor.value) <= ROUNDING ? []
            : [`${mode}, ${terrain}: ${factor.value} is written, ${median.toFixed(4)} is found`];
    });
}

function factorFaults(network: Network): string[] {
    return network.links.filter(({basis}) => basis === 'factor').flatMap(link => {
        const circuity = network.circuity.find(c =>
            c.mode === link.mode && c.terrain === link.terrain);
        if (!circuity) return [`${link.id}: no factor for its terrain`];
        const km = Math.max(0.5, straightKm(network, link)) * circuity.factor.value;
        return Math.abs(km - link.length.value) <= ROUNDING_KM ? []
            : [`${link.id}: ${link.length.value} km is written, ${km.toFixed(2)} is found`];
    });
}

function lateSurveys({handovers, rates, observed}: Network): string[] {
    const figures = [
        ...handovers.flatMap(({id, hours, money}) => [hours, money].map(f => ({id, ...f}))),
        ...rates.map(({what, figure}) => ({id: what, ...figure})),
        ...observed.map(({of, source, year}) =>
            ({id: of, source, date: `${year}`, status: 'published'})),
    ];
    // An assumed figure is of the day it was assumed, whatever it leans on.
    return figures.filter(({source, date, status}) =>
        /CPMM/.test(source) && status !== 'assumed' && date > '2021-12-31')
        .map(({id, source}) => `${id}: ${source}`);
}
