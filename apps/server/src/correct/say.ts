import type {Token} from '@karwan/journey';
import type pg from 'pg';
import {judgeFact, type FactDoor} from '../door/fact.ts';
import {findDue} from '../explain/load.ts';
import {tokenFrom} from '../explain/explain.ts';
import {append} from '../log.ts';
import type {Vault} from '../vault.ts';
import {correctionFacts, correctionsOf} from './wish.ts';

/** What a correction needs: the log, the vault for a plate that is named, the door for facts. */
export interface CorrectionSetting {
    pool: pg.Pool;
    vault: Vault;
    door: FactDoor;
    nowMs: number;
}

/** What came of a correction; `said` has moved nothing yet, the thread does. */
export type Corrected =
    | {answer: 'said'; facts: string[]; headSeq: number; vehicle: Token}
    | {answer: 'not-found'; found: string; expected: string}
    | {answer: 'refused'; found: string; expected: string};

/** Says of a charge what a person decided: facts of the log, which later ones outweigh. */
export async function correctCharge(
    charge: string,
    {to, ...wish}: {as: string; to?: string | undefined; amount?: string | undefined;
        reason: string},
    {pool, vault, door, nowMs}: CorrectionSetting,
): Promise<Corrected> {
    const due = await findDue(pool, charge);
    if (!due) {
        return {answer: 'not-found', found: `no charge ${charge}`,
            expected: 'one that karwan explain shows, such as 5978/M-2'};
    }
    const made = correctionFacts(due, await correctionsOf(pool, due), {
        as: wish.as, amount: wish.amount, reason: wish.reason, nowMs,
        to: to === undefined ? undefined : tokenFrom(to, plate => vault.token(plate)),
    });
    if ('answer' in made) {
        const {found, expected} = made;
        return {answer: 'refused', found, expected};
    }
    const judged = made.facts.map(fact => judgeFact(fact, door));
    const refused = judged.find(each => each.kind === 'refused');
    if (refused?.kind === 'refused') {
        return {answer: 'refused', found: refused.found, expected: refused.expected};
    }
    const items = judged.map(each => ({judged: each, place: charge, receivedMs: nowMs}));
    const {headSeq} = await append(pool, vault, {source: 'correct', items});
    return {answer: 'said', facts: made.facts.map(({id}) => id), headSeq, vehicle: due.vehicle};
}
