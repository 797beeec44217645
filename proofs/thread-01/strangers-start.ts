import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {run, type Account} from './account.ts';
import {FreshCopy, type Started} from './fresh-copy.ts';

/** One start as the proof tells it. */
export interface Told {
    what: string;
    installSeconds: number;
    ownSeconds: number;
}

/** Both orders in which node and PostgreSQL can be killed. */
const ORDERS = [['node', 'postgres'], ['postgres', 'node']] as const;

/**
 * What a stranger does on a machine with only Node and npm: clones into a path with spaces, starts,
 * starts a second copy beside it, loses node and PostgreSQL in both orders, and starts again.
 */
export async function strangersStart(
    checkout: string, folder: string, account: Account, tell: (told: Told) => void,
): Promise<void> {
    const parent = join(folder, 'a path with spaces');
    mkdirSync(parent);
    run('chmod', ['755', parent]);
    const [copy, second] = ['first', 'second'].map(
        name => new FreshCopy(checkout, join(parent, `the ${name} copy`), account));
    const say = (what: string, {installSeconds, ownSeconds}: Started): void =>
        tell({what: `${account.name}: ${what}`, installSeconds, ownSeconds});
    try {
        let started = await copy!.start();
        say('a fresh clone', started);
        const beside = await second!.start();
        say('a second copy beside it', beside);
        await bothAnswer([started, beside]);
        await second!.stop(beside);
        for (const order of ORDERS) {
            await copy!.kill(order, started);
            started = await copy!.start();
            say(`after kill -9 of ${order.join(', then ')}`, started);
        }
        await copy!.stop(started);
    } finally {
        copy!.end();
        second!.end();
    }
}

async function bothAnswer(all: readonly Started[]): Promise<void> {
    if (new Set(all.map(({address}) => address)).size < all.length) {
        throw new Error(`found the same address for two copies: ${all[0]!.address}`);
    }
    for (const {address, token} of all) {
        const headers = {authorization: `Bearer ${token}`};
        const {status} = await fetch(`${address}/healthz`, {headers});
        if (status !== 200) throw new Error(`${address}/healthz answers ${status}, expected 200`);
    }
}
