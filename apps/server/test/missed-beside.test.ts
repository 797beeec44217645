import {BANDS, placeOrderOf, printTripModel, TRIP_MODEL_FORMAT} from '@karwan/tolling';
import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {checkoutFolder} from '../src/checkout.ts';
import {explain, explainedText} from '../src/explain/explain.ts';
import {settingOf} from '../src/ingest.ts';
import {schemeFolder, schemeFrom} from '../src/scheme-files.ts';
import {verify} from '../src/verify/verify.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

const at = (time: string): string => `2025-03-03T${time}Z`;
const NOW_MS = Date.parse(at('14:00:00'));

/**
 * The reference corridor with a rule and a table whose edges say: who begins at G8 without a ramp's
 * record was nearly always missed at G7.
 */
function schemeWith(missedBeside: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'karwan-beside-'));
    const corridor = schemeFolder('gantry-corridor', checkoutFolder());
    cpSync(corridor, folder, {recursive: true});
    appendFileSync(join(folder, 'corridor.yaml'), `  missedBeside: {value: ${missedBeside}, `
        + 'status: assumed, source: own, date: \'2026-11-24\'}\n');
    const edge = {gantry: 'G8', missed: 'G7', side: 'before', trips: 305, expected: 304,
        chance: 0.9967} as const;
    writeFileSync(join(folder, 'trips.json'), printTripModel({
        format: TRIP_MODEL_FORMAT, learnedFrom: 'given trips', bands: BANDS,
        carriageways: placeOrderOf(schemeFrom(corridor).corridor),
        rows: [{
            from: 'any', fromPlace: 'any', to: 'any', toPlace: 'any', context: 'any',
            newTripAfterSeconds: 1_800, seen: 1_000, newTrips: 100, wrong: 1,
            byBand: [...BANDS, 0].map(() => [100, 0] as const),
        }],
        edges: [edge],
    }));
    return folder;
}

/** A vehicle that is seen at G8 and G9 alone: what it owes for, what waits, what is explained. */
async function told(missedBeside: string) {
    const folder = schemeWith(missedBeside);
    const thread = await ThreadUnderTest.open('beside', folder);
    try {
        await thread.say(NOW_MS, [
            {device: 'G8.gantry', at: at('10:00:00'), tag: 'T1'},
            {device: 'G9.gantry', at: at('10:00:02'), tag: 'T1'},
        ]);
        await thread.ingest.workOff();
        const setting = settingOf(thread.scheme);
        assert.deepEqual((await verify(thread.database.pool, setting)).differences, []);
        const [due] = await thread.rows<{window: string; entry: string; inferred: string[]}>(
            'select "window", entry, inferred from due');
        const items = await thread.rows<{reason: string; worth_minor: string}>(
            'select reason, worth_minor::text from review');
        const client = await thread.database.pool.connect();
        const found = await explain(
            client, due!.window, setting, plate => thread.vault.token(plate));
        client.release();
        return {due, items, text: explainedText(found!)};
    } finally {
        await thread.database.drop();
        rmSync(folder, {recursive: true});
    }
}

const WHY = 'of 305 trips that begin at G8 without a ramp\'s record 304 are to be expected because '
    + 'G7 missed them \\(99.67 %\\)';

test('what a gantry beside a trip missed is charged beyond doubt, and explained', async () => {
    const {due, items, text} = await told('beyond-doubt');
    assert.deepEqual([due!.entry, due!.inferred, items], ['I6', ['G7'], []]);
    assert.match(text, new RegExp(`^inferred +G7: charged, since ${WHY}$`, 'm'));
});

test('where a person has to look the smaller charge stands until then', async () => {
    const {due, items, text} = await told('review');
    assert.deepEqual([due!.entry, due!.inferred], ['I7', []]);
    assert.deepEqual(items.map(({reason}) => reason), ['missed-beside']);
    assert.ok(BigInt(items[0]!.worth_minor) > 0n);
    assert.match(text,
        new RegExp(`^in doubt +G7: not charged, the smaller of two charges, though ${WHY}$`, 'm'));
});

test('a time that is none of a passage is told', async () => {
    const {items, text} = await told('smaller');
    assert.deepEqual(items, []);
    assert.match(text, /^times +G8, G9: faster than anyone drives, so of an upload/m);
});
