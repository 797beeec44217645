import {chanceFrom} from '@karwan/base';
import type {Cause} from '@karwan/world';
import {settingOf} from '../../apps/server/src/ingest.ts';
import {differenceText} from '../../apps/server/src/verify/difference.ts';
import {verify} from '../../apps/server/src/verify/verify.ts';
import {ThreadUnderTest} from '../../apps/server/test/thread-under-test.ts';
import {comparedWith, differenceLines} from '../../apps/server/test/truth.ts';
import {driveThrough} from '../../apps/server/test/world-feed.ts';
import type {Measured, ProofContext} from '../proof.ts';

const LEAST_VEHICLES = 2_000;
const LEAST_PASSAGES = 10_000;
const LEAST_LATE_SHARE = 0.01;

// Somewhat above the bar, so that no seed falls below it; trips are shorter than the traffic says
// (25 instead of 130 km in the mean), so that many days can be driven.
const SIZE = {days: 1, vehiclesPerDay: 2_200, meanTripMetres: 25_000};
/** Differences told in full; all are counted. */
const MOST_TOLD = 5;

/** What many days gave together. */
interface Sum {
    days: number;
    vehicles: number;
    knowable: number;
    passages: number;
    /** Days that were smaller, or had fewer late facts, than the bar asks. */
    tooSmall: number;
    differences: number;
    told: string[];
    byCause: Map<Cause, {vehicles: number; different: number}>;
    overMinor: bigint;
    shortMinor: bigint;
    phantoms: number;
    phantomMinor: bigint;
}

/**
 * Drives days of worlds whose seeds are drawn from the proof's, each through a database of its own,
 * closes its balances and compares it with the truth. `isWhole` derives every row anew as well.
 */
export async function measureDays(
    {seed, say}: ProofContext, days: number, isWhole: boolean,
): Promise<Measured> {
    const chance = chanceFrom(seed);
    const sum: Sum = {
        days: 0, vehicles: 0, knowable: 0, passages: 0, tooSmall: 0, differences: 0, told: [],
        byCause: new Map(), overMinor: 0n, shortMinor: 0n, phantoms: 0, phantomMinor: 0n,
    };
    for (let day = 1; day <= days; day++) {
        const before = sum.differences;
        const worldSeed = chance.below(2 ** 31);
        await addDay(sum, worldSeed, isWhole);
        say(`day ${day} of ${days}, seed ${worldSeed}: `
            + `${sum.differences - before} differences, ${sum.passages} passages so far`);
    }
    return {
        value: `difference ${sum.differences} on ${sum.days} days of ${sum.vehicles} vehicles and `
            + `${sum.passages} passages; knowable ${percent(sum.knowable, sum.vehicles)}`,
        holds: sum.differences === 0 && sum.tooSmall === 0,
        notes: notesOf(sum),
    };
}

async function addDay(sum: Sum, seed: number, isWhole: boolean): Promise<void> {
    const thread = await ThreadUnderTest.open('truth', 'pakistan');
    try {
        const {scheme, database: {pool}, vault} = thread;
        const driven = await driveThrough(thread, {...SIZE, seed});
        const found = await verify(pool, settingOf(scheme), {isQuick: !isWhole});
        const compared = await comparedWith(
            driven.truth, pool, plate => vault.token(plate), scheme.rules.leastPlateConfidence);
        const late = driven.vehiclesWithLateFacts / compared.vehicles;
        const isSmall = compared.vehicles < LEAST_VEHICLES || driven.passages < LEAST_PASSAGES
            || late < LEAST_LATE_SHARE;
        sum.days++;
        sum.vehicles += compared.vehicles;
        sum.knowable += compared.knowable;
        sum.passages += driven.passages;
        sum.tooSmall += isSmall ? 1 : 0;
        sum.differences += compared.differences.length + found.differences.length;
        sum.told.push(...[
            ...found.differences.slice(0, MOST_TOLD).map(differenceText),
            ...differenceLines(compared.differences, MOST_TOLD),
        ].map(line => `seed ${seed}: ${line}`));
        addCauses(sum, compared);
    } finally {
        await thread.database.drop();
    }
}

function addCauses(sum: Sum, compared: Awaited<ReturnType<typeof comparedWith>>): void {
    for (const [cause, {vehicles, different}] of compared.byCause) {
        const known = sum.byCause.get(cause) ?? {vehicles: 0, different: 0};
        known.vehicles += vehicles;
        known.different += different;
        sum.byCause.set(cause, known);
    }
    sum.overMinor += compared.overMinor;
    sum.shortMinor += compared.shortMinor;
    sum.phantoms += compared.phantoms.vehicles;
    sum.phantomMinor += compared.phantoms.amountMinor;
}

function notesOf(sum: Sum): string[] {
    const rupees = (minor: bigint): string => `Rs ${minor / 100n}`;
    return [
        ...sum.told.slice(0, 40),
        `days below ${LEAST_VEHICLES} vehicles, ${LEAST_PASSAGES} passages or `
            + `${LEAST_LATE_SHARE * 100} % of vehicles with a late fact: ${sum.tooSmall}`,
        'vehicles that cannot be known, by cause (one may have several):',
        ...[...sum.byCause].map(([cause, {vehicles, different}]) =>
            `  ${cause}: ${vehicles}, of which ${different} came out different`),
        `they were charged ${rupees(sum.overMinor)} too much, ${rupees(sum.shortMinor)} too little`,
        `charged to plates that do not exist, by misreading: ${rupees(sum.phantomMinor)} to `
            + `${sum.phantoms} plates`,
    ];
}

function percent(part: number, whole: number): string {
    return `${(part / whole * 100).toFixed(2)} %`;
}
