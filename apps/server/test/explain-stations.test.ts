import assert from 'node:assert/strict';
import test from 'node:test';
import {explain, explainedText} from '../src/explain/explain.ts';
import {settingOf} from '../src/ingest.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

const at = (time: string): string => `2025-03-03T${time}Z`;
const NOW_MS = Date.parse(at('14:00:00'));

test('records of the ramps where one came on and went off are told as sightings', async () => {
    const thread = await ThreadUnderTest.open('stations', 'gantry-corridor');
    try {
        await thread.tell(NOW_MS, [{
            fact: 'register', id: 'r1', tag: 'T1', class: 'car', openingBalance: '1000.00',
            plate: {jurisdiction: 'XX', serial: 'AB12'}, validFrom: '2025-01-01T00:00:00Z',
        }]);
        await thread.say(NOW_MS, [
            {device: 'S12.entry-tag', at: at('10:00:00'), tag: 'T1'},
            {device: 'G3.gantry', at: at('10:01:00'), tag: 'T1'},
            {device: 'G4.gantry', at: at('10:08:00'), tag: 'T1'},
            {device: 'S10.exit-manual', at: at('10:12:00'), tag: 'T1'},
        ]);
        await thread.ingest.workOff();
        const [due] = await thread.rows<{window: string}>('select "window" from due');
        const client = await thread.database.pool.connect();
        const found = await explain(client, due!.window, settingOf(thread.scheme),
            plate => thread.vault.token(plate));
        client.release();
        assert(found?.about === 'charge');
        assert.deepEqual(found.charge.passages.map(({point, kind}) => [point, kind]),
            [['S12', 'entry-tag'], ['G3', 'gantry'], ['G4', 'gantry'], ['S10', 'exit']]);
        assert.match(explainedText(found), /^seen +2025-03-03 .*S12: entry-tag T1/m);
    } finally {
        await thread.database.drop();
    }
});
