import type {Token} from '@karwan/journey';
import {
    identifiedAs, passagesOf, Register, whoseDecisions, type Claim, type Identified,
    type Setting,
} from '@karwan/tolling';
import type {Connection} from '../sql.ts';
import {
    passageOf, passagesIn, passagesTouchedBy, reviewsOf, type PassageRow, type ReviewRow,
} from './load-derived.ts';
import {readingsIn, registerFactOf, registerOf, type FactRow, type ReadingRow} from './load.ts';
import type {Memory} from './memory.ts';
import {isMoneyFact, tokensTouched, type DeviceKinds, type News} from './news.ts';
import type {PlaceMemory} from './place-memory.ts';
import {isSamePassage} from './rows.ts';
import {mergedSpans, type Span} from './spans.ts';

/** What became of the places that the news is about: passages as they are now and as they were. */
export interface PlacesChanged {
    /** Passages as they are now, of every cluster that the news touched. */
    now: readonly Identified[];
    /** Those of them that are not as they were stored. */
    changed: readonly Identified[];
    /** Passages as they were stored, of those that changed or are no more. */
    gone: readonly Identified[];
    /** Review items, as stored, of every passage that was stored there. */
    reviews: readonly ReviewRow[];
    /** Tokens that facts are about, and those that carry or are carried by them. */
    tokens: readonly Span[];
    /** What is registered of every token that was read there. */
    register: Register;
}

/** Derives anew the passages of every moment and place that the news touches. */
export async function placesChanged(
    connection: Connection, memory: Memory, news: News, setting: Setting, kinds: DeviceKinds,
): Promise<PlacesChanged> {
    // What is looked for by tokens is looked for in the tables alone.
    if (news.facts.some(fact => !isMoneyFact(fact))) await memory.ahead.settled();
    const tokens = await withPartners(connection, tokensTouched(news.facts), news.toSeq);
    memory.register.forget(tokens.map(span => span.of));
    const decided = news.decisions.map(decision => decision.passage);
    const touched = tokens.length + decided.length > 0
        ? await passagesTouchedBy(connection, mergedSpans(tokens), decided) : [];
    const clusters = await clustersTouched(
        connection, memory.places, news, touched, setting, kinds);

    const before = passagesBefore(clusters, memory.places, news.fromSeq);
    const reviews = before.size === 0 ? []
        : await itemsStored(connection, memory, [...before.keys()]);
    // A passage is named by one of its readings, so whatever was decided about it is found.
    const decidedOf = whoseDecisions(await memory.decisions.about(
        connection, () => clusters.flatMap(cluster => cluster.map(claim => claim.seq)), news));
    const named = [...decidedOf.values()].map(decision => decision.vehicle);
    const register = await memory.register.about(
        connection, tokensRead(clusters, named), news.toSeq);
    const now = clusters.flatMap(cluster => passagesOf(cluster, setting.scheme.rules.samePassageMs)
        .map(passage => identifiedAs(passage, register, decidedOf, setting)));
    const changed = now.filter(passage => {
        const isSame = isSamePassage(passage, before.get(passage.id));
        if (isSame) before.delete(passage.id);
        return !isSame;
    });
    for (const passage of before.values()) memory.places.drop(passage);
    for (const passage of changed) memory.places.put(passage);
    return {now, changed, gone: [...before.values()], reviews, tokens, register};
}

async function itemsStored(
    connection: Connection, {ahead}: Memory, passages: readonly number[],
): Promise<ReviewRow[]> {
    if (ahead.holdsAny(passages)) await ahead.settled();
    return reviewsOf(connection, passages);
}

/** Stored passages of the clusters: each has the place in the log of one of its readings as id. */
function passagesBefore(
    clusters: readonly Claim[][], memory: PlaceMemory, fromSeq: number,
): Map<number, Identified> {
    const before = new Map<number, Identified>();
    for (const cluster of clusters) {
        const {point, atMs} = cluster[0]!;
        const lastMs = cluster.at(-1)!.atMs;
        for (const {seq} of cluster) {
            const passage = seq <= fromSeq && memory.passage(seq, point, atMs, lastMs);
            if (passage) before.set(seq, passage);
        }
    }
    return before;
}

function tokensRead(
    clusters: readonly Claim[][], named: readonly (Token | undefined)[],
): Set<Token> {
    const tokens = new Set<Token>();
    for (const cluster of clusters) {
        for (const {tag, plate} of cluster) {
            if (tag) tokens.add(tag);
            if (plate) tokens.add(plate);
        }
    }
    for (const token of named) if (token) tokens.add(token);
    return tokens;
}

async function withPartners(
    connection: Connection, tokens: readonly Span[], toSeq: number,
): Promise<Span[]> {
    if (tokens.length === 0) return [];
    const facts = await registerOf(connection, new Set(tokens.map(span => span.of)), toSeq);
    const partners = new Map<string, Set<string>>();
    for (const {kind, token, other} of facts) {
        if (kind !== 'carriage') continue;
        link(partners, token!, other!);
        link(partners, other!, token!);
    }
    return tokens.flatMap(span =>
        [span.of, ...partners.get(span.of) ?? []].map(of => ({...span, of})));
}

function link(partners: Map<string, Set<string>>, from: string, to: string): void {
    const known = partners.get(from);
    if (known) known.add(to);
    else partners.set(from, new Set([to]));
}

// How far around a reading its neighbours are looked for at first, in moments of a passage.
const FIRST_REACH = 8;

/**
 * The clusters that hold new readings or touched passages, whole: where one reaches the edge of
 * what is known, more is loaded until it does not.
 */
async function clustersTouched(
    connection: Connection, memory: PlaceMemory, news: News, touched: readonly PassageRow[],
    setting: Setting, kinds: DeviceKinds,
): Promise<Claim[][]> {
    const {samePassageMs} = setting.scheme.rules;
    const reach = FIRST_REACH * samePassageMs;
    const fresh = news.readings.map(row => claimOf(row, kinds));
    const unknown = fresh.filter(({point, atMs}) =>
        !memory.knows(point, atMs - reach, atMs + reach));
    await know(connection, memory, [
        ...unknown.map(claim => around(claim.point, claim.atMs, reach)),
        ...touched.map(row => around(row.point, row.at_ms, reach))], news.fromSeq, kinds);
    for (const claim of fresh) memory.add(claim);
    const asked = [...fresh, ...claimsOfPassages(touched, memory, reach)];
    for (;;) {
        const clusters = clustersOf(asked, memory, samePassageMs);
        const edges = clusters.filter(cluster => !isWhole(cluster, memory, samePassageMs));
        if (edges.length === 0) return clusters;
        // What this batch has brought is in the log already, and in memory too: not again.
        await know(connection, memory, edges.map(cluster => ({
            of: cluster[0]!.point, fromMs: cluster[0]!.atMs - reach,
            toMs: cluster.at(-1)!.atMs + reach})), news.fromSeq, kinds);
    }
}

async function know(
    connection: Connection, memory: PlaceMemory, spans: readonly Span[], toSeq: number,
    kinds: DeviceKinds,
): Promise<void> {
    const missing = memory.missing(spans);
    if (missing.length === 0) return;
    const asked = mergedSpans(missing);
    const rows = await readingsIn(connection, asked, toSeq);
    const passages = await passagesIn(connection, asked);
    memory.learn(missing, rows.map(row => claimOf(row, kinds)), passages.map(identifiedOf));
}

// The claims that a stored passage was made of. Passages of one place that stand close together
// have the same claims around them: each is asked about once.
function claimsOfPassages(
    rows: readonly PassageRow[], memory: PlaceMemory, reach: number,
): Claim[] {
    const seqs = new Set(rows.flatMap(row => row.readings));
    const claims = rows.flatMap(row =>
        memory.claimsAt(row.point, row.at_ms - reach, row.at_ms + reach))
        .filter(claim => seqs.has(claim.seq));
    return [...new Map(claims.map(claim => [claim.seq, claim])).values()];
}

/** Each cluster that holds one of these claims, once. */
function clustersOf(
    asked: readonly Claim[], memory: PlaceMemory, samePassageMs: number,
): Claim[][] {
    const found: Claim[][] = [];
    const isFound = new Set<number>();
    for (const claim of asked) {
        if (isFound.has(claim.seq)) continue;
        const cluster = memory.clusterOf(claim, samePassageMs);
        if (cluster.length > 1) for (const {seq} of cluster) isFound.add(seq);
        found.push(cluster);
    }
    return found;
}

function around(point: string, atMs: number, reach: number): Span {
    return {of: point, fromMs: atMs - reach, toMs: atMs + reach};
}

function isWhole(cluster: readonly Claim[], memory: PlaceMemory, momentMs: number): boolean {
    const {point, atMs} = cluster[0]!;
    return memory.knows(point, atMs - momentMs, cluster.at(-1)!.atMs + momentMs);
}

/** A reading as what its device claims. */
export function claimOf(row: ReadingRow, kinds: DeviceKinds): Claim {
    const kind = kinds.get(row.device);
    if (!kind) throw new Error(`device ${row.device} stands in the log and not in the corridor`);
    return {
        kind, seq: row.seq, device: row.device, point: row.point, lane: row.lane,
        deviceMs: row.device_ms, receivedMs: row.received_ms, atMs: row.at_ms,
        tag: row.tag ?? undefined, plate: row.plate ?? undefined,
        confidence: row.confidence ?? undefined, measuredClass: row.class ?? undefined,
    };
}

/** The register as far as these rows tell it. */
export function registerFrom(rows: readonly FactRow[]): Register {
    return new Register(rows.flatMap(row => registerFactOf(row) ?? []));
}

/** An identified passage of a row. */
export function identifiedOf(row: PassageRow): Identified {
    return {
        ...passageOf(row),
        vehicle: row.vehicle ?? undefined,
        by: row.identified_by as Identified['by'],
        // A stored passage's doubt stands in its review item.
        doubt: undefined,
        basis: row.basis,
    };
}
