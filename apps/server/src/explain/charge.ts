import {moneyText, type Currency, type Zone} from '@karwan/base';
import type {Section} from '@karwan/journey';
import {
    besideOf, placeOrderOf, uploadsAmong, type Beside, type PriceStep, type Setting,
    type WindowRule,
} from '@karwan/tolling';
import type pg from 'pg';
import {correctionsOf} from '../correct/wish.ts';
import {balancesOf} from '../ledger-store.ts';
import {decisionsOf, type Decided} from '../review/items.ts';
import type {DueRow, TripRow} from '../thread/load-derived.ts';
import type {FactRow} from '../thread/load.ts';
import {
    findDue, findTrip, findVersion, passagesNamed, reviewsNamed, transfersFor,
} from './load.ts';
import {priceOf} from './price.ts';
import {factIds, factsAbout, knownThen, type KnownThen} from './register.ts';
import {isShared, sharedSections} from './joint.ts';
import {passagesOf, type SeenPassage} from './sightings.ts';

/** A charge taken back to every sighting, fact, rule, source and transfer that it rests on. */
export interface ChargeExplained {
    window: string;
    /** `steps`: why each passage of the trip goes on from the one before; `rule`: the widest. */
    trip: {id: number; from: string; to: string; sure: number; rule: string; steps: string[]};
    day: string;
    vehicle: string;
    road: string;
    entry: string;
    exit: string;
    from: string;
    to: string;
    state: string;
    currency: Currency;
    /** What was bought, where nobody drove: the times for which it holds. */
    pass: {pass: string; fact: string; from: string; to: string | null} | null;
    /** The rule that priced this together; null where it is one road from entry to exit. */
    windowRule: Pick<WindowRule, 'id' | 'kind' | 'roads' | 'lateness' | 'origin'> | null;
    /**
     * `digest` and `decidedVersion` are of the version that decided, null where nobody adopted it
     * here; `version` and `digestAtHand` of today's.
     */
    scheme: {
        id: string; version: string; digest: string; digestAtHand: string; isSame: boolean;
        decidedVersion: string | null;
    };
    decidedSeq: number;
    class: {class: string; by: string};
    passages: SeenPassage[];
    sections: ExplainedSection[];
    inferred: readonly string[];
    /** Gantries at its ends that likely missed the vehicle, charged or not. */
    beside: Beside[];
    /** Gantries that reported so close to another that the time is that of an upload. */
    uploads: string[];
    known: KnownThen;
    tariff: object;
    surcharge: object | null;
    surchargeWhen: string | null;
    steps: PriceStep[];
    tolledMetres: number;
    toll: string;
    surchargeAmount: string;
    amount: string;
    payer: string;
    /** The weakest of the tariff line and the rule. */
    status: string;
    basis: string[];
    transfers: {id: string; debit: string; credit: string; amount: string; at: string}[];
    wallet: {account: string; balance: string} | null;
    /** What people said of the charge itself; the last one counts. */
    corrections: {correction: string; amount: string | null; reason: string; at: string;
        fact: string}[];
    /** What waits or was decided about its passages; `decision` is the one that counts. */
    reviews: {id: string; state: string; worth: string; decision: Decided | null}[];
}

export interface ExplainedSection {
    gantry: string;
    from: string;
    to: string;
    lengthMetres: number;
    tolledMetres: number;
    lowMetres: number;
    highMetres: number;
    status: string;
    /** False where the gantry reported nothing and must have been passed. */
    isSeen: boolean;
}

/** Explains the charge of a window; undefined where there is none of that name. */
export async function explainCharge(
    client: pg.ClientBase, window: string, setting: Setting,
): Promise<ChargeExplained | undefined> {
    const due = await findDue(client, window);
    if (!due) return undefined;
    const trip = await findTrip(client, due.trip) ?? untravelled(due);
    const {scheme, zone} = setting;
    const {currency} = scheme.corridor;
    const atEnds = await stationsAtEnds(client, due, trip, setting);
    const passages = await passagesOf(client, [...due.passages, ...atEnds], setting);
    const sections = isShared(due, setting)
        ? await sharedSections(client, due, setting) : sectionsOf(due, trip, setting);
    const seenSeq = Math.max(
        ...(passages[0]?.readings ?? []).map(reading => reading.seq), due.trip);
    const facts = await factsAbout(client, due.vehicle);
    const bought = facts.find(fact => fact.seq === due.trip && fact.kind === 'pass');
    const known = knownThen(facts, due.vehicle, trip.from_ms, seenSeq, due.decided_seq);
    const money = (minor: string): string => moneyText(BigInt(minor), currency);
    const ids = await factIds(client, due.basis);
    return {
        window, trip: {
            id: trip.id, from: zone.text(trip.from_ms), to: zone.text(trip.to_ms), sure: trip.sure,
            ...await stepsOf(client, trip, setting),
        },
        day: due.day, vehicle: due.vehicle, road: due.road, entry: due.entry, exit: due.exit,
        from: zone.text(due.from_ms), to: zone.text(due.to_ms), state: due.state, currency,
        pass: bought ? passOf(bought, zone) : null, windowRule: ruleOf(due, setting) ?? null,
        scheme: {
            id: scheme.id, version: scheme.version, digest: due.scheme,
            digestAtHand: scheme.digest, isSame: due.scheme === scheme.digest,
            decidedVersion: await findVersion(client, due.scheme) ?? null,
        },
        decidedSeq: due.decided_seq, class: {class: due.class, by: due.class_by},
        passages, sections: sections.map(section => explained(section, due)),
        inferred: due.inferred,
        ...await timesAndEnds(client, due, trip, sections, setting),
        known, ...priceOf(due, sections, scheme),
        tolledMetres: due.tolled_metres, toll: money(due.toll_minor),
        surchargeAmount: money(due.surcharge_minor), amount: money(due.amount_minor),
        surchargeWhen: due.surcharge_when, payer: due.payer, status: due.status,
        basis: due.basis.map(seq => ids.get(seq) ?? `place ${seq}`),
        transfers: (await transfersFor(client, window)).map(row => ({
            id: row.id, debit: row.debit, credit: row.credit, amount: money(row.amount_minor),
            at: zone.text(row.at_ms),
        })),
        wallet: await walletOf(client, known.today.tag, due.payer, currency),
        corrections: (await correctionsOf(client, due)).map(said => ({
            correction: said.correction, reason: said.reason, fact: said.fact,
            amount: said.amountMinor === null ? null : money(said.amountMinor),
            at: zone.text(said.receivedMs),
        })),
        reviews: await reviewsOf(client, due.passages, money),
    };
}

// What was bought has no trip: it is named after the place of its fact in the log.
function untravelled({trip: id, vehicle, from_ms, to_ms}: DueRow): TripRow {
    return {id, vehicle, from_ms, to_ms, sure: 1, passages: [], path: [], inferred: []};
}

function passOf(fact: FactRow, zone: Zone): NonNullable<ChargeExplained['pass']> {
    const {body, id, valid_from_ms, valid_to_ms} = fact;
    return {
        pass: String(body['pass']), fact: id, from: zone.text(valid_from_ms),
        to: valid_to_ms === null ? null : zone.text(valid_to_ms),
    };
}

function ruleOf({road}: DueRow, {scheme}: Setting): WindowRule | undefined {
    const rules = scheme.windows ?? [];
    return rules.find(rule => rule.id === road)
        ?? rules.find(({kind, roads}) => kind !== 'pass' && kind !== 'untagged-day'
            && roads.includes(road));
}

async function reviewsOf(
    client: pg.ClientBase, passages: readonly number[], money: (minor: string) => string,
): Promise<ChargeExplained['reviews']> {
    const rows = await reviewsNamed(client, passages);
    const decisions = rows.some(row => row.decided_by !== null)
        ? await decisionsOf(client, rows.map(row => row.id)) : [];
    return rows.map(row => ({
        id: row.id, state: row.state, worth: money(row.worth_minor),
        decision: decisions.findLast(decision => decision.item === row.id) ?? null,
    }));
}

// Where stations stand on the ramps, what they recorded where one came on and went off is evidence
// of the entry and the exit, though it is no passage that was charged.
async function stationsAtEnds(
    client: pg.ClientBase, {road, entry, exit}: DueRow, trip: TripRow, {scheme}: Setting,
): Promise<number[]> {
    const isAtEnd = new Set(scheme.corridor.points
        .filter(point => point.kind === 'station' && point.road === road)
        .filter(point => point.at === entry || point.at === exit).map(point => point.id));
    if (isAtEnd.size === 0) return [];
    return (await passagesNamed(client, trip.passages))
        .filter(({point}) => isAtEnd.has(point)).map(({id}) => id);
}

// What the times of a trip and its two ends are worth: uploads, and gantries that likely missed it.
async function timesAndEnds(
    client: pg.ClientBase, due: DueRow, trip: TripRow, sections: readonly Section[],
    setting: Setting,
): Promise<Pick<ChargeExplained, 'beside' | 'uploads'>> {
    const stops = (await passagesNamed(client, trip.passages))
        .map(({point, kind, at_ms}) => ({place: point, kind, atMs: at_ms}))
        .sort((a, b) => a.atMs - b.atMs);
    const gantries = sections.map(({gantry}) => gantry);
    const points = stops.map(({place}) => place);
    return {
        beside: besideOf({gantries, inferred: due.inferred}, {path: trip.path, points}, setting),
        uploads: uploadsAmong(stops, placeOrderOf(setting.scheme.corridor))
            .filter(gantry => gantries.includes(gantry)),
    };
}

async function stepsOf(
    client: pg.ClientBase, trip: TripRow, {tripRule}: Setting,
): Promise<{rule: string; steps: string[]}> {
    const stops = (await passagesNamed(client, trip.passages))
        .map(({point, kind, at_ms}) => ({place: point, kind, atMs: at_ms}));
    const ordered = tripRule.inOrder(stops).map(index => stops[index]!);
    const steps = tripRule.reasons(ordered);
    const gaps = steps.map((_, i) => ordered[i + 1]!.atMs - ordered[i]!.atMs);
    const widest = gaps.indexOf(Math.max(...gaps));
    return {steps, rule: steps[widest] ?? 'one passage, and none near enough to belong to it'};
}

/** The sections of a window in the order of the road: where its run begins in the trip's path. */
export function sectionsOf(due: DueRow, trip: TripRow, {ways}: Setting): Section[] {
    const path = trip.path.map(gantry => ways.section(gantry));
    const isDriven = new Set(due.inferred);
    for (let first = 0; first < path.length; first++) {
        if (path[first]!.from !== due.entry || path[first]!.road !== due.road) continue;
        const last = path.findIndex((section, i) => i >= first && section.to === due.exit);
        const run = last < 0 ? [] : path.slice(first, last + 1);
        const metres = run.reduce((sum, section) => sum + section.tolledMetres, 0);
        const hasAll = [...isDriven].every(gantry => run.some(s => s.gantry === gantry));
        if (metres === due.tolled_metres && hasAll) return run;
    }
    return [];
}

function explained(section: Section, due: DueRow): ExplainedSection {
    const {gantry, from, to, lengthMetres, tolledMetres, lowMetres, highMetres} = section;
    return {
        gantry, from, to, lengthMetres, tolledMetres, lowMetres, highMetres,
        status: section.lengthStatus, isSeen: !due.inferred.includes(gantry),
    };
}

async function walletOf(
    client: pg.ClientBase, tagToday: string, payer: string, currency: Currency,
): Promise<ChargeExplained['wallet']> {
    const tag = /^tag:\S+/.exec(tagToday)?.[0];
    const account = payer.startsWith('wallet:') ? payer : tag && `wallet:${tag}`;
    if (!account) return null;
    const sums = (await balancesOf(client, [account])).get(account)!;
    const minor = sums.postedCreditsMinor - sums.postedDebitsMinor;
    return {account, balance: moneyText(minor, currency)};
}
