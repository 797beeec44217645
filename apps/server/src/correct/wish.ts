import {createHash} from 'node:crypto';
import type {Token, WireFact} from '@karwan/journey';
import {rowsOf, type Connection} from '../sql.ts';
import type {DueRow} from '../thread/load-derived.ts';

/** What can be said of a charge; whose it was is said of each of its passages. */
const correctionWords = ['exempt', 'reassign', 'write-off', 'reprice', 'restore'] as const;

/** What somebody wants to say of a charge, in the words of the command line. */
export interface CorrectionWish {
    as: string;
    /** With reassign: whose it was. */
    to: Token | undefined;
    /** With reprice: what it costs instead, a decimal text. */
    amount: string | undefined;
    reason: string;
    nowMs: number;
}

/** The facts that state a correction, or why there can be none. */
export type CorrectionFacts =
    | {facts: WireFact[]}
    | {answer: 'cannot'; found: string; expected: string};

/** A correction as it was said of a charge. */
export interface CorrectionSaid {
    seq: number;
    fact: string;
    correction: string;
    amountMinor: string | null;
    reason: string;
    receivedMs: number;
}

const saidOfCharge = {
    name: 'corrections-of-charge',
    text: `select seq, split_part(id, '#', 1) as fact, body->>'correction' as correction,
                  body->>'amountMinor' as "amountMinor", body->>'reason' as reason,
                  received_ms as "receivedMs"
             from fact where token = $1 and kind = 'correction' and body->>'window' = $2
            order by seq`,
};

/** What people said of a charge, in the order of the log: the last one counts. */
export function correctionsOf(
    connection: Connection, {vehicle, window}: Pick<DueRow, 'vehicle' | 'window'>,
): Promise<CorrectionSaid[]> {
    return rowsOf(connection, saidOfCharge, [vehicle, window]);
}

/** The facts that say so of a charge, of which so much was said `before`. */
export function correctionFacts(
    due: DueRow, before: readonly CorrectionSaid[], wish: CorrectionWish,
): CorrectionFacts {
    const as = correctionWords.find(word => word === wish.as);
    if (!as) return cannot(`--as ${wish.as}`, `one of ${correctionWords.join(', ')}`);
    if ((wish.to !== undefined) !== (as === 'reassign')) {
        return wish.to === undefined
            ? cannot('no --to', 'whose it was: --to "PK-PB LEA1234", a tag or a token')
            : cannot(`--to with --as ${as}`, '--to only with --as reassign');
    }
    if ((wish.amount !== undefined) !== (as === 'reprice')) {
        return wish.amount === undefined
            ? cannot('no --amount', 'what it costs instead: --amount 60.00')
            : cannot(`--amount with --as ${as}`, '--amount only with --as reprice');
    }
    if (as === 'restore' && before.length === 0) {
        return cannot(`${due.window}, of which nothing was said`, 'a charge that was corrected');
    }
    if (as === 'reassign' && due.passages.length === 0) {
        return cannot(`${due.window}, for which nobody drove`,
            'a charge of passages; a pass is taken back by a fact with isBought false');
    }
    if (as === 'reassign') return {facts: reassigned(due, wish.to!, wish)};
    const {seq: last = 0} = before.at(-1) ?? {};
    return {facts: [{
        fact: 'correction', id: idOf(due.window, as, wish.amount, last), charge: due.window,
        correction: as, token: due.vehicle, reason: wish.reason,
        ...wish.amount === undefined ? {} : {amount: wish.amount},
        validFrom: new Date(due.from_ms).toISOString(),
        validTo: new Date(due.to_ms + 1).toISOString(),
    }]};
}

// Whose passages they were decides whose trip, window and charge they are: said of each passage,
// it is the same fact as a decision about an item.
function reassigned(due: DueRow, token: Token, {reason, nowMs}: CorrectionWish): WireFact[] {
    return due.passages.map(passage => ({
        fact: 'review', id: idOf(due.window, passage, token, nowMs),
        item: `${passage}:reassigned`, decision: 'assign', token, reason,
        validFrom: new Date(nowMs).toISOString(),
    }));
}

// What was said before is part of it: to say the same again later is another fact.
function idOf(...words: readonly (string | number | undefined)[]): string {
    const digest = createHash('sha256').update(JSON.stringify(words)).digest('hex');
    return `correct-${digest.slice(0, 24)}`;
}

function cannot(found: string, expected: string): CorrectionFacts {
    return {answer: 'cannot', found, expected};
}
