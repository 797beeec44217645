import {moneyText} from '@karwan/base';
import {correctCharge} from '../correct/say.ts';
import {findDue} from '../explain/load.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {corridorSession} from './session.ts';

/** Corrects a charge. Exits: `done`, `not-found`, `refused-input`. */
export function correct([charge]: string[], options: Record<string, unknown>): Promise<Said> {
    const option = (name: string) => options[name] as string | undefined;
    return corridorSession(option('scheme'), async session => {
        const {pool, vault, door, ingest, scheme} = session;
        await ingest.workOff();
        const made = await correctCharge(charge!, {
            as: option('as')!, to: option('to'), amount: option('amount'),
            reason: option('reason')!,
        }, {pool, vault, door, nowMs: Date.now()});
        if (made.answer !== 'said') {
            throw new Stop(made.answer === 'not-found' ? 'not-found' : 'refused-input',
                `found ${made.found}, expected ${made.expected}`);
        }
        await ingest.workOff();
        // What it moved is read back: it is the thread that charges, not this command.
        const due = await findDue(pool, charge!);
        const {currency} = scheme.corridor;
        const now = due ? `${due.state}, ${moneyText(BigInt(due.amount_minor), currency)} `
            + `${currency.code} of ${due.payer}` : 'no charge any more';
        return {
            json: {
                charge, facts: made.facts, state: due?.state ?? null, payer: due?.payer ?? null,
                amount: due ? moneyText(BigInt(due.amount_minor), currency) : null,
            },
            text: `${charge} is ${now}; a later word outweighs this one (${made.facts.join(', ')})`,
        };
    });
}
