import type {DeviceKind, Token} from '@karwan/journey';
import {
    decidedStates, parseReviewId, type DecisionKind, type ReviewDecision, type Scheme,
} from '@karwan/tolling';
import type {LogTail} from '../log/tail.ts';
import type {Connection} from '../sql.ts';
import {
    factsBetween, readingsBetween, registerKinds, reviewFactsOf, type FactRow,
    type ReadingRow,
} from './load.ts';
import type {Span} from './spans.ts';

/** What a stretch of the log says that was not known before. */
export interface News {
    /** The stretch of the log: after `fromSeq` up to `toSeq`. */
    fromSeq: number;
    toSeq: number;
    readings: readonly ReadingRow[];
    facts: readonly FactRow[];
    decisions: readonly ReviewDecision[];
    /** When the newest of it came in: the time at which decisions about it are made. */
    atMs: number;
}

/** Reads the stretch of the log after `fromSeq` up to `toSeq`. */
export async function newsOf(
    connection: Connection, tail: LogTail, fromSeq: number, toSeq: number,
): Promise<News> {
    const readings = tail.take(fromSeq, toSeq)
        ?? await readingsBetween(connection, fromSeq, toSeq);
    const facts = await factsBetween(connection, fromSeq, toSeq);
    return {
        fromSeq, toSeq, readings, facts,
        decisions: facts.flatMap(fact => decisionOf(fact) ?? []),
        atMs: Math.max(latestOf(readings), latestOf(facts)),
    };
}

function latestOf(rows: readonly {received_ms: number}[]): number {
    return rows.reduce((latest, row) => Math.max(latest, row.received_ms), 0);
}

/** The decision that a fact of kind `review` states. */
export function decisionOf(fact: FactRow): ReviewDecision | undefined {
    if (fact.kind !== 'review') return undefined;
    const body = fact.body as {item: string; decision: string; token?: Token};
    const item = parseReviewId(body.item);
    if (!item) return undefined;
    return {
        seq: fact.seq, item: body.item, passage: item.passage,
        decision: body.decision in decidedStates ? body.decision as DecisionKind : 'assign',
        vehicle: body.token,
    };
}

/** What people decided about these passages, in the order of the log. */
export async function decisionsAbout(
    connection: Connection, passages: readonly number[], toSeq: number,
): Promise<ReviewDecision[]> {
    const facts = await reviewFactsOf(connection, passages, toSeq);
    return facts.flatMap(fact => decisionOf(fact) ?? []).sort((a, b) => a.seq - b.seq);
}

/** Money that is paid in: it touches wallets, and whose a passage was does not depend on it. */
export function isMoneyFact({kind}: FactRow): boolean {
    return kind === 'opening' || kind === 'topup';
}

/** What is told of the register, of a wallet's money, or by which prices a vehicle is charged. */
const TOUCHING_KINDS = new Set([...registerKinds, 'opening', 'topup', 'rerate']);

/** Tokens that the facts are about, with the time for which they hold. */
export function tokensTouched(facts: readonly FactRow[]): Span[] {
    return facts.filter(fact => TOUCHING_KINDS.has(fact.kind)).flatMap(fact =>
        [fact.token, fact.other].filter(token => token !== null).map(token => ({
            of: token, fromMs: fact.valid_from_ms, toMs: fact.valid_to_ms ?? END_OF_TIME_MS,
        })));
}

/** Later than any time that a reading can carry (the last day of year 9999). */
export const END_OF_TIME_MS = 253_402_214_400_000;

/** What every device's readings are. */
export type DeviceKinds = ReadonlyMap<string, DeviceKind>;

/** The kinds of a scheme's devices. */
export function deviceKindsOf({corridor}: Scheme): DeviceKinds {
    return new Map(corridor.devices.map(device => [device.id, device.kind]));
}
