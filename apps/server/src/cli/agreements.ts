import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {Refusal, type Fault} from '@karwan/base';
import {
    agreementFiles, agreementsFrom, choicesOf, loadAgreements, packageFrom, reviewPackage,
    type Agreements, type Json, type PackageReview,
} from '@karwan/agreements';
import {agreementsIn, oc4idsIn} from '../agreement-files.ts';
import {checkoutFolder} from '../checkout.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {agreementsFolder} from './promised.ts';

/**
 * Says what is wrong with agreements, or with a package of OC4IDS where the name ends in `.json`.
 * Exits: `done`, `no` where a package is not valid, `refused-input`, `not-found`.
 */
export function checkAgreements(what: string): Said {
    if (what.endsWith('.json')) return checkPackage(what);
    const agreements = agreementsIn(agreementsFolder(what));
    const conflicts = choicesOf(agreements).filter(({conflict}) => conflict !== undefined);
    return {
        json: {
            agreements: agreements.id, version: agreements.version, counts: countsOf(agreements),
            conflicts: conflicts.map(({subject, conflict, chosen, commitments}) => ({
                ...subject, rule: conflict!.rule, chosen: chosen?.id ?? null,
                figures: commitments.map(({id, figure}) => ({id, value: figure?.value ?? null})),
            })),
        },
        text: [
            `${agreements.name}, version ${agreements.version}: ${countsText(agreements)}.`,
            'Every figure has a source, a date and its indicator\'s unit; no faults.',
            '', 'Where sources disagree:',
            ...conflicts.map(({subject: {project, indicator}, conflict, chosen, commitments}) =>
                `  ${project} ${indicator}: `
                + `${commitments.map(({figure}) => figure?.value ?? 'in words').join(', ')}; `
                + `${conflict!.rule} takes ${chosen?.figure?.value ?? 'none'} `
                + `(${chosen?.source ?? conflict!.why})`),
        ].join('\n'),
    };
}

/**
 * Writes the projects of a corridor as a package of OC4IDS 0.9.5. Exits: `done`, `wrong-usage`,
 * `not-found`, `refused-input`.
 */
export function exportAgreements(name: string, options: Record<string, unknown>): Said {
    const {uri, on, to} = options as {uri: string; on: string; to: string};
    const atMs = Date.parse(`${on}T00:00:00Z`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(atMs)) {
        throw new Stop('wrong-usage', `--on: found "${on}", expected a day such as 2026-11-24`);
    }
    if (existsSync(to)) throw new Stop('wrong-usage', `${to} is there, expected a new file`);
    const data = packageFrom(agreementsIn(agreementsFolder(name)), {uri, atMs});
    const review = reviewPackage(data, oc4idsIn(checkoutFolder()));
    if (!review.isValid) {
        const [head, ...faults] = reviewLines(to, review);
        throw new Stop('refused-input', [`Nothing was written. ${head}`, ...faults].join('\n'));
    }
    writeFileSync(to, `${JSON.stringify(data, null, 2)}\n`);
    const {length} = data['projects'] as readonly Json[];
    return {
        json: {to, projects: length, isValid: review.isValid},
        text: `Written to ${to}: ${length} projects, valid by OC4IDS 0.9.5.`,
    };
}

/**
 * Makes the files of agreements from a package of OC4IDS. Exits: `done`, `wrong-usage`,
 * `not-found`, `refused-input`.
 */
export function importAgreements(file: string, options: Record<string, unknown>): Said {
    const to = options['to'] as string;
    if (existsSync(to) && readdirSync(to).length > 0) {
        throw new Stop('wrong-usage', `found files in ${to}, expected a new or empty folder`);
    }
    const id = basename(file, '.json').replaceAll(/\s+/g, '-');
    const {agreements, notTaken} = agreementsFrom(file, readJson(file), id);
    const files = agreementFiles(agreements);
    // Figures that disagree want a rule, which a package cannot say; the files say where.
    const faults = faultsOf(files);
    for (const [name, text] of files) {
        mkdirSync(dirname(join(to, name)), {recursive: true});
        writeFileSync(join(to, name), text);
    }
    return {
        json: {to, counts: countsOf(agreements), notTaken, faults},
        text: [
            `Written to ${to}: ${countsText(agreements)}.`,
            ...notTaken.length === 0 ? [] : [`Not taken: ${notTaken.join(', ')}.`],
            ...faults.length === 0 ? []
                : [`To be settled before it loads: ${faults.length} things.`],
            `Then: karwan agreements check ${to}`,
        ].join('\n'),
    };
}

function faultsOf(files: ReadonlyMap<string, string>): readonly Fault[] {
    try {
        loadAgreements(files);
        return [];
    } catch (error) {
        if (error instanceof Refusal) return error.faults;
        throw error;
    }
}

function checkPackage(file: string): Said {
    const review = reviewPackage(readJson(file), oc4idsIn(checkoutFolder()));
    return {
        json: {file, ...review}, text: reviewLines(file, review).join('\n'),
        exit: review.isValid ? 'done' : 'no',
    };
}

function readJson(file: string): Json {
    if (!existsSync(file)) throw new Stop('not-found', `${file} does not exist`);
    try {
        return JSON.parse(readFileSync(file, 'utf8')) as Json;
    } catch (error) {
        throw new Stop('refused-input', `${file} is no JSON: ${(error as Error).message}`);
    }
}

function reviewLines(file: string, review: PackageReview): string[] {
    const {schemaFaults, closedCodes, openCodes, additionalFields, checks, isValid} = review;
    return [
        isValid ? `${file} is valid by OC4IDS 0.9.5.`
            : `${file} is not valid by OC4IDS 0.9.5: ${schemaFaults.length} faults of the schema, `
                + `${closedCodes.length} fields with codes that a closed list does not have.`,
        ...schemaFaults.map(({field, expected, paths}) =>
            `  ${field === '' ? 'package' : field}: expected ${expected}, at ${placesText(paths)}`),
        ...closedCodes.map(({field, codelist, values}) =>
            `  ${field}: found ${values.join(', ')}, expected a code of ${codelist}`),
        ...checks.map(({check, paths}) => `  ${check}: ${placesText(paths)}`),
        ...additionalFields.map(({field, count}) => `  additional field ${field} (${count})`),
        ...openCodes.map(({field, values}) =>
            `  codes beyond the list in ${field}: ${values.join(', ')}`),
    ];
}

const MOST = 5;

function placesText(paths: readonly string[]): string {
    const shown = paths.slice(0, MOST).map(path => path === '' ? '/' : path).join(', ');
    return paths.length > MOST ? `${shown} and ${paths.length - MOST} more` : shown;
}

function countsOf({projects, agreements, commitments, measurements, sources}: Agreements) {
    return {
        projects: projects.length, agreements: agreements.length,
        commitments: commitments.length, measurements: measurements.length,
        sources: sources.length,
    };
}

function countsText(agreements: Agreements): string {
    return Object.entries(countsOf(agreements)).map(([what, n]) => `${n} ${what}`).join(', ');
}
