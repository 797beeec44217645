import {chanceFrom, HOUR_MS, Zone, type Chance} from '@karwan/base';
import {Faults, PLANNED, type Fault, type FaultKind} from '@karwan/world';
import type {Scheme} from '@karwan/tolling';
import {settingOf} from '../src/ingest.ts';
import {differenceText} from '../src/verify/difference.ts';
import {verify} from '../src/verify/verify.ts';
import {ThreadUnderTest} from './thread-under-test.ts';
import {comparedWith, differenceLines, type Comparison} from './truth.ts';
import {driveThrough} from './world-feed.ts';

/** A day on which things went wrong, and what the thread made of it. */
export interface FaultDay {
    /** Of the balances, of rows derived anew, and to the truth of knowable vehicles. */
    differences: string[];
    compared: Comparison;
    faults: readonly Fault[];
}

/**
 * Drives a day of the motorways through the door of a database of its own with these kinds of
 * faults, closes its balances and holds it against the truth. `isWhole` derives every row anew.
 */
export async function dayAtFault(
    seed: number, kinds: readonly FaultKind[], vehiclesPerDay: number, isWhole: boolean,
): Promise<FaultDay> {
    const thread = await ThreadUnderTest.open('fault_day', 'pakistan');
    try {
        const {scheme, vault, database: {pool}} = thread;
        const faults = new Faults(kinds.flatMap(kind => faultsOf(scheme, kind, seed)));
        const {truth} = await driveThrough(thread, {
            seed, days: 1, vehiclesPerDay, meanTripMetres: 60_000, faults});
        const {differences} = await verify(pool, settingOf(scheme), {isQuick: !isWhole});
        const compared = await comparedWith(
            truth, pool, plate => vault.token(plate), scheme.rules.leastPlateConfidence);
        return {
            compared, faults: faults.all,
            differences: [
                ...differences.map(differenceText), ...differenceLines(compared.differences, 5)],
        };
    } finally {
        await thread.database.drop();
    }
}

// Twice for some hours, at gantries that are drawn; what is planned, the whole day.
function faultsOf({corridor}: Scheme, kind: FaultKind, seed: number): Fault[] {
    const chance = chanceFrom(seed).fork(kind);
    const startMs = new Zone(corridor.zone).startOfDayMs('2025-03-03');
    if (PLANNED.has(kind)) return [{kind, share: 0.3, fromMs: startMs, toMs: Infinity}];
    return [2, 12].map(hour => {
        const fromMs = startMs + (hour + chance.below(3)) * HOUR_MS;
        const device = chance.pick(corridor.devices.filter(({kind: of}) => of !== 'laser'));
        return {
            kind, fromMs, toMs: fromMs + (3 + chance.below(5)) * HOUR_MS,
            at: isEverywhere(kind, chance) ? undefined : device.point,
            share: kind === 'swapped-tags' ? 0.1 : 0.5,
            offsetMs: kind === 'drift' ? (chance.happens(0.5) ? 1 : -1) * 45_000 : undefined,
        };
    });
}

function isEverywhere(kind: FaultKind, chance: Chance): boolean {
    return kind === 'swapped-tags' || ['unreadable', 'double', 'shuffle'].includes(kind)
        && chance.happens(0.7);
}
