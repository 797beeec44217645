import assert from 'node:assert/strict';
import {join} from 'node:path';
import test from 'node:test';
import {findIndicator} from '@karwan/base';
import {checkoutFolder} from '../checkout.ts';
import {corridorStudy} from '../plan/corridor-study.ts';
import {figuresOf} from '../plan/told-figures.ts';
import {promisesIn} from './front-page-files.ts';
import {plannedFigures} from './planned.ts';

const FOLDER = join(checkoutFolder(), 'corridors', 'pakistan');
const {planned: wishes} = promisesIn(join(FOLDER, 'agreements')).frontPage;
const study = corridorStudy(FOLDER);

test('every wish of the front page is told, in the unit of its indicator, with a range', () => {
    const {figures, untold} = plannedFigures(study, wishes, 3);
    assert.deepEqual(untold, []);
    assert.equal(figures.length, wishes.length);
    for (const {figure, scenario, year, unit, subject, value, p10, p90} of figures) {
        assert.equal(unit, findIndicator(subject.indicator)!.unit, figure);
        assert.equal(value,
            figuresOf(study, study.scenarios.get(scenario)!, year).get(figure)!.value);
        assert.ok(p10 <= p90, figure);
    }
});

test('inputs that move together do so here too', () => {
    const apart = plannedFigures({...study, together: []}, wishes, 3);
    assert.notDeepEqual(plannedFigures(study, wishes, 3).figures, apart.figures);
});

test('the same seed gives the same ranges, and a wish that no scenario tells is named', () => {
    const own = [wishes[0]!, {...wishes[0]!, figure: 'none-such'}];
    const [first, second] = [plannedFigures(study, own, 3), plannedFigures(study, own, 3)];
    assert.deepEqual(first, second);
    assert.deepEqual(first.untold, [`uap-647 none-such ${wishes[0]!.year}`]);
});
