import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {countsByKind, reviewPackage, type Json, type PackageReview} from '@karwan/agreements';
import {oc4idsIn} from '../apps/server/src/agreement-files.ts';
import {proof} from './proof.ts';
import {reducedFrom} from './plan-05/reduced-schema.ts';

/** What the tests of lib-cove-oc4ids state of each of its fixtures. */
const STATED: Readonly<Record<string, (review: PackageReview) => readonly Statement[]>> = {
    'example-data.json': ({schemaFaults}) => [['errors', schemaFaults.length, 0]],
    'rubbish.json': ({schemaFaults, additionalFields}) => [
        ['errors', schemaFaults.length, 5],
        ['additional fields', additionalFields.reduce((sum, {count}) => sum + count, 0), 2],
    ],
    'validation-errors-package.json': ({schemaFaults, closedCodes}) => [
        ['errors', schemaFaults.length, 53],
        ['closed codelists', closedCodes.length, 5],
        ['classes', text(countsByKind(schemaFaults)), text({
            uri: 1, date: 4, string: 17, integer: 1, object: 3, array: 9, number: 4, length: 6,
            missing: 7, pattern: 1,
        })],
    ],
    'example-additional-checks.json': ({checks}) => [
        ['checks', checks.map(({check}) => check).sort().join(' '),
            'invalid-project-ids missing-currency missing-org-refs missing-values'],
    ],
    'example-additional-checks-no-parties.json': ({checks}) => [
        ['first check', `${checks[0]?.check} ${checks[0]?.paths.length}`, 'missing-org-refs 15'],
    ],
    'example-additional-checks-no-projects.json': ({checks}) => [
        ['paths of the first check', checks[0]?.paths.length ?? 0, 1],
    ],
    'example-additional-codes.json': ({openCodes, closedCodes}) => {
        const first = (field: string): string | undefined =>
            [...openCodes, ...closedCodes].find(each => each.field === field)?.values[0];
        return [
            ['sector', first('projects/sector'), 'extraSector'],
            ['roles', first('projects/parties/roles'), 'extraRole'],
            ['document', first('projects/documents/documentType'), 'x_consultationResponses'],
            ['currency, closed', closedCodes.find(({field}) =>
                field === 'projects/budget/amount/currency')?.values[0], 'X_GBP'],
        ];
    },
};
/** The fixture that is no JSON at all. */
const BROKEN = 'invalid-json.json';

type Statement = readonly [
    what: string, found: string | number | undefined, stated: string | number,
];

export default proof({
    id: 'plan-05',
    claim: 'packages of OC4IDS are judged as the standard\'s own reviewers judge them',
    bar: 'on all eight fixtures of lib-cove-oc4ids what its tests state; our reduced schema and '
        + 'codelists equal to OC4IDS 0.9.5 as published',
    kind: 'held', needs: ['peers'],
    measure: ({root, peer}) => {
        const folder = join(peer('open-contracting+lib-cove-oc4ids'), 'tests/fixtures');
        const names = readdirSync(folder).filter(name => name.endsWith('.json')).sort();
        const oc4ids = oc4idsIn(root);
        const lines = names.map(name => {
            const file = readFileSync(join(folder, name), 'utf8');
            return {name, faults: name === BROKEN ? brokenFaults(file) : faultsOf(name, JSON.parse(
                file) as Json, oc4ids)};
        });
        const unknown = [...Object.keys(STATED), BROKEN].filter(name => !names.includes(name));
        const published = reducedFrom(join(peer('open-contracting+infrastructure'),
            'schema/project-level'));
        const own = JSON.parse(readFileSync(
            join(root, 'packages/agreements/oc4ids/oc4ids-0.9.5.json'), 'utf8')) as
            Record<string, unknown>;
        const different = Object.entries(published)
            .filter(([part, value]) => text(own[part]) !== text(value)).map(([part]) => part);
        const right = lines.filter(({faults}) => faults.length === 0).length;
        return Promise.resolve({
            value: `${right} of ${lines.length} fixtures, ${different.length} parts of the schema `
                + 'different',
            holds: right === 8 && lines.length === 8 && unknown.length === 0
                && different.length === 0,
            notes: [
                ...lines.map(({name, faults}) => `${name}: ${faults.join('; ') || 'as stated'}`),
                ...unknown.map(name => `no fixture ${name}`),
                ...different.map(part => `${part} differs from what is published`),
            ],
        });
    },
});

function faultsOf(name: string, data: Json, oc4ids: Parameters<typeof reviewPackage>[1]): string[] {
    const stated = STATED[name];
    if (!stated) return ['a fixture of which nothing is known here'];
    return stated(reviewPackage(data, oc4ids)).filter(([, found, expected]) => found !== expected)
        .map(([what, found, expected]) => `${what}: found ${found}, stated ${expected}`);
}

function brokenFaults(file: string): string[] {
    try {
        JSON.parse(file);
        return ['it is read as JSON, and should not be'];
    } catch (error) {
        return error instanceof SyntaxError ? [] : [String(error)];
    }
}

// In one order of keys.
function text(value: unknown): string {
    return JSON.stringify(value, (_, each: unknown) =>
        typeof each === 'object' && each !== null && !Array.isArray(each)
            ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => a < b ? -1 : 1)) : each);
}
