import assert from 'node:assert/strict';
import test from 'node:test';
import {Refusal} from '@karwan/base';
import {loadNetwork} from './load-network.ts';
import {storyFiles, storyNetwork} from './story-network.ts';

test('a whole network loads, its figures with their ranges and sources', () => {
    const {places, links, handovers, openings} = storyNetwork();
    assert.equal(places.length, 10);
    assert.deepEqual(links.find(link => link.id === 'r1')!.length, {
        value: 300, low: 295, high: 310, unit: 'km', status: 'published', source: 'a road list',
        date: '2020',
    });
    assert.deepEqual(handovers[0]!.hours, {
        value: 30, low: 10, high: 60, unit: 'h', status: 'published', source: 'a survey',
        date: '2021',
    });
    assert.equal(openings[0]!.zone, 'Asia/Karachi');
    assert.equal(openings.find(o => o.id === 'pass')!.zone, 'Asia/Tashkent');
});

// What a change of the files is refused for: file, what stands there, what it becomes, the fault.
const stories: Record<string, [file: string, old: string, new_: string, told: RegExp]> = {
    'two countries joined without a border': [
        'links/road.csv', 'open,,west,', 'open,,,',
        /road\.csv:5:\d+ crossing: found nothing, expected the id of a crossing, as it leads/],
    'a border that takes nothing': [
        'handovers.csv', 'west-back,west,border,BB,AA,road', 'west-back,west,border,BB,AA,rail',
        /no border of west by road from BB to AA in handovers\.csv/],
    'a status that its basis does not bear': [
        'links/road.csv', 'chord,estimated', 'chord,published',
        /road\.csv:10:\d+ status: found "published", expected estimated, as the basis is chord/],
    'a railway without a gauge': [
        'links/rail.csv', 'open,,,1676,2,no,5,', 'open,,,,2,no,5,',
        /rail\.csv:2:\d+ gauge_mm: found nothing, expected millimetres/],
    'rates that contradict': [
        'rates.csv', 'speed,road,BB,*,mountain', 'speed,road,*,*,plain',
        /road\.csv:3:\d+ rate of r1 for truck: found lines 3 and 4 of rates\.csv/],
    'a mode that nothing prices': [
        'rates.csv', 'price,sea', 'loss,sea', /rate of l5 for ship: found no price/],
    'an id that names two things': [
        'crossings.csv', 'west,West Pass', 'plain,West Pass',
        /id: found "plain", expected no id of/],
    'quantiles out of order': [
        'handovers.csv', 'AA,10,30,60', 'AA,10,30,20',
        /handovers\.csv:2:\d+ hours_p90: found 20, expected at least the p50 30/],
    'a gauge changed twice at one place': [
        'handovers.csv', 'load,berth', 'change-2,yard,gauge,1520,1676,rail,,,6,12,30,assumed,own,'
            + '2026,50,120,300,assumed,own,2026,,,,\nload,berth',
        /handovers\.csv:10:\d+ gauge at yard: found 1520 to 1676 again, as on line 9/],
    'hours that are none': [
        'openings.csv', 'Mo-Sa 08:00-20:00', 'weekdays',
        /openings\.csv:3:\d+ open: found "weekdays", expected opening hours/],
    'a file of another name': ['borders.csv', '', 'id\n', /borders\.csv:1:1 file: found a file of/],
};

for (const [name, [file, old, changed, told]] of Object.entries(stories)) {
    test(name, () => {
        const files = storyFiles();
        const text = files.get(file) ?? '';
        assert(text.includes(old), `${file} has no ${old}`);
        files.set(file, text.replace(old, changed));
        assert.throws(() => loadNetwork(files), (error: unknown) => {
            assert(error instanceof Refusal);
            assert.match(error.message, told);
            return true;
        });
    });
}
