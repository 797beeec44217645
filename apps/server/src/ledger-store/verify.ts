import {wholeArray} from '../array-literal.ts';
import {type Connection, rowsOf} from '../sql.ts';
import {findBrokenBatches, type BrokenBatch} from './verify-batches.ts';
import {HOLD_FAULTS, LIMIT_FAULTS, SEAL_FAULTS, SNAPSHOT_FAULTS} from './verify-sums.ts';
import {ROW_FAULTS} from './verify-rows.ts';

/** One thing in the books that is not as it was written, or not as the rules have it. */
export interface LedgerFault {
    readonly what:
        | 'transfer-changed' | 'transfer-missing' | 'transfer-added'
        | 'account-changed' | 'account-missing' | 'account-added'
        | 'batch-changed' | 'batch-missing'
        | 'hold-broken' | 'limit-broken' | 'seal-broken' | 'snapshot-wrong';
    /** Its name: the transfer's or account's id, or its place. */
    readonly where: string;
    readonly found: string;
    readonly expected: string;
}

/**
 * Recomputes every digest and every snapshot of the books and names what differs; none is a clean
 * bill. Run it in a transaction of its own with one snapshot for all (repeatable read), or while
 * nobody writes.
 */
export async function verifyLedger(client: Connection): Promise<LedgerFault[]> {
    const broken = await findBrokenBatches(client);
    const numbers = wholeArray(broken.map(({number}) => number));
    const rowFaults = broken.length === 0 ? []
        : await rowsOf<LedgerFault & {batch: number}>(client, ROW_FAULTS, [numbers]);
    const named = new Set(rowFaults.map(({batch}) => batch));
    const faults = rowFaults.map(({what, where, found, expected}): LedgerFault =>
        ({what, where, found, expected}));
    faults.push(...batchFaults(broken, named));
    for (const statement of [HOLD_FAULTS, LIMIT_FAULTS, SEAL_FAULTS, SNAPSHOT_FAULTS]) {
        faults.push(...await rowsOf<LedgerFault>(client, statement, []));
    }
    return faults;
}

// A batch whose rows were named says no more; one that follows a changed batch is itself sound.
function batchFaults(broken: readonly BrokenBatch[], named: ReadonlySet<number>): LedgerFault[] {
    const numbers = new Set(broken.map(({number}) => number));
    const faults = new Map<number, LedgerFault>();
    for (const {number, isMissing, previous, previousIsMissing} of broken) {
        if (isMissing) faults.set(number, missing(number));
        else if (previousIsMissing) faults.set(previous!, missing(previous!));
        else if (!named.has(number) && !(previous !== null && numbers.has(previous))) {
            faults.set(number, {
                what: 'batch-changed', where: `batch ${number}`,
                found: 'another digest, count or predecessor', expected: 'what its rows give',
            });
        }
    }
    return [...faults.values()];
}

function missing(number: number): LedgerFault {
    return {
        what: 'batch-missing', where: `batch ${number}`,
        found: 'no such batch', expected: 'the batch that others name',
    };
}
