import type {Plate, Token} from '@karwan/journey';
import type {Setting} from '@karwan/tolling';
import type pg from 'pg';
import {explain, explainedText} from '../explain/explain.ts';
import type {Changes} from '../live.ts';

/** A charge explained, as text and as data. */
export interface FirstCharge {
    text: string;
    json: unknown;
    /** True where it stood before this start. */
    isEarlier: boolean;
}

/**
 * The newest charge that stands already, explained, or else the first as soon as there is one.
 * Undefined where the signal comes before it.
 */
export async function firstCharge(
    pool: () => pg.Pool, setting: Setting, tokenOf: (plate: Plate) => Token, changes: Changes,
    signal: AbortSignal,
): Promise<FirstCharge | undefined> {
    const newest = await findCharge('desc', pool(), setting, tokenOf);
    if (newest) return earlier(newest);
    while (!signal.aborted) {
        const found = await findCharge('asc', pool(), setting, tokenOf);
        if (found) return found;
        await nextChange(changes, signal);
    }
    return undefined;
}

// An old charge below the address would look as if somebody had just driven.
function earlier(charge: FirstCharge): FirstCharge {
    const text = `The newest charge of earlier starts; what comes in now is in the console:\n\n`
        + charge.text;
    return {...charge, text, isEarlier: true};
}

async function findCharge(
    order: 'asc' | 'desc', pool: pg.Pool, setting: Setting, tokenOf: (plate: Plate) => Token,
): Promise<FirstCharge | undefined> {
    const client = await pool.connect();
    try {
        const {rows: [due]} = await client.query<{window: string}>(
            `select "window" from due where state = 'charged' and amount_minor > 0
             order by decided_seq ${order}, "window" ${order} limit 1`);
        const charge = due && await explain(client, due.window, setting, tokenOf);
        return charge && {text: explainedText(charge), json: charge, isEarlier: false};
    } finally {
        client.release();
    }
}

// The change that was told last is told at once to who begins to listen; it is no news here.
function nextChange(changes: Changes, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
        let isNews = false;
        const done = (): void => {
            if (!isNews) return;
            stop();
            signal.removeEventListener('abort', done);
            resolve();
        };
        const stop = changes.listen(done);
        isNews = true;
        signal.addEventListener('abort', done);
        if (signal.aborted) done();
    });
}
