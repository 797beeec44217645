import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {agreementsIn} from '../agreement-files.ts';
import {checkoutFolder} from '../checkout.ts';
import {promisesIn} from './front-page-files.ts';
import {plainFrontPage, readFrontPage} from './front-page.ts';

const folder = join(checkoutFolder(), 'corridors', 'pakistan');
const agreements = agreementsIn(join(folder, 'agreements'));
const text = readFileSync(join(folder, 'front-page.yaml'), 'utf8');
const scenarios = new Set(readdirSync(join(folder, 'scenarios'))
    .map(name => name.replace(/\.yaml$/, '')));

test('the six commitments of the plan, each project under one, named in three languages', () => {
    const {frontPage} = promisesIn(join(folder, 'agreements'));
    assert.deepEqual(frontPage.pledges.map(({id}) => id),
        ['steel', 'links', 'e-tags', 'barrier-free', 'cctv', 'uap']);
    assert.deepEqual(frontPage.pledges.flatMap(({projects}) => projects).sort(),
        agreements.projects.map(({id}) => id).sort());
    for (const {en, ur, ru} of [
        ...frontPage.pledges.map(({names}) => names), ...frontPage.names.values()]) {
        assert.ok(en !== '' && /[؀-ۿ]/.test(ur!) && /[Ѐ-ӿ]/.test(ru!), en);
    }
});

test('what tells figures apart is called in three languages, each of them', () => {
    const {frontPage} = promisesIn(join(folder, 'agreements'));
    const known = new Set(frontPage.aspects.map(({en}) => en));
    const used = [...agreements.commitments, ...agreements.measurements,
        ...frontPage.planned.map(({subject}) => subject)].map(({aspect}) => aspect);
    assert.deepEqual([...new Set(used)].filter(each => each !== '' && !known.has(each)), []);
    for (const {en, ur, ru} of frontPage.aspects) assert.ok(ur && ru, en);
});

test('without such a file every project stands by itself', () => {
    const {pledges, planned} = plainFrontPage(agreements);
    assert.equal(pledges.length, agreements.projects.length);
    assert.equal(planned.length, 0);
});

// What is broken of the file, and what is told of it.
const stories: Record<string, [find: string, put: string, told: RegExp]> = {
    'a project that is none': [
        'projects: [cctv]', 'projects: [cctw]', /front-page\.yaml:\d+:\d+ project: found "cctw"/],
    'a project under no pledge': [
        'projects: [cctv]', 'projects: []',
        /pledges: found cctv 0 times, expected each project once/],
    'a project under two': [
        'projects: [cctv]', 'projects: [cctv, uap]', /found uap 2 times/],
    'an indicator that is none': [
        'indicator: tag-share', 'indicator: tags', /indicator: found "tags"/],
    'a scenario that is none': [
        'scenario: ml1, figure: renewed-line.trains, year: 2026',
        'scenario: ml9, figure: renewed-line.trains, year: 2026', /scenario: found "ml9"/],
    'a figure that journeys do not have': [
        'figure: tag-share', 'figure: tag-count', /figure: found "tag-count"/],
};

for (const [name, [find, put, told]] of Object.entries(stories)) {
    test(`refused: ${name}`, () => {
        assert.ok(text.includes(find));
        assert.throws(() => readFrontPage(text.replace(find, put), agreements, scenarios), told);
    });
}
