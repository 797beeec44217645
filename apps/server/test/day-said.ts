import {Zone, type Chance} from '@karwan/base';
import type {WireFact} from '@karwan/journey';
import type {Scheme} from '@karwan/tolling';
import {defaultRates, worldFrom, type Delivery} from '@karwan/world';
import {join} from 'node:path';
import {checkoutFolder} from '../src/checkout.ts';
import {trafficFrom} from '../src/traffic-file.ts';
import {worldTariffFrom} from '../src/world-tariff.ts';
import type {ThreadUnderTest} from './thread-under-test.ts';

/** What people might say of items, be they open, decided, or none. */
export async function decisionsOn(
    thread: ThreadUnderTest, chance: Chance, id: string,
): Promise<WireFact[]> {
    const items = await thread.rows<{id: string}>('select id from review order by passage, id');
    const passages = await thread.rows<{id: string}>('select id from passage order by id');
    const ids = [...items.map(item => item.id),
        ...passages.slice(0, 40).map(passage => `${passage.id}:nobody-identified`)];
    return Array.from({length: ids.length === 0 ? 0 : chance.below(5)}, (_, nth) => {
        const decision = chance.pick(['assign', 'accept', 'write-off', 'reclass'] as const);
        const mayNameNobody = decision === 'accept' || decision === 'write-off';
        const isNamed = !mayNameNobody || chance.uniform() < 0.5;
        const plate = {jurisdiction: 'PK-PB', serial: `LEA${1000 + chance.below(20)}`};
        return {
            fact: 'review', id: `${id}-${nth}`, item: chance.pick(ids),
            reason: 'seen on the picture', validFrom: '2025-03-03T00:00:00Z',
            decision, ...isNamed ? {plate} : {},
            ...decision === 'reclass' ? {class: chance.pick(['car', 'bus'])} : {},
        };
    });
}

/** A seeded day of the nine motorways, as the devices and the office say it. */
export function daySaid(scheme: Scheme, seed: number, vehiclesPerDay: number): Delivery[] {
    const {corridor} = scheme;
    const traffic = trafficFrom(join(checkoutFolder(), 'corridors', corridor.id), corridor);
    const world = worldFrom({
        seed, corridor, vehiclesPerDay, days: 1, rates: defaultRates,
        traffic: {...traffic, meanTripMetres: 60_000}, tariff: worldTariffFrom(scheme),
        startMs: new Zone(corridor.zone).startOfDayMs('2025-03-03'),
    });
    return [...world.register, ...[...world.hours()].flatMap(hour => hour.deliveries)];
}

/**
 * What the office says keeps its order, because of two facts that hold the later one counts;
 * what the devices say may come whenever it likes, before the register too.
 */
export function shuffled(day: readonly Delivery[], chance: Chance): Delivery[] {
    const facts = day.filter(isFact);
    let nth = 0;
    return day.map(said => ({said, place: chance.uniform()}))
        .sort((a, b) => a.place - b.place)
        .map(({said}) => isFact(said) ? facts[nth++]! : said);
}

function isFact({message}: Delivery): boolean {
    return 'fact' in message;
}
