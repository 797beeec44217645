import {tellOrigin} from '../promised/origin.ts';
import {addSite, listSiteKeys, revokeSite, rotateSite, type SiteKey} from '../sites.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {corridorSession, inSession} from './session.ts';

const HOUR_MS = 3_600_000;

/** Lets a site's devices send. Exits: `done`, `not-found`, `no`. */
export function add(
    [site]: string[], {measuredBy: party}: Record<string, unknown>,
): Promise<Said> {
    return corridorSession(undefined, async ({pool, scheme}) => {
        const known = new Set(scheme.corridor.devices.map(device => device.site));
        if (!known.has(site!)) {
            const some = [...known].sort().slice(0, 12).join(', ');
            throw new Stop('not-found', `found no device of a site ${site} in ${scheme.id}; `
                + `expected one of ${some}${known.size > 12 ? ', …' : ''}`);
        }
        const {answer, key} = await addSite(pool, site!, Date.now());
        if (answer !== 'done') {
            throw new Stop('no',
                `${site} has a key already; karwan site rotate ${site} gives it another`);
        }
        if (typeof party === 'string' && party !== '') {
            await tellOrigin(pool, `site:${site}`, party, Date.now());
        }
        return keySaid(site!, key!, '');
    });
}

/** Gives a site a new key. Exits: `done`, `not-found`, `wrong-usage`. */
export function rotate([site]: string[], {grace}: Record<string, unknown>): Promise<Said> {
    const hours = Number(grace);
    if (!(hours >= 0 && hours <= 24 * 366)) {
        throw new Stop('wrong-usage', `found --grace ${grace}, expected hours from 0 to 8784`);
    }
    return inSession(async ({pool}) => {
        const {answer, key} = await rotateSite(
            pool, site!, Date.now(), Math.round(hours * HOUR_MS));
        if (answer !== 'done') throw unknown(site!);
        return keySaid(site!, key!, `The key before it opens the door for ${hours} h more.`);
    });
}

function keySaid(site: string, key: string, more: string): Said {
    return {
        json: {site, key},
        text: `${key}\nThis is the key of ${site}, shown once: only its digest is kept. ${more}`,
    };
}

/** Shuts the door on a site. Exits: `done`, `not-found`. */
export function revoke([site]: string[]): Promise<Said> {
    return inSession(async ({pool}) => {
        const {answer, keys} = await revokeSite(pool, site!, Date.now());
        if (answer !== 'done') throw unknown(site!);
        return {json: {site, keys}, text: `${site}: ${keys} key${keys === 1 ? '' : 's'} revoked`};
    });
}

function unknown(site: string): Stop {
    return new Stop('not-found', `found no site ${site} with a key; karwan site list shows all`);
}

/** All sites and the ages of their keys. */
export function list(): Promise<Said> {
    return inSession(async ({pool}) => {
        const keys = await listSiteKeys(pool);
        const text = keys.length === 0
            ? 'No site has a key yet; karwan site add gives one.' : keys.map(keyLine).join('\n');
        return {json: keys, text};
    });
}

function keyLine({site, digest, addedMs, revokedMs}: SiteKey): string {
    const until = revokedMs === undefined
        ? 'valid' : `${revokedMs <= Date.now() ? 'shut' : 'valid until'} ${timeText(revokedMs)}`;
    return `${site.padEnd(16)} ${digest}  since ${timeText(addedMs)}  ${until}`;
}

function timeText(atMs: number): string {
    return new Date(atMs).toISOString().slice(0, 19) + 'Z';
}
