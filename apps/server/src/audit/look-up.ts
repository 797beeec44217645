import type {Token} from '@karwan/journey';
import type pg from 'pg';

/** Who looks up what about a plate, and why. */
export interface LookUp {
    who: string;
    role: string;
    reason: string;
    /** A plate became its token, or a token its plate; what was shown is the vehicle's day. */
    what: 'plate-to-token' | 'token-to-plate';
    token: Token;
    found: boolean;
}

/** A look-up as it stands in the trace. */
export interface Trace extends LookUp {
    nth: number;
    atMs: number;
}

export const LEAST_REASON = 5;
export const LONGEST_REASON = 500;

/** A reason that says something; undefined where it does not. */
export function reasonFrom(text: unknown): string | undefined {
    if (typeof text !== 'string') return undefined;
    const reason = text.trim();
    return reason.length >= LEAST_REASON && reason.length <= LONGEST_REASON ? reason : undefined;
}

/**
 * Writes the trace of a look-up. To be awaited before anything that was looked up is told: what
 * leaves no trace must not be seen.
 */
export async function traceLookUp(
    connection: Pick<pg.ClientBase, 'query'>, {who, role, reason, what, token, found}: LookUp,
    wallMs: number,
): Promise<void> {
    await connection.query(
        `insert into look_up (at_ms, who, role, reason, what, token, found)
         values ($1, $2, $3, $4, $5, $6, $7)`, [wallMs, who, role, reason, what, token, found]);
}

/** The latest look-ups, newest first; of one token where it is named. */
export async function listLookUps(
    pool: pg.Pool, most: number, token?: string,
): Promise<Trace[]> {
    const {rows} = await pool.query<{
        nth: string; at_ms: string; who: string; role: string; reason: string;
        what: LookUp['what']; token: Token; found: boolean;
    }>(`select * from look_up where $2::text is null or token = $2
        order by nth desc limit $1`, [most, token ?? null]);
    return rows.map(({nth, at_ms: atMs, ...row}) => ({
        ...row, nth: Number(nth), atMs: Number(atMs)}));
}
