import assert from 'node:assert/strict';
import test from 'node:test';
import {
    choicesOf, packageFrom, reviewPackage, type Json, type JsonObject, type PackageReview,
} from '@karwan/agreements';
import {agreementsIn, findAgreementsFolder, oc4idsIn} from './agreement-files.ts';
import {checkoutFolder} from './checkout.ts';

const checkout = checkoutFolder();
const oc4ids = oc4idsIn(checkout);

// A project as JSON, and what a review says of the package that it stands in.
const stories: [name: string, project: JsonObject, told: string][] = [
    ['a project with its id alone', {id: 'oc4ids-abc123-a'}, 'valid'],
    ['no id', {title: 'A'}, 'missing projects'],
    ['a title that is a number', {id: 'oc4ids-abc123-a', title: 4}, 'string projects/title'],
    ['a day without its hour', {id: 'oc4ids-abc123-a', updated: '2025-07-11'},
        'date projects/updated'],
    ['a day that no calendar has', {id: 'oc4ids-abc123-a', updated: '2025-02-30T00:00:00Z'},
        'date projects/updated'],
    ['two parties with one id', {id: 'oc4ids-abc123-a',
        parties: [{id: 'x', name: 'X'}, {id: 'x', name: 'Y'}]}, 'duplicate projects/parties'],
    ['a status that is no code', {id: 'oc4ids-abc123-a', status: 'completed'},
        'code projects/status completed'],
    ['a sector of one\'s own', {id: 'oc4ids-abc123-a', sector: ['steel']}, 'valid'],
    ['an amount without its currency', {id: 'oc4ids-abc123-a', budget: {amount: {amount: 4}}},
        'valid missing-currency'],
    ['a blank title', {id: 'oc4ids-abc123-a', title: ' '}, 'valid missing-values'],
    ['an authority among no parties', {id: 'oc4ids-abc123-a', publicAuthority: {id: 'x'}},
        'valid missing-org-refs'],
    ['an id without the prefix', {id: 'a-1'}, 'valid invalid-project-ids'],
    ['a field of one\'s own', {id: 'oc4ids-abc123-a', colour: 'red'},
        'valid additional projects/colour'],
    ['dimensions are open', {id: 'oc4ids-abc123-a', metrics: [{id: 'm', observations: [
        {id: 'o', dimensions: {anything: 'goes'}}]}]}, 'valid'],
];

for (const [name, project, told] of stories) {
    test(`a package: ${name}`, () => {
        assert.equal(toldOf(reviewPackage(packageOf([project]), oc4ids)), told);
    });
}

test('the same fault in the same field of several projects is told once, with its places', () => {
    const projects = ['a', 'b'].map(each => ({id: `oc4ids-abc123-${each}`, title: 4}));
    const [fault, ...others] = reviewPackage(packageOf(projects), oc4ids).schemaFaults;
    assert.deepEqual(fault!.paths, ['/projects/0/title', '/projects/1/title']);
    assert.equal(others.length, 0);
});

test('a list is no package, and nothing is looked for in it', () => {
    assert.equal(toldOf(reviewPackage([], oc4ids)), 'object ');
});

test('Pakistan: a rule picks a figure wherever sources disagree, and its package is valid', () => {
    const agreements = agreementsIn(findAgreementsFolder('pakistan', checkout)!);
    const chosen = choicesOf(agreements).filter(({conflict}) => conflict)
        .map(({subject, chosen: each}) =>
            `${subject.project} ${subject.indicator} ${each?.figure?.value}`);
    assert.deepEqual(chosen.sort(), [
        'ml1 capital-cost 10000', 'pak-russia-train transit-time 22.5', 'uap capital-cost 4600',
        'uap length 647', 'uap tunnels 80',
    ]);
    const data = packageFrom(agreements, {uri: 'https://example.org/p.json', atMs: 0});
    const {isValid, checks, additionalFields} = reviewPackage(data, oc4ids);
    assert.deepEqual({isValid, checks, additionalFields},
        {isValid: true, checks: [], additionalFields: []});
});

function packageOf(projects: readonly Json[]): Json {
    return {
        uri: 'https://example.org/p.json', publishedDate: '2025-07-11T00:00:00Z', version: '0.9',
        publisher: {name: 'P'}, projects,
    };
}

function toldOf(review: PackageReview): string {
    return [
        ...review.isValid ? ['valid'] : [],
        ...review.schemaFaults.map(({kind, field}) => `${kind} ${field}`),
        ...review.closedCodes.map(({field, values}) => `code ${field} ${values.join()}`),
        ...review.checks.map(({check}) => check),
        ...review.additionalFields.map(({field}) => `additional ${field}`),
    ].join(' ');
}
