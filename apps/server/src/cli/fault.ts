import {homeFolder} from '../checkout.ts';
import {accessToken} from '../http/access.ts';
import {addressOf} from '../serve/address-file.ts';
import type {FaultTold} from '../serve/world-faults.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';

const LIMIT_MS = 20_000;

/** Switches a fault on. Exits: `done`, `refused-input`, `no` (no world runs), `unavailable`. */
export async function on([kind]: string[], options: Record<string, unknown>): Promise<Said> {
    const number = (name: string): number | undefined => {
        if (options[name] === undefined) return undefined;
        const value = Number(options[name]);
        if (Number.isFinite(value)) return value;
        throw new Stop(
            'wrong-usage', `found --${name} ${String(options[name])}, expected a number`);
    };
    const offset = number('offset');
    const made = await ask<FaultTold>(options, 'POST', '', {
        kind, at: options['at'], share: number('share'), hours: number('hours'),
        offsetMs: offset === undefined ? undefined : Math.round(offset * 1000),
    });
    return {json: made, text: faultLine(made)};
}

/** Switches a fault off. Exits: `done`, `not-found`, `no`, `unavailable`. */
export async function off([nth]: string[], options: Record<string, unknown>): Promise<Said> {
    const made = await ask<FaultTold>(options, 'DELETE', `/${encodeURIComponent(nth!)}`);
    return {json: made, text: faultLine(made)};
}

/** All faults. Exits: `done`, `no`, `unavailable`. */
export async function list(options: Record<string, unknown>): Promise<Said> {
    const {faults, nowMs} = await ask<{faults: FaultTold[]; nowMs: number}>(options, 'GET', '');
    return {
        json: {faults, nowMs},
        text: faults.length === 0 ? 'no fault was switched on' : faults.map(faultLine).join('\n'),
    };
}

async function ask<T>(
    options: Record<string, unknown>, method: string, path: string, body?: object,
): Promise<T> {
    const home = homeFolder();
    const address = (options['address'] as string | undefined) ?? addressOf(home);
    if (address === undefined) {
        throw new Stop('unavailable', `found no server on ${home}; start one, or name --address`);
    }
    let response: Response;
    try {
        response = await fetch(new URL(`/v1/world/faults${path}`, address), {
            method, signal: AbortSignal.timeout(LIMIT_MS),
            headers: {
                authorization: `Bearer ${accessToken(home)}`,
                ...body && {'content-type': 'application/json'},
            },
            ...body && {body: JSON.stringify(body)},
        });
    } catch (error) {
        throw new Stop('unavailable', `no answer from ${address}: ${(error as Error).message}`);
    }
    const told = await response.json() as T & {found?: string; expected?: string; message?: string};
    if (response.ok) return told;
    const exit = {400: 'refused-input', 404: 'not-found', 409: 'no'}[response.status]
        ?? 'unavailable';
    throw new Stop(exit as 'no', told.found === undefined ? told.message ?? response.statusText
        : `found ${told.found}, expected ${told.expected}`);
}

function faultLine(fault: FaultTold): string {
    const time = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;
    return [
        String(fault.nth).padStart(4), fault.kind.padEnd(13), (fault.at ?? 'everywhere').padEnd(16),
        fault.share === null ? '' : `${fault.share * 100} %`,
        fault.offsetMs === null ? '' : `${fault.offsetMs / 1000} s`,
        `from ${time(fault.fromMs)}`, fault.toMs === null ? 'on' : `to ${time(fault.toMs)}`,
        fault.takesHoldAtMidnight ? '(for trips planned from the next midnight on)' : '',
    ].filter(Boolean).join('  ');
}
