import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {gunzipSync} from 'node:zlib';
import {Zone} from '@karwan/base';
import {defaultRates, worldFrom, type World} from '@karwan/world';
import {checkoutFolder} from './checkout.ts';
import {schemeFolder, schemeFrom} from './scheme-files.ts';
import {writeWorld, type Simulated} from './simulate.ts';
import {trafficFrom} from './traffic-file.ts';
import {worldTariffFrom} from './world-tariff.ts';

const folder = schemeFolder('pakistan', checkoutFolder());
const scheme = schemeFrom(folder);

function smallWorld(seed: number): World {
    const {corridor} = scheme;
    return worldFrom({
        seed, days: 1, vehiclesPerDay: 60, corridor, rates: defaultRates,
        traffic: trafficFrom(folder, corridor), tariff: worldTariffFrom(scheme),
        startMs: new Zone(corridor.zone).startOfDayMs('2025-03-03'),
    });
}

async function written(seed: number): Promise<{counts: Simulated; files: Map<string, Buffer>}> {
    const out = mkdtempSync(join(tmpdir(), 'karwan-simulate-'));
    try {
        const counts = await writeWorld(smallWorld(seed), out, scheme.rules.leastPlateConfidence);
        const files = new Map(readdirSync(out).sort().map(
            name => [name, readFileSync(join(out, name))]));
        return {counts, files};
    } finally {
        rmSync(out, {recursive: true, force: true});
    }
}

const digests = (files: ReadonlyMap<string, Buffer>): string[] => [...files].map(
    ([name, bytes]) => `${name} ${createHash('sha256').update(bytes).digest('hex')}`);

test('the same seed writes the same files, another seed others', async () => {
    const [first, again, other] = [await written(5), await written(5), await written(6)];
    assert.deepEqual([...first.files.keys()],
        ['facts.ndjson', 'readings.ndjson.gz', 'register.csv', 'truth.json']);
    assert.deepEqual(digests(first.files), digests(again.files));
    assert.notDeepEqual(digests(first.files), digests(other.files));
});

test('what was counted is what stands in the files', async () => {
    const {counts, files} = await written(5);
    const lines = (bytes: Buffer): string[] => bytes.toString('utf8').trim().split('\n');
    assert.equal(lines(gunzipSync(files.get('readings.ndjson.gz')!)).length, counts.readings);
    assert.equal(lines(files.get('facts.ndjson')!).length, counts.facts);
    assert.equal(lines(files.get('register.csv')!).length, counts.registered + 1);
    const truth = JSON.parse(files.get('truth.json')!.toString('utf8')) as {
        vehicles: {trips: {passages: unknown[]; charges: {amountMinor: string}[]}[]}[];
    };
    const trips = truth.vehicles.flatMap(vehicle => vehicle.trips);
    assert.equal(trips.length, counts.trips);
    assert.equal(trips.flatMap(trip => trip.passages).length, counts.passages);
    const amounts = trips.flatMap(trip => trip.charges).map(charge => BigInt(charge.amountMinor));
    assert.equal(amounts.reduce((a, b) => a + b, 0n), counts.amountMinor);
});
