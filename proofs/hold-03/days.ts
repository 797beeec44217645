import {chanceFrom} from '@karwan/base';
import {faultKinds, type Cause, type FaultKind} from '@karwan/world';
import {dayAtFault} from '../../apps/server/test/fault-day.ts';
import type {Measured, ProofContext} from '../proof.ts';

const VEHICLES = 2_200;
/** Kinds that go wrong on one day. */
const KINDS_A_DAY = 3;
const LEAST_OF_EACH = 20;

/** Drives days, each with some kinds of faults in turn, and adds up what differs. */
export async function faultDays({seed, say}: ProofContext, days: number): Promise<Measured> {
    const chance = chanceFrom(seed);
    const counts = new Map<FaultKind, number>(faultKinds.map(kind => [kind, 0]));
    const byCause = new Map<Cause, number>();
    const differences: string[] = [];
    let [vehicles, knowable] = [0, 0];
    for (let day = 0; day < days; day++) {
        const kinds = Array.from({length: KINDS_A_DAY}, (_, nth) =>
            faultKinds[(day * KINDS_A_DAY + nth) % faultKinds.length]!);
        const daySeed = chance.below(2 ** 31);
        const found = await dayAtFault(daySeed, kinds, VEHICLES, false);
        vehicles += found.compared.vehicles;
        knowable += found.compared.knowable;
        for (const {kind} of found.faults) counts.set(kind, counts.get(kind)! + 1);
        for (const [cause, {vehicles: of}] of found.compared.byCause) {
            byCause.set(cause, (byCause.get(cause) ?? 0) + of);
        }
        differences.push(...found.differences.map(line => `seed ${daySeed}: ${line}`));
        say(`day ${day + 1} of ${days}, seed ${daySeed}, ${kinds.join(', ')}: `
            + `${found.differences.length} differences`);
    }
    const least = Math.min(...counts.values());
    return {
        value: `difference ${differences.length} on ${days} days of ${vehicles} vehicles, each `
            + `fault ≥ ${least} times; knowable ${(knowable / vehicles * 100).toFixed(2)} %`,
        holds: differences.length === 0 && least >= LEAST_OF_EACH,
        notes: [
            ...differences.slice(0, 40), 'vehicles that cannot be known, by cause:',
            ...[...byCause].map(([cause, count]) => `  ${cause}: ${count}`),
            ...[...counts].map(([kind, count]) => `  ${kind}: ${count} times`),
        ],
    };
}
