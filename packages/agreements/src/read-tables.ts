import {readTable, type Check} from '@karwan/base';
import {
    agreementKinds, conflictRules, type Agreement, type Conflict, type Party, type Source,
} from './agreements.ts';
import {looseDate} from './dates.ts';
import {wordCells, type Placed} from './placed.ts';

/** sources.csv: where facts were read. */
export function readSources(text: string, check: Check): Placed<Source>[] {
    return readTable('sources.csv', text, ['id', 'title', 'date'], [], check).map(cells => ({
        place: cells.id.place, cells,
        value: {
            id: check.id(cells.id, 'source id'), title: check.text(cells.title, 'title'),
            date: looseDate(cells.date, 'date', check),
        },
    }));
}

/** parties.csv: who promises, pays and measures. */
export function readParties(text: string, check: Check): Placed<Party>[] {
    return readTable('parties.csv', text, ['id', 'name', 'country'], [], check).map(cells => {
        if (!/^([A-Z]{2})?$/.test(cells.country.text)) {
            check.fault(cells.country.place, 'country', `"${cells.country.text}"`,
                'two capitals such as PK, or nothing');
        }
        return {
            place: cells.id.place, cells,
            value: {
                id: check.id(cells.id, 'party id'), name: check.text(cells.name, 'name'),
                country: cells.country.text,
            },
        };
    });
}

const AGREEMENT = [
    'id', 'name', 'kind', 'date', 'place', 'parties', 'projects', 'source', 'note',
] as const;

/** agreements.csv: what was agreed or announced. */
export function readAgreements(text: string, check: Check): Placed<Agreement>[] {
    return readTable('agreements.csv', text, AGREEMENT, ['note'], check).map(cells => ({
        place: cells.id.place, cells,
        value: {
            id: check.id(cells.id, 'agreement id'), name: check.text(cells.name, 'name'),
            kind: check.oneOf(cells.kind, 'kind', agreementKinds),
            date: looseDate(cells.date, 'date', check), place: cells.place.text,
            parties: wordCells(cells.parties).map(cell => cell.text),
            projects: wordCells(cells.projects).map(cell => cell.text),
            source: check.text(cells.source, 'source'), note: cells.note.text,
        },
    }));
}

const CONFLICT = ['project', 'indicator', 'aspect', 'rule', 'named', 'why'] as const;

/** conflicts.csv: how a scenario picks one of several figures. */
export function readConflicts(text: string, check: Check): Placed<Conflict>[] {
    return readTable('conflicts.csv', text, CONFLICT, ['named'], check).map(cells => {
        const rule = check.oneOf(cells.rule, 'rule', conflictRules);
        if ((rule === 'named') !== (cells.named.text !== '')) {
            check.fault(cells.named.place, 'named',
                cells.named.text === '' ? 'nothing' : `"${cells.named.text}"`,
                rule === 'named' ? 'the id of a commitment' : `nothing beside the rule ${rule}`);
        }
        return {
            place: cells.project.place, cells,
            value: {
                project: check.id(cells.project, 'project'),
                indicator: check.id(cells.indicator, 'indicator'), aspect: cells.aspect.text,
                rule, named: cells.named.text, why: check.text(cells.why, 'why'),
                at: cells.project.place,
            },
        };
    });
}
