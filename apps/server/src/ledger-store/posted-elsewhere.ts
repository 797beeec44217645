/**
 * Another connection used an id of the batch, or opened an account of it, while it was judged.
 * Nothing is lost: roll the transaction back and run it again, and the answer will be the other's.
 */
export class PostedElsewhere extends Error {
    constructor(detail: string) {
        super(`posted by another connection at the same time: ${detail}`);
        this.name = 'PostedElsewhere';
    }
}

/** SQLSTATEs of a transaction that would succeed if run again: serialization failure, deadlock. */
const AGAIN = new Set(['40001', '40P01']);

/** Whether a transaction that failed with this error should be run again from its start. */
export function mustRunAgain(error: unknown): boolean {
    return error instanceof PostedElsewhere || AGAIN.has(sqlStateOf(error));
}

const UNIQUE_VIOLATION = '23505';

/** The error to throw for one that an insert into the books gave. */
export function errorOfInsert(error: unknown): unknown {
    if (sqlStateOf(error) !== UNIQUE_VIOLATION) return error;
    return new PostedElsewhere((error as {detail?: string}).detail ?? 'an id is taken');
}

function sqlStateOf(error: unknown): string {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : '';
}
