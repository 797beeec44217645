import {Command} from 'commander';
import {addSite, listSiteKeys, revokeSite, rotateSite, type SiteKey} from '../sites.ts';
import {command, says, type Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {corridorSession, inSession} from './session.ts';

const HOUR_MS = 3_600_000;

/** `karwan site add|rotate|revoke|list`: who may send readings. */
export function siteCommand(): Command {
    const site = new Command('site').description('sites whose devices may send, and their keys');
    site.addCommand(command(
        'add', 'let a site\'s devices send; prints its key, once', 'karwan site add M2-01',
    ).argument('<site>', 'as the corridor\'s devices.csv names it').action(says(add)));
    site.addCommand(command(
        'rotate', 'give a site a new key', 'karwan site rotate M2-01 --grace 24',
    ).argument('<site>')
        .option('--grace <hours>', 'how long the old key still opens the door', '24')
        .action(says(rotate)));
    site.addCommand(command(
        'revoke', 'shut the door on a site, from now', 'karwan site revoke M2-01',
    ).argument('<site>').action(says(revoke)));
    site.addCommand(command('list', 'all sites and the ages of their keys', 'karwan site list')
        .action(says(list)));
    return site;
}

function add([site]: string[]): Promise<Said> {
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
        return keySaid(site!, key!, '');
    });
}

function rotate([site]: string[], {grace}: Record<string, unknown>): Promise<Said> {
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

function revoke([site]: string[]): Promise<Said> {
    return inSession(async ({pool}) => {
        const {answer, keys} = await revokeSite(pool, site!, Date.now());
        if (answer !== 'done') throw unknown(site!);
        return {json: {site, keys}, text: `${site}: ${keys} key${keys === 1 ? '' : 's'} revoked`};
    });
}

function unknown(site: string): Stop {
    return new Stop('not-found', `found no site ${site} with a key; karwan site list shows all`);
}

function list(): Promise<Said> {
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
