import assert from 'node:assert/strict';
import test from 'node:test';
import {Refusal} from '@karwan/base';
import {agreementFiles} from './agreement-files.ts';
import type {Agreements} from './agreements.ts';
import {choicesOf} from './conflict.ts';
import {loadAgreements} from './load-agreements.ts';
import {COMMITMENTS_HEAD, storyFiles} from './story-files.ts';

const line = 'commitments/line.csv';
const row = 'line,length,,promised,40,km,,railway,pact,2024-05-02,herald,published\n';

// What is written into a file, and the fault that it makes.
const refused: [name: string, file: string, text: string, fault: RegExp][] = [
    ['a unit that is not the indicator\'s', line,
        `${COMMITMENTS_HEAD}a,${row.replace(',km,', ',m,')}`,
        /^commitments\/line\.csv:2:\d+ unit of length: found "m", expected km/],
    ['an indicator that is none', line, `${COMMITMENTS_HEAD}a,${row.replace('length', 'lenght')}`,
        /line\.csv:2:8 indicator: found "lenght"/],
    ['a source that is not listed', line, `${COMMITMENTS_HEAD}a,${row.replace('herald', 'heralt')}`,
        /source: found "heralt", expected the id of a source/],
    ['an agreement that is not listed', line, `${COMMITMENTS_HEAD}a,${row.replace('pact', 'pakt')}`,
        /agreement: found "pakt"/],
    ['a figure twice', line, `${COMMITMENTS_HEAD}a,${row}a,${row}`,
        /line\.csv:3:1 figure id: found "a" twice/],
    ['a day that no calendar has', line, `${COMMITMENTS_HEAD}a,${row.replace('05-02', '02-30')}`,
        /date: found "2024-02-30"/],
    ['figures that disagree without a rule', 'conflicts.csv',
        'project,indicator,aspect,rule,named,why\n',
        /line\.csv:3:1 line length: found figures 40, 44, expected a row in conflicts\.csv/],
    ['a rule for figures that agree', 'conflicts.csv',
        'project,indicator,aspect,rule,named,why\nline,length,,latest,,new\n'
        + 'line,capital-cost,,latest,,new\n',
        /conflicts\.csv:3:1 conflict: found line capital-cost, expected figures that disagree/],
    ['a rule that names no figure', 'conflicts.csv',
        'project,indicator,aspect,rule,named,why\nline,length,,named,km9,new\n',
        /rule: found named km9, expected a rule that picks one of km1, km2/],
    ['a prefix that is none', 'agreements.yaml', 'id: a\nname: b\nversion: c\npublisher: record\n'
        + 'prefix: abc\nprojects: []\n', /agreements\.yaml:5:9 prefix: found "abc"/],
    ['an evidence that is none', 'measurements.csv',
        'id,project,indicator,aspect,value,unit,evidence,party,date,source,status\n'
        + 'run,line,freight,,1,Mt/year,guess,railway,2025,survey,measured\n',
        /evidence: found "guess", expected one of published, readings, world/],
];

for (const [name, file, text, fault] of refused) {
    test(`refused: ${name}`, () => {
        assert.throws(() => loadAgreements(storyFiles({[file]: text})), (error: unknown) => {
            assert(error instanceof Refusal);
            assert.match(error.message, fault);
            return true;
        });
    });
}

test('a file that is missing is named', () => {
    const files = storyFiles();
    files.delete('parties.csv');
    assert.throws(() => loadAgreements(files),
        /^Refusal: parties\.csv:1:1 file: found no such file/);
});

// The rule, and the figure that it picks of 40 km (agreed 2024) and 44 km (surveyed 2025).
const picked: Record<string, string | undefined> = {
    'latest,': 'km2', 'latest-agreed,': 'km1', 'highest,': 'km2', 'lowest,': 'km1',
    'named,km1': 'km1', 'none,': undefined,
};

for (const [rule, expected] of Object.entries(picked)) {
    test(`the rule ${rule} picks ${expected ?? 'none'}, and all figures stay`, () => {
        const {commitments, conflicts} = loadAgreements(storyFiles({
            'conflicts.csv': `project,indicator,aspect,rule,named,why\nline,length,,${rule},so\n`,
        }));
        const [choice] = choicesOf({commitments, conflicts});
        assert.equal(choice!.chosen?.id, expected);
        assert.deepEqual(choice!.commitments.map(({id}) => id), ['km1', 'km2']);
    });
}

test('what is written as files is read as the same', () => {
    const agreements = loadAgreements(storyFiles());
    const again = loadAgreements(agreementFiles(agreements));
    assert.deepEqual(withoutPlaces(again), withoutPlaces(agreements));
});

function withoutPlaces(agreements: Agreements): unknown {
    return JSON.parse(JSON.stringify(agreements, (key, value: unknown) =>
        key === 'at' ? undefined : value));
}
