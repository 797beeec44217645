import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {faultText, Refusal} from '@karwan/base';
import {checkoutFolder} from './checkout.ts';
import {schemeFrom} from './scheme-files.ts';
import {trafficFrom} from './traffic-file.ts';

const folder = join(checkoutFolder(), 'corridors', 'pakistan');
const {corridor} = schemeFrom(folder);

test('the traffic of the motorways', () => {
    const traffic = trafficFrom(folder, corridor);
    for (const [road, expected] of [['M-2', 45_000], ['M-1', 32_000], ['M-14', 5_000]] as const) {
        const vehicles = [...traffic.vehiclesPerDay.get(road)!.values()];
        assert(Math.abs(vehicles.reduce((a, b) => a + b) - expected) < 1e-6, road);
    }
    for (const name of corridor.classes) {
        const shares = traffic.hourlyShares.get(name)!;
        assert.equal(shares.length, 24);
        assert(Math.abs(shares.reduce((a, b) => a + b) - 1) < 1e-9, name);
        // By day more than by night, in every class.
        assert(shares[9]! > shares[2]!, name);
    }
    assert.equal(traffic.tagShares.get('M-1'), 0.6);
    assert.equal(traffic.tagShares.get('M-11'), 0.99);
    assert.equal(traffic.tagShares.get('M-5'), 0.65);
    assert.equal(traffic.interchangeWeights.get('M-2/pk-thokar'), 6);
    assert.equal(traffic.meanTripMetres, 130_000);
});

// What is changed, in which file, and the fault it makes.
const stories: [file: string, from: string, to: string, told: string][] = [
    ['traffic.yaml', 'value: 0.68', 'value: 0.78',
        'traffic.yaml:22:3 classShares: found a sum of 1.1, expected a sum of 1'],
    ['traffic.yaml', 'M-2/pk-thokar', 'M-2/thokar',
        'traffic.yaml:71:3 interchangeWeights: found "M-2/thokar", expected one of M-1/pk-m1-m2'],
    ['traffic.yaml', 'wagon: pickup', 'wagon: van',
        'traffic.yaml:50:30 column of wagon: found "van", expected one of hour, car, pickup, bus, '
        + 'truck, trailer'],
    ['traffic-hours.csv', '\n23,', '\n22,',
        'traffic-hours.csv:25:1 hour: found "22", expected "23"'],
];

for (const [file, from, to, told] of stories) {
    test(`${to.trim()} in ${file} is refused`, t => {
        const copy = mkdtempSync(join(tmpdir(), 'karwan-traffic-'));
        t.after(() => rmSync(copy, {recursive: true}));
        cpSync(folder, copy, {recursive: true});
        const text = readFileSync(join(copy, file), 'utf8');
        assert(text.includes(from));
        writeFileSync(join(copy, file), text.replace(from, to));
        assert.throws(() => trafficFrom(copy, corridor), (error: unknown) => {
            assert(error instanceof Refusal);
            assert.equal(error.faults.map(faultText).join('\n').slice(0, told.length), told);
            return true;
        });
    });
}
