import type {Cell, Check} from '@karwan/base';
import type {AgreementRows} from './load-agreements.ts';
import {idsOf, wordCells, type Placed} from './placed.ts';

/** What rows say about one another: each id once, and each that is named is there. */
export function checkReferences(rows: AgreementRows, check: Check): void {
    const known = {
        source: idsOf(rows.sources, 'source id', check),
        party: idsOf(rows.parties, 'party id', check),
        project: idsOf(rows.projects, 'project id', check),
        agreement: idsOf(rows.agreements, 'agreement id', check),
    };
    const figures: Placed<{id: string}>[] = [...rows.commitments, ...rows.measurements];
    idsOf(figures, 'figure id', check);
    const named = (cell: Cell | undefined, what: keyof typeof known, mayMiss = false): void => {
        if (!cell || (mayMiss && cell.text === '') || known[what].has(cell.text)) return;
        check.fault(cell.place, what, `"${cell.text}"`, `the id of a ${what}`);
    };
    if (!known.party.has(rows.publisher)) {
        check.fault({file: 'agreements.yaml', line: 1, column: 1}, 'publisher',
            `"${rows.publisher}"`, 'the id of a party');
    }
    for (const {cells} of rows.projects) named(cells['authority'], 'party', true);
    for (const {cells} of rows.agreements) {
        wordCells(cells['parties']!).forEach(cell => named(cell, 'party'));
        wordCells(cells['projects']!).forEach(cell => named(cell, 'project'));
        named(cells['source'], 'source');
    }
    for (const {cells} of figures) {
        named(cells['project'], 'project');
        named(cells['party'], 'party');
        named(cells['source'], 'source');
        named(cells['agreement'], 'agreement', true);
    }
}
