import {createWriteStream, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import type {WireFact} from '@karwan/journey';
import {truthOf, type Delivery, type Trip, type Truth, type World} from '@karwan/world';

/** What a simulation wrote, counted. */
export interface Simulated {
    vehicles: number;
    /** Of the vehicles that drove: the devices left enough to know them. */
    knowable: number;
    trips: number;
    passages: number;
    readings: number;
    registered: number;
    facts: number;
    charges: number;
    amountMinor: bigint;
}

const REGISTER = [
    'tag', 'plate', 'jurisdiction', 'class', 'exemption', 'valid_from', 'valid_to',
    'opening_balance',
];

/**
 * Writes a world into a folder, in the order in which it arrives: register.csv (who was registered
 * before the start), facts.ndjson (what else people say), readings.ndjson.gz and truth.json.
 */
export async function writeWorld(
    world: World, folder: string, leastPlateConfidence: number,
): Promise<Simulated> {
    const trips: Trip[] = [];
    const facts: Delivery[] = [];
    let readings = 0;
    function* lines(): Generator<string> {
        for (const hour of world.hours()) {
            trips.push(...hour.trips);
            const text: string[] = [];
            for (const delivery of hour.deliveries) {
                if ('fact' in delivery.message) facts.push(delivery);
                else text.push(`${JSON.stringify(delivery.message)}\n`);
            }
            readings += text.length;
            yield text.join('');
        }
    }
    const file = createWriteStream(join(folder, 'readings.ndjson.gz'));
    await pipeline(Readable.from(lines()), createGzip(), file);
    const before = world.register.map(({message}) => message as WireFact);
    const registered = before.filter(fact => fact.fact === 'register');
    const others = [
        ...before.filter(fact => fact.fact !== 'register'), ...facts.map(({message}) => message)];
    const truth = truthOf(world, trips, facts, leastPlateConfidence);
    writeFileSync(join(folder, 'register.csv'), registerText(registered));
    writeFileSync(join(folder, 'facts.ndjson'),
        others.map(fact => `${JSON.stringify(fact)}\n`).join(''));
    writeFileSync(join(folder, 'truth.json'), truthText(truth));
    return {
        ...countsOf(truth), readings, registered: registered.length, facts: others.length,
        passages: trips.reduce((sum, trip) => sum + trip.passages.length, 0),
    };
}

function registerText(facts: readonly (WireFact & {fact: 'register'})[]): string {
    const rows = facts.map(({tag, plate, validFrom, openingBalance, exemption, ...rest}) => [
        tag, plate?.serial, plate?.jurisdiction, rest.class, exemption, validFrom, '',
        openingBalance,
    ].map(cell => cell ?? '').join(','));
    return `${[REGISTER.join(','), ...rows].join('\n')}\n`;
}

// Money goes as decimal text of minor units: JSON's numbers would round it.
function truthText({vehicles, detections}: Truth): string {
    const plain = {
        detections: Object.fromEntries(detections),
        vehicles: vehicles.map(({vehicle, trips, unknowableBy}) => {
            const {id, plate, fittedTag, registeredTag, class: name, registration} = vehicle;
            return {
                id, plate, fittedTag, registeredTag, class: name, registration, unknowableBy, trips,
            };
        }),
    };
    return `${JSON.stringify(plain, (_, value: unknown) =>
        typeof value === 'bigint' ? value.toString() : value)}\n`;
}

function countsOf(
    {vehicles}: Truth,
): Pick<Simulated, 'vehicles' | 'knowable' | 'trips' | 'charges' | 'amountMinor'> {
    const trips = vehicles.flatMap(vehicle => vehicle.trips);
    const charges = trips.flatMap(trip => trip.charges);
    return {
        vehicles: vehicles.length,
        knowable: vehicles.filter(vehicle => vehicle.unknowableBy.length === 0).length,
        trips: trips.length,
        charges: charges.length,
        amountMinor: charges.reduce((sum, charge) => sum + charge.amountMinor, 0n),
    };
}
