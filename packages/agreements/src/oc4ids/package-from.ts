import {findIndicator, groupedBy} from '@karwan/base';
import type {Agreements, Commitment, Measurement, Project, Range} from '../agreements.ts';
import {choicesOf, subjectKey} from '../conflict.ts';
import type {Json, JsonObject} from './schema.ts';

/** Where and when a package is published; both are the publisher's to say. */
export interface Publication {
    /** A URI of its own. */
    readonly uri: string;
    readonly atMs: number;
}

/**
 * The projects of a corridor as a package of OC4IDS 0.9. Promised and planned figures are
 * forecasts, measured ones are metrics, and the capital cost that the conflict rule picks is the
 * budget. What the standard has no field for (who said it, when, how well it is known) stands in
 * the `dimensions` of each observation, which the standard leaves open, so that nothing is lost.
 */
export function packageFrom(agreements: Agreements, {uri, atMs}: Publication): JsonObject {
    const publisher = agreements.parties.find(({id}) => id === agreements.publisher)!;
    const publishedDate = new Date(atMs).toISOString();
    return {
        uri, publishedDate, version: '0.9',
        publisher: {name: publisher.name, scheme: 'karwan', uid: publisher.id},
        projects: agreements.projects.map(project => projectFrom(project, agreements)),
    };
}

function projectFrom(project: Project, all: Agreements): JsonObject {
    const commitments = all.commitments.filter(each => each.project === project.id);
    const measurements = all.measurements.filter(each => each.project === project.id);
    const authority = all.parties.find(({id}) => id === project.authority);
    return filled({
        id: `${all.prefix}-${project.id}`,
        title: project.name, description: project.description, status: project.status,
        type: project.type, sector: [project.sector],
        publicAuthority: authority && {id: authority.id, name: authority.name},
        parties: partiesFrom(project, commitments, measurements, all),
        budget: budgetFrom(project, all),
        forecasts: metricsFrom(commitments, each => forecastFrom(each, all)),
        metrics: metricsFrom(measurements, observationFrom),
        documents: documentsFrom(project, commitments, measurements, all),
    });
}

function partiesFrom(
    project: Project, commitments: readonly Commitment[], measurements: readonly Measurement[],
    {parties, agreements}: Agreements,
): Json[] {
    const funders = new Set(commitments.filter(({indicator}) => indicator === 'finance')
        .map(({party}) => party));
    const involved = new Set([
        project.authority, ...[...commitments, ...measurements].map(({party}) => party),
        ...agreements.filter(each => each.projects.includes(project.id))
            .flatMap(each => each.parties),
    ]);
    return parties.filter(({id}) => involved.has(id)).map(({id, name, country}) => filled({
        id, name, address: country === '' ? undefined : {countryName: country},
        roles: [
            ...id === project.authority ? ['publicAuthority'] : [],
            ...funders.has(id) ? ['funder'] : [],
            ...id !== project.authority && !funders.has(id) ? ['interestedParty'] : [],
        ],
    }));
}

function budgetFrom({id}: Project, all: Agreements): JsonObject | undefined {
    const chosen = choicesOf(all).find(({subject}) => subject.project === id
        && subject.indicator === 'capital-cost' && subject.aspect === '')?.chosen;
    return chosen?.figure && {
        description: `figure ${chosen.id}, one of those in forecasts`,
        amount: money(chosen.figure.value, 'USD'),
    };
}

function metricsFrom<T extends Commitment | Measurement>(
    figures: readonly T[], observation: (figure: T) => JsonObject,
): Json[] {
    return [...groupedBy(figures, ({indicator}) => indicator)].map(([id, those]) => ({
        id, title: findIndicator(id)?.name ?? id, observations: those.map(observation),
    }));
}

function forecastFrom(each: Commitment, all: Agreements): JsonObject {
    const {id, aspect, standing, due, party, agreement, date, source, status, note} = each;
    return filled({
        id, ...figureFrom(each), notes: note,
        dimensions: filled({
            ...boundsFrom(each.figure), aspect, standing, due, party, agreement, date, source,
            status, ...ruleFrom(each, all),
        }),
    });
}

function observationFrom(each: Measurement): JsonObject {
    const {id, aspect, evidence, party, date, source, status, note} = each;
    return filled({
        id, ...figureFrom(each), notes: note,
        dimensions: filled({
            ...boundsFrom(each.figure), aspect, evidence, party, date, source, status,
        }),
    });
}

// The first figure of a conflict carries the rule that settles it.
function ruleFrom(each: Commitment, {commitments, conflicts}: Agreements): JsonObject {
    const key = subjectKey(each);
    const conflict = conflicts.find(other => subjectKey(other) === key);
    const first = commitments.find(other => subjectKey(other) === key);
    if (!conflict || first !== each) return {};
    const {rule, named, why} = conflict;
    return {rule, named, why};
}

function figureFrom({indicator, figure}: {indicator: string; figure: Range | undefined}) {
    const unit = findIndicator(indicator)?.unit ?? '';
    const currency = /^M ([A-Z]{3})$/.exec(unit)?.[1];
    if (figure && currency !== undefined) return {value: money(figure.value, currency)};
    return {measure: figure?.value, unit: {name: unit, scheme: 'karwan'}};
}

function boundsFrom(figure: Range | undefined) {
    const {low, value, high} = figure ?? {low: 0, value: 0, high: 0};
    return {low: low === value ? '' : `${low}`, high: high === value ? '' : `${high}`};
}

// Indicators count money in millions; 2.8 millions are 2,800,000 and no 2799999.9999999995.
function money(millions: number, currency: string): JsonObject {
    return {amount: Number(`${millions}e6`), currency};
}

function documentsFrom(
    {id}: Project, commitments: readonly Commitment[], measurements: readonly Measurement[],
    {agreements, sources}: Agreements,
): Json[] {
    const signed = agreements.filter(each => each.projects.includes(id));
    const cited = new Set([...commitments, ...measurements, ...signed].map(each => each.source));
    return [
        ...signed.map(each => filled({
            id: `agreement/${each.id}`, documentType: 'x_agreement', title: each.name,
            description: each.note, author: each.parties.join('; '),
            accessDetails: [each.kind, each.date, each.place, each.source].join('|'),
        })),
        ...sources.filter(each => cited.has(each.id)).map(each => ({
            id: `source/${each.id}`, documentType: 'x_source', title: each.title,
            accessDetails: each.date,
        })),
    ];
}

// The standard wants what has no value left out.
function filled(fields: Record<string, Json | undefined>): JsonObject {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined
        && value !== '' && !(typeof value === 'object' && value !== null
            && Object.keys(value).length === 0)));
}
