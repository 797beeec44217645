import {examine, type Check} from '../doctor.ts';
import type {Said} from './command.ts';
import {DEFAULT_PORT} from './start-options.ts';

/** Exits: `done`, `no` where something is bad. */
export async function doctor(): Promise<Said> {
    const checks = await examine({
        databaseUrl: process.env['DATABASE_URL'], port: DEFAULT_PORT, nowMs: Date.now(),
    });
    const isBad = checks.some(check => check.state === 'bad');
    return {
        json: {checks, good: !isBad},
        text: checks.map(checkLine).join('\n'),
        exit: isBad ? 'no' : 'done',
    };
}

function checkLine({state, what, found, expected}: Check): string {
    const rest = state === 'good' ? '' : `; expected ${expected}`;
    return `${state.padEnd(5)} ${what}: ${found}${rest}`;
}
