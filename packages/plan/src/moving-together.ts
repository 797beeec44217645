import {readTable, statuses, type Check, type Place, type Status} from '@karwan/base';
import {Draws} from './draws.ts';
import type {Input} from './input.ts';
import type {Correlation} from './uncertain.ts';

/** Inputs of which each pair moves together alike, and whose word that is. */
export interface Together {
    inputs: readonly string[];
    /** Spearman's, of each two of them. */
    rankCorrelation: number;
    status: Status;
    source: string;
    date: string;
    note: string;
    at: Place;
}

const COLUMNS = ['inputs', 'rank_correlation', 'status', 'source', 'source_date', 'note'] as const;

/**
 * Reads a table of groups: `inputs` names two or more, with `;` between. Faults are a name that is
 * no input, a pair that stands twice, and groups that no draws can fulfil together.
 */
export function readTogether(
    file: string, text: string, inputs: readonly Input[], check: Check,
): Together[] {
    const known = new Set(inputs.map(({id}) => id));
    const seen = new Set<string>();
    const groups = readTable(file, text, COLUMNS, ['note'], check).map(row => {
        const names = row.inputs.text.split(';');
        const fault = (found: string, expected: string): void =>
            check.fault(row.inputs.place, 'inputs', found, expected);
        if (names.length < 2) fault(`"${row.inputs.text}"`, 'two or more, with ; between');
        for (const name of names.filter(each => !known.has(each))) {
            fault(`"${name}"`, 'an input');
        }
        for (const pair of pairsOf(names)) {
            const key = [...pair].sort().join(' ');
            if (pair[0] === pair[1] || seen.has(key)) fault(`${key} twice`, 'each pair once');
            seen.add(key);
        }
        return {
            inputs: names, status: check.oneOf(row.status, 'status', statuses),
            rankCorrelation: check.number(row.rank_correlation, 'rank_correlation', -1, 1),
            source: check.text(row.source, 'source'), note: row.note.text,
            date: check.text(row.source_date, 'source_date'), at: row.inputs.place,
        };
    });
    if (!check.isFaulty) refuseImpossible(groups, inputs, check);
    return groups;
}

// Group by group, so that the one which contradicts those before it is named.
function refuseImpossible(
    groups: readonly Together[], inputs: readonly Input[], check: Check,
): void {
    groups.forEach(({inputs: names, rankCorrelation, at}, nth) => {
        const before = groups.slice(0, nth);
        if (isPossible(inputs, groups.slice(0, nth + 1)) || !isPossible(inputs, before)) return;
        check.fault(at, 'rank_correlation', `${rankCorrelation} of ${names.join(', ')}`,
            'one that draws can have beside those above');
    });
}

function isPossible(inputs: readonly Input[], groups: readonly Together[]): boolean {
    try {
        return new Draws(inputs, correlationsAmong(groups, () => true)) instanceof Draws;
    } catch {
        return false;
    }
}

/**
 * The correlations of the normal variables behind inputs that are drawn: Spearman's r of two
 * inputs is that of variables which correlate by 2 sin(pi r / 6) (Pearson 1907), whatever the
 * inputs' own distributions.
 */
export function correlationsAmong(
    groups: readonly Together[], isDrawn: (id: string) => boolean,
): Correlation[] {
    return groups.flatMap(({inputs, rankCorrelation}) => pairsOf(inputs.filter(isDrawn))
        .map(([a, b]) => ({a, b, correlation: 2 * Math.sin(Math.PI * rankCorrelation / 6)})));
}

function pairsOf(names: readonly string[]): [string, string][] {
    return names.flatMap((a, i) => names.slice(i + 1).map((b): [string, string] => [a, b]));
}
