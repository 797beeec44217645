import assert from 'node:assert/strict';
import test from 'node:test';
import {chanceFrom, indicators, statuses, type Chance} from '@karwan/base';
import {agreementFiles} from './agreement-files.ts';
import {standings, type Agreements, type Commitment} from './agreements.ts';
import {loadAgreements} from './load-agreements.ts';
import {agreementsFrom} from './oc4ids/agreements-from.ts';
import {packageFrom} from './oc4ids/package-from.ts';
import {storyFiles} from './story-files.ts';

// Random figures of every indicator, whole and broken, with and without bounds, due days, notes
// with commas and quotes. Written as OC4IDS or as files and read again, nothing may be lost.
for (const seed of [1, 2, 3, 20_261_124]) {
    test(`a package and files bring back every figure (seed ${seed})`, () => {
        const before = randomAgreements(chanceFrom(seed));
        const data = packageFrom(before, {uri: 'https://example.org/p.json', atMs: 0});
        const {agreements: back, notTaken} = agreementsFrom(
            'p.json', JSON.parse(JSON.stringify(data)), before.id);
        assert.deepEqual(notTaken, []);
        assert.deepEqual(carried(back), carried(before));
        assert.deepEqual(carried(loadAgreements(agreementFiles(before))), carried(before));
    });
}

function randomAgreements(chance: Chance): Agreements {
    const base = loadAgreements(storyFiles());
    const commitments = Array.from({length: 60}, (_, index): Commitment => {
        const value = chance.below(4) === 0 ? chance.below(1e9) / 1e3 : chance.below(20_000);
        const isRange = chance.below(3) === 0;
        const of = <T>(items: readonly T[]): T => items[chance.below(items.length)]!;
        return {
            id: `c${index}`, project: 'line', indicator: of(indicators).id, aspect: `a${index}`,
            standing: of(standings), status: of(statuses),
            figure: chance.below(10) === 0 ? undefined
                : {value, low: isRange ? value / 2 : value, high: isRange ? value * 2 : value},
            due: of(['', '2030', '2027-06', '2035/2040']), party: of(['railway', 'bank']),
            agreement: of(['', 'pact']), date: of(['2024-05-02', '2025', 'undated']),
            source: of(['herald', 'survey']), note: of(['', 'about', 'a "b", c', '# no comment']),
            at: {file: '', line: 0, column: 0},
        };
    });
    return {...base, commitments, conflicts: []};
}

// All that OC4IDS has a place for: not the name and version.
function carried({sources, parties, agreements, projects, prefix, publisher, ...rest}: Agreements) {
    const sorted = <T extends {id: string}>(items: readonly T[]): T[] =>
        items.toSorted((a, b) => a.id < b.id ? -1 : 1);
    const plain = JSON.stringify({
        prefix, publisher, sources: sorted(sources), parties: sorted(parties).map(named),
        agreements: sorted(agreements).map(named), projects: sorted(projects).map(named),
        commitments: sorted(rest.commitments).map(named),
        measurements: sorted(rest.measurements).map(named),
    });
    return JSON.parse(plain) as unknown;
}

// In one order of keys, and without the place, which is another file's.
function named(item: object): object {
    return Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'at')
        .sort(([a], [b]) => a < b ? -1 : 1));
}
