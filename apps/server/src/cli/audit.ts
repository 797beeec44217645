import {Zone} from '@karwan/base';
import {listLookUps, type Trace} from '../audit/look-up.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {inSession, schemeNamed} from './session.ts';

const MOST = 100_000;

/** The trace of look-ups. Exits: `done`, `wrong-usage`. */
export function list(options: Record<string, unknown>): Promise<Said> {
    const most = Number(options['most']);
    if (!Number.isInteger(most) || most < 1 || most > MOST) {
        throw new Stop('wrong-usage', `found --most ${String(options['most'])}, expected a whole `
            + `number from 1 to ${MOST}`);
    }
    const scheme = options['scheme'] as string | undefined;
    const zone = scheme === undefined ? undefined
        : new Zone(schemeNamed(scheme).scheme.corridor.zone);
    return inSession(async ({pool}) => {
        const lookUps = await listLookUps(pool, most, options['token'] as string | undefined);
        return {
            json: lookUps,
            text: lookUps.length === 0 ? 'nobody has looked up a plate'
                : lookUps.map(trace => lookUpLine(trace, zone)).join('\n'),
        };
    });
}

/** A look-up for people; in UTC where no zone is known. */
export function lookUpLine(
    {atMs, who, role, what, token, found, reason}: Trace, zone: Zone | undefined,
): string {
    const at = zone?.text(atMs) ?? `${new Date(atMs).toISOString().slice(0, 19)}Z`;
    return `${at}  ${who} (${role})  ${what}  ${token}`
        + `${found ? '' : '  nothing found'}\n    ${reason}`;
}
