import {Check} from '@karwan/base';
import type {Agreements} from './agreements.ts';
import {checkConflicts} from './check-conflicts.ts';
import {checkReferences} from './check-references.ts';
import type {Placed} from './placed.ts';
import {readCommitments, readMeasurements} from './read-figures.ts';
import {readHead} from './read-head.ts';
import {readAgreements, readConflicts, readParties, readSources} from './read-tables.ts';

const FILES = [
    'agreements.yaml', 'sources.csv', 'parties.csv', 'agreements.csv', 'measurements.csv',
    'conflicts.csv',
] as const;

/** Whether a file of this name, with its folder, is part of a corridor's agreements. */
export function isAgreementsFile(name: string): boolean {
    return FILES.some(file => file === name) || /^commitments\/[^/]+\.csv$/.test(name);
}

/** All that was read, each with its place. */
export type AgreementRows = ReturnType<typeof readFiles>;

/**
 * The agreements of a corridor from the texts of their files by name (`commitments/rail.csv`).
 * Throws a Refusal with every fault, each with file, line and column: first of what stands in
 * single cells, then of what rows say about one another, then of figures that disagree without a
 * rule that picks one.
 */
export function loadAgreements(files: ReadonlyMap<string, string>): Agreements {
    const check = new Check();
    for (const file of FILES.filter(name => !files.has(name))) {
        check.fault({file, line: 1, column: 1}, 'file', 'no such file', 'a file of this name');
    }
    check.refuseIfFaulty();
    const rows = readFiles(files, check);
    check.refuseIfFaulty();
    checkReferences(rows, check);
    check.refuseIfFaulty();
    const values = <T>(items: readonly Placed<T>[]): T[] => items.map(({value}) => value);
    const loaded = {
        ...rows,
        projects: values(rows.projects), sources: values(rows.sources),
        parties: values(rows.parties), agreements: values(rows.agreements),
        commitments: values(rows.commitments), measurements: values(rows.measurements),
        conflicts: values(rows.conflicts),
    };
    checkConflicts(loaded, check);
    check.refuseIfFaulty();
    return loaded;
}

function readFiles(files: ReadonlyMap<string, string>, check: Check) {
    const text = (name: (typeof FILES)[number]): string => files.get(name)!;
    const commitments = [...files.keys()].filter(name => name.startsWith('commitments/')).sort();
    return {
        ...readHead(text('agreements.yaml'), check),
        sources: readSources(text('sources.csv'), check),
        parties: readParties(text('parties.csv'), check),
        agreements: readAgreements(text('agreements.csv'), check),
        commitments: commitments.flatMap(file => readCommitments(file, files.get(file)!, check)),
        measurements: readMeasurements(text('measurements.csv'), check),
        conflicts: readConflicts(text('conflicts.csv'), check),
    };
}
