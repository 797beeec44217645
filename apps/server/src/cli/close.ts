import {closeDay, refusalText, type Closing} from '../close-day.ts';
import {settingOf} from '../ingest.ts';
import {balancesAsJson} from '../verify/balances-json.ts';
import {balanceTable} from './balance-table.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {corridorSession} from './session.ts';

/** Exits: `done`, `no` where the day is not closed, `wrong-usage`. */
export function close([day]: string[], options: Record<string, unknown>): Promise<Said> {
    if (!isDay(day!)) {
        throw new Stop('wrong-usage', `found ${day}, expected a calendar day such as 2025-03-03`);
    }
    return corridorSession(options['scheme'] as string | undefined, async session => {
        const {pool, vault, scheme, ingest} = session;
        const closing = await closeDay(day!, {
            pool, vault, setting: settingOf(scheme), worker: ingest, nowMs: Date.now(),
            isComplete: options['complete'] === true,
        });
        const {currency} = scheme.corridor;
        if (closing.answer !== 'closed') {
            return {json: jsonOf(closing), text: refusalText(closing), exit: 'no'};
        }
        const text = `${day}\n${balanceTable(closing.balances, currency)}\n`
            + `closed, digest ${closing.digest}`;
        return {json: jsonOf(closing), text};
    });
}

function jsonOf(closing: Closing): object {
    return closing.answer === 'closed'
        ? {...closing, balances: balancesAsJson(closing.balances)} : closing;
}

function isDay(text: string): boolean {
    const atMs = Date.parse(`${text}T00:00:00Z`);
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(atMs)
        && new Date(atMs).toISOString().startsWith(text);
}
