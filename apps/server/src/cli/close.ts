import {moneyText, type Currency} from '@karwan/base';
import {closeDay, closedAsJson, refusalText, type Closing} from '../close-day.ts';
import {counted} from '../counted.ts';
import {unheardOn, unheardText} from '../health/unheard.ts';
import {settingOf} from '../ingest.ts';
import type {Carried} from '../verify/carried.ts';
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
        // Also the word that a new version was adopted takes a place in the log.
        await ingest.workOff();
        const closing = await closeDay(day!, {
            pool, vault, setting: settingOf(scheme), worker: ingest, nowMs: Date.now(),
            isComplete: options['complete'] === true,
        });
        const {currency} = scheme.corridor;
        if (closing.answer !== 'closed') {
            return {json: jsonOf(closing), text: refusalText(closing), exit: 'no'};
        }
        const text = [day!, balanceTable(closing.balances, currency),
            ...closing.carriedIn.map(each => carriedText(each, currency)),
            `closed, digest ${closing.digest}`].join('\n');
        const unheard = await unheardOn(pool, day!, settingOf(scheme));
        return {json: {...jsonOf(closing), unheard}, text, warning: unheardText(unheard)};
    });
}

function jsonOf(closing: Closing): object {
    return closing.answer === 'closed' ? closedAsJson(closing) : closing;
}

function carriedText({closedDay, count, minor}: Carried, currency: Currency): string {
    return `  carried in for ${closedDay}, which is closed: ${counted(count, 'difference')}, `
        + `${minor > 0n ? '+' : ''}${moneyText(minor, currency)} ${currency.code}`;
}

function isDay(text: string): boolean {
    const atMs = Date.parse(`${text}T00:00:00Z`);
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(atMs)
        && new Date(atMs).toISOString().startsWith(text);
}
