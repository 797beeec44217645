import {
    type Account, type Balances, isWithin, type Limit, NO_BALANCES,
} from '@karwan/ledger';
import {textArray, wholeArray} from '../array-literal.ts';
import {changedBy, type Connection, rowsOf, type Statement} from '../sql.ts';
import {balancesOf} from './balances.ts';
import {batchDigest, namingBytes, rowDigest} from './row-digest.ts';
import type {Head} from './view.ts';

/** What can come of opening an account; an account keeps the limit that it was opened with. */
export type Opened =
    | 'opened'
    | 'already-opened'
    | 'opened-with-another-limit'
    | 'beyond-that-limit';

const LOCK: Statement = {
    name: 'ledger-lock-accounts', text: 'lock table account in exclusive mode',
};

const LIMITS: Statement = {
    name: 'ledger-limits', text: 'select id, "limit" from account where id = any($1::text[])',
};

/**
 * Opens accounts inside the caller's transaction (read committed), one answer each in their order.
 * Where one is new, writers wait until the transaction ends, since no account may gain a limit
 * while a batch treats it as having none: open before the transaction posts, many in one call. Who
 * knows that the new ones were never used (`areUnused`) saves their balances being asked for.
 */
export async function openAccounts(
    client: Connection, accounts: readonly Account[], {areUnused = false} = {},
): Promise<Opened[]> {
    const ids = [...new Set(accounts.map(({id}) => id))];
    if (ids.length === 0) return [];
    let limits = await limitsOf(client, ids);
    let balances: ReadonlyMap<string, Balances> = new Map();
    if (limits.size < ids.length) {
        await changedBy(client, LOCK, []);
        limits = await limitsOf(client, ids);
        if (!areUnused) balances = await balancesOf(client, ids.filter(id => !limits.has(id)));
    }
    const opened: Account[] = [];
    const answers = accounts.map(account => {
        const answer = answerTo(account, limits.get(account.id), balances.get(account.id));
        if (answer === 'opened') {
            opened.push(account);
            limits.set(account.id, account.limit);
        }
        return answer;
    });
    if (opened.length > 0) await keep(client, opened);
    return answers;
}

function answerTo(
    {limit}: Account, earlier: Limit | undefined, balances: Balances | undefined,
): Opened {
    if (earlier === limit) return 'already-opened';
    if (earlier !== undefined) return 'opened-with-another-limit';
    return isWithin(limit, balances ?? NO_BALANCES) ? 'opened' : 'beyond-that-limit';
}

async function limitsOf(
    client: Connection, ids: readonly string[],
): Promise<Map<string, Limit>> {
    const rows = await rowsOf<Account>(client, LIMITS, [textArray(ids)]);
    return new Map(rows.map(({id, limit}) => [id, limit]));
}

const HEAD: Statement = {
    name: 'ledger-head',
    text: 'select number, digest from ledger_batch order by number desc limit 1',
};

const INSERT: Statement = {name: 'ledger-open', text: `
    with one as (
        insert into ledger_batch (of, rows, row_digests, previous, digest)
        values ('account', $1, $2, $3, $4) returning number
    )
    insert into account (batch, nth, id, "limit")
    select one.number, row.* from one, unnest($5::integer[], $6::text[], $7::text[]) as row`};

async function keep(client: Connection, accounts: readonly Account[]): Promise<void> {
    const [head] = await rowsOf<Head>(client, HEAD, []);
    // The order of the fields is that of ACCOUNT_TEXT in verify.ts.
    const digests = accounts.map(({id, limit}, i) => rowDigest([i + 1, id, limit]));
    await changedBy(client, INSERT, [
        accounts.length, namingBytes(digests), head?.number,
        batchDigest(head?.digest, 'account', digests),
        wholeArray(accounts.map((_, i) => i + 1)),
        textArray(accounts.map(({id}) => id)),
        textArray(accounts.map(({limit}) => limit)),
    ]);
}
