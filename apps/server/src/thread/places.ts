import type {Token} from '@karwan/journey';
import {
    clustersFrom, identifiedFrom, Register, whoseDecisions, type Claim, type Identified,
    type Setting,
} from '@karwan/tolling';
import type {Connection} from '../sql.ts';
import {
    passageOf, passagesIn, passagesTouchedBy, reviewsOf, type PassageRow, type ReviewRow,
} from './load-derived.ts';
import {readingsIn, registerFactOf, registerOf, type FactRow, type ReadingRow} from './load.ts';
import {mergedSpans, type Span} from './spans.ts';
import {decisionsAbout, tokensTouched, type DeviceKinds, type News} from './news.ts';

/** What became of the places that the news is about: passages as they are now and as they were. */
export interface PlacesChanged {
    /** Passages as they are now, of every cluster that the news touched. */
    now: readonly Identified[];
    /** Passages as they were stored. */
    before: readonly PassageRow[];
    /** Their review items as stored. */
    reviews: readonly ReviewRow[];
    /** Tokens that facts are about, and those that carry or are carried by them. */
    tokens: readonly Span[];
    /** What is registered of every token that was read there. */
    register: Register;
}

/** Derives anew the passages of every moment and place that the news touches. */
export async function placesChanged(
    connection: Connection, news: News, setting: Setting, kinds: DeviceKinds,
): Promise<PlacesChanged> {
    const tokens = await withPartners(connection, tokensTouched(news.facts), news.toSeq);
    const decided = news.decisions.map(decision => decision.passage);
    const touched = tokens.length + decided.length > 0
        ? await passagesTouchedBy(connection, mergedSpans(tokens), decided) : [];
    const {clusters, passages} = await clustersTouched(connection, news, touched, setting, kinds);
    const claims = clusters.flat();

    const seqs = new Set(claims.map(claim => claim.seq));
    const before = passages.filter(row => seqs.has(row.readings[0]!));
    const reviews = await reviewsOf(connection, before.map(row => row.id));
    // A passage is named by one of its readings, so whatever was decided about it is found.
    const decidedOf = whoseDecisions(await decisionsAbout(connection, [...seqs], news.toSeq));
    const named = [...decidedOf.values()].map(decision => decision.vehicle);
    const register = await registerFor(connection, claims, named, news.toSeq);
    const now = identifiedFrom(claims, register, decidedOf, setting);
    return {now, before, reviews, tokens, register};
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
 * what was loaded, more is loaded until it does not.
 */
async function clustersTouched(
    connection: Connection, news: News, touched: readonly PassageRow[], setting: Setting,
    kinds: DeviceKinds,
): Promise<{clusters: Claim[][]; passages: PassageRow[]}> {
    const {samePassageMs} = setting.scheme.rules;
    const isTouched = new Set([
        ...news.readings.map(row => row.seq), ...touched.flatMap(row => row.readings)]);
    for (let reach = FIRST_REACH * samePassageMs; ; reach *= 4) {
        const spans = mergedSpans([
            ...news.readings.map(row => around(row.point, row.at_ms, reach)),
            ...touched.map(row => around(row.point, row.at_ms, reach))]);
        const rows = await readingsIn(connection, spans, news.fromSeq);
        const claims = [...rows, ...news.readings].map(row => claimOf(row, kinds));
        const clusters = clustersFrom(claims, samePassageMs)
            .filter(cluster => cluster.some(claim => isTouched.has(claim.seq)));
        if (clusters.every(cluster => isWhole(cluster, spans, samePassageMs))) {
            return {clusters, passages: await passagesIn(connection, spans)};
        }
    }
}

function around(point: string, atMs: number, reach: number): Span {
    return {of: point, fromMs: atMs - reach, toMs: atMs + reach};
}

function isWhole(cluster: readonly Claim[], spans: readonly Span[], momentMs: number): boolean {
    const {point, atMs} = cluster[0]!;
    const lastMs = cluster.at(-1)!.atMs;
    return spans.some(span => span.of === point
        && span.fromMs <= atMs - momentMs && lastMs + momentMs <= span.toMs);
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

async function registerFor(
    connection: Connection, claims: readonly Claim[], named: readonly (Token | undefined)[],
    toSeq: number,
): Promise<Register> {
    const tokens = new Set<string>();
    for (const {tag, plate} of claims) {
        if (tag) tokens.add(tag);
        if (plate) tokens.add(plate);
    }
    for (const token of named) if (token) tokens.add(token);
    return registerFrom(await registerOf(connection, tokens, toSeq));
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
