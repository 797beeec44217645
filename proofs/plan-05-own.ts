import {join} from 'node:path';
import {
    agreementFiles, agreementsFrom, loadAgreements, packageFrom, reviewPackage, subjectKey,
    type Agreements,
} from '@karwan/agreements';
import {agreementsIn, oc4idsIn} from '../apps/server/src/agreement-files.ts';
import {proof} from './proof.ts';

export default proof({
    id: 'plan-05-own',
    claim: 'our own agreements are valid OC4IDS 0.9.5, and come back from it and from files whole',
    bar: 'no fault, no check, no additional field; every figure, party, source and agreement equal',
    kind: 'held', short: true,
    measure: ({root}) => {
        const before = agreementsIn(join(root, 'corridors/pakistan/agreements'));
        const data = JSON.parse(JSON.stringify(packageFrom(
            before, {uri: 'https://example.org/pakistan.json', atMs: Date.UTC(2026, 10, 24)})));
        const review = reviewPackage(data, oc4idsIn(root));
        const {agreements: back, notTaken} = agreementsFrom('p.json', data, before.id);
        const filed = loadAgreements(agreementFiles(before));
        const faults = [
            ...review.schemaFaults.map(({field, expected}) => `${field}: expected ${expected}`),
            ...review.closedCodes.map(({field, values}) => `${field}: ${values.join()}`),
            ...review.checks.map(({check, paths}) => `${check}: ${paths.join()}`),
            ...review.additionalFields.map(({field}) => `additional field ${field}`),
            ...notTaken.map(what => `not taken back: ${what}`),
            ...carried(back) === carried(before) ? [] : ['the package brings back something else'],
            ...carried(filed) === carried(before) ? [] : ['the files bring back something else'],
        ];
        const {projects, commitments, measurements} = before;
        return Promise.resolve({
            value: faults.length === 0 ? 'nothing lost, nothing refused'
                : `${faults.length} faults`,
            holds: faults.length === 0,
            notes: [
                `${projects.length} projects, ${commitments.length} commitments, `
                    + `${measurements.length} measurements, ${carried(before).length} characters`,
                ...faults,
            ],
        });
    },
});

// What OC4IDS has a place for, in one order: not the corridor's name and version.
function carried({projects, parties, sources, agreements, ...rest}: Agreements): string {
    const sorted = (items: readonly {readonly id: string}[]): unknown =>
        items.toSorted((a, b) => a.id < b.id ? -1 : 1).map(item => Object.entries(item)
            .filter(([key]) => key !== 'at').sort(([a], [b]) => a < b ? -1 : 1));
    return JSON.stringify([
        rest.prefix, rest.publisher, ...[
            projects, parties, sources, agreements, rest.commitments, rest.measurements,
            rest.conflicts.map(each => ({...each, id: subjectKey(each)})),
        ].map(sorted),
    ]);
}
