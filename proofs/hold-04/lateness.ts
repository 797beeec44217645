import {chanceFrom, HOUR_MS, type Chance} from '@karwan/base';
import type {WireReading} from '@karwan/journey';
import type {Delivery} from '@karwan/world';
import {shuffled} from '../../apps/server/test/day-said.ts';
import {toldTo, type Outcome} from './thread-run.ts';

/** A log to be told in several ways. */
export interface Case {
    corridor: string;
    seed: number;
    said: Delivery[];
    /** What each vehicle owes on each day, in minor units, where that is known by itself. */
    truth: ReadonlyMap<string, number> | undefined;
}

/** What came of telling a log in every way. */
export interface Lateness {
    charges: number;
    /** Charges decided by what was known: they met a low balance. */
    low: number;
    faults: string[];
}

const BATCH = 2_000;
const LATE_MS = 72 * HOUR_MS;

/**
 * Tells a log in its order, again the same, shuffled, doubled, in small batches, and with what a
 * fifth of the gantries saw 72 hours late. Named faults: money that differs where a rule goes by
 * the time of the event, a payer worse off by what was decided as known, another digest.
 */
export async function latenessOf({corridor, seed, said, truth}: Case): Promise<Lateness> {
    const chance = chanceFrom(seed);
    const endMs = said.reduce((latest, {receivedMs}) => Math.max(latest, receivedMs), 0);
    const atEnd = (list: readonly Delivery[]): Delivery[] =>
        list.map(each => ({...each, receivedMs: endMs}));
    const [first] = await toldTo(corridor, [said], BATCH);
    const faults = truth ? untrue(first!, truth) : [];
    const [again] = await toldTo(corridor, [said], BATCH);
    if (again!.digest !== first!.digest) faults.push('the same log twice: another digest');
    const ways: Record<string, () => Promise<Outcome[]>> = {
        'shuffled': () => toldTo(corridor, [atEnd(shuffled(said, chance))], BATCH),
        'doubled': () => toldTo(corridor, [said.flatMap(each => [each, each])], BATCH),
        '137 at a time': () => toldTo(corridor, [said], 137),
        '72 hours late': () => toldTo(corridor, lateParts(said, endMs, chance), BATCH),
    };
    for (const [way, tell] of Object.entries(ways)) {
        const outcomes = await tell();
        const last = outcomes.at(-1)!;
        faults.push(...differing(last, first!).map(fault => `${way}: ${fault}`));
        if (truth) faults.push(...untrue(last, truth).map(fault => `${way}: ${fault}`));
        if (outcomes.length === 2) faults.push(...worse(outcomes[0]!, last));
    }
    const {charges} = first!;
    return {charges: charges.length, low: charges.filter(each => each.isLow).length, faults};
}

/** What some gantries saw comes three days after the rest. */
function lateParts(said: readonly Delivery[], endMs: number, chance: Chance): Delivery[][] {
    const isLateAt = new Map<string, boolean>();
    const isLate = ({message}: Delivery): boolean => {
        if ('fact' in message) return false;
        const [gantry] = (message as WireReading).device.split('.');
        const known = isLateAt.get(gantry!) ?? chance.happens(0.2);
        isLateAt.set(gantry!, known);
        return known;
    };
    return [
        said.filter(each => !isLate(each)),
        said.filter(isLate).map(each => ({...each, receivedMs: endMs + LATE_MS})),
    ];
}

// What goes by the time of the event comes to the same for everybody whom no low balance met.
function differing(had: Outcome, wanted: Outcome): string[] {
    const isLow = (vehicle: string): boolean => had.low.has(vehicle) || wanted.low.has(vehicle);
    const lines = (outcome: Outcome): Set<string> => new Set(outcome.charges
        .filter(charge => !isLow(charge.vehicle))
        .map(charge => `${charge.key} ${charge.amountMinor}`));
    const low = new Set([...had.low, ...wanted.low]);
    const accounts = (outcome: Outcome): Set<string> => new Set(outcome.net.filter(
        line => ![...low].some(vehicle => line.includes(`${vehicle} `))));
    const isWhole = low.size === 0;
    return [
        ...apart(lines(had), lines(wanted)),
        ...isWhole ? apart(accounts(had), accounts(wanted)) : [],
    ];
}

function apart(had: ReadonlySet<string>, wanted: ReadonlySet<string>): string[] {
    return [
        ...[...wanted].filter(line => !had.has(line)).map(line => `missing ${line}`),
        ...[...had].filter(line => !wanted.has(line)).map(line => `too many ${line}`),
    ];
}

// A window that was decided as known and is as it was may cost less by what came since, never more.
function worse(before: Outcome, after: Outcome): string[] {
    const then = new Map(before.charges.map(charge => [charge.likeness, charge.amountMinor]));
    return after.charges.flatMap(({likeness, key, amountMinor}) => {
        const was = then.get(likeness);
        return was !== undefined && amountMinor > was
            ? [`worse for the payer: ${key} cost ${was} and costs ${amountMinor}`] : [];
    });
}

function untrue({charges}: Outcome, truth: ReadonlyMap<string, number>): string[] {
    const faults: string[] = [];
    const seen = new Set<string>();
    for (const {vehicle, day, amountMinor} of charges) {
        const key = `${vehicle} ${day}`;
        seen.add(key);
        if (amountMinor !== BigInt(truth.get(key) ?? -1)) {
            faults.push(`${key} owes ${amountMinor}, and in truth ${truth.get(key)}`);
        }
    }
    for (const key of truth.keys()) if (!seen.has(key)) faults.push(`${key} is not charged`);
    return faults;
}
