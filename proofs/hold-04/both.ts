import {chanceFrom} from '@karwan/base';
import {schemeFolder, schemeFrom} from '../../apps/server/src/scheme-files.ts';
import {daySaid} from '../../apps/server/test/day-said.ts';
import type {Measured, ProofContext} from '../proof.ts';
import {latenessOf, type Lateness} from './lateness.ts';
import {taiwanDays} from './taiwan-days.ts';

/** Vehicles of one log, so that none has to be held whole in memory. */
const TAIWAN_VEHICLES = 550;
const PAKISTAN_VEHICLES = 480;

/** Seeded logs of both corridors, told in every way, until each has come to so many charges. */
export async function bothCorridors(
    {root, seed, say}: ProofContext, leastCharges: number,
): Promise<Measured> {
    const seeds = chanceFrom(seed);
    const scheme = schemeFrom(schemeFolder('pakistan', root));
    const taiwan = await untilEnough(leastCharges, () => {
        const log = seeds.below(2 ** 31);
        return latenessOf({
            corridor: 'taiwan', seed: log, ...taiwanDays(root, log, TAIWAN_VEHICLES)});
    }, done => say(`taiwan: ${told(done)}`));
    const pakistan = await untilEnough(leastCharges, () => {
        const log = seeds.below(2 ** 31);
        const said = daySaid(scheme, log, PAKISTAN_VEHICLES);
        return latenessOf({corridor: 'pakistan', seed: log, said, truth: undefined});
    }, done => say(`pakistan: ${told(done)}`));
    const faults = [...taiwan.faults, ...pakistan.faults];
    return {
        value: `${taiwan.charges} + ${pakistan.charges} charges, ${faults.length} faults`,
        holds: faults.length === 0,
        notes: [
            `decided as known: ${taiwan.low} in Taiwan, ${pakistan.low} in Pakistan`,
            ...faults.slice(0, 20),
        ],
    };
}

async function untilEnough(
    least: number, next: () => Promise<Lateness>, onDone: (done: Lateness) => void,
): Promise<Lateness> {
    const all: Lateness = {charges: 0, low: 0, faults: []};
    while (all.charges < least) {
        const {charges, low, faults} = await next();
        all.charges += charges;
        all.low += low;
        all.faults.push(...faults);
        onDone(all);
    }
    return all;
}

function told({charges, low, faults}: Lateness): string {
    return `${charges} charges, ${low} of them met a low balance, ${faults.length} faults`;
}
