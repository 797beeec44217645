import {randomBytes, scrypt, timingSafeEqual, type ScryptOptions} from 'node:crypto';

// OWASP's recommendation for scrypt (Password Storage Cheat Sheet): N = 2^17, r = 8, p = 1.
const COST = {N: 2 ** 17, r: 8, p: 1};
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** scrypt needs 128 N r bytes, and Node's default limit is below that. */
const MEMORY_BYTES = 256 * COST.N * COST.r;

const SHORTEST = 10;
const LONGEST = 200;

/** Why a password cannot be taken, or undefined where it can. */
export function passwordFault(password: string): {found: string; expected: string} | undefined {
    const {length} = password;
    if (length >= SHORTEST && length <= LONGEST) return undefined;
    return {found: `${length} characters`, expected: `${SHORTEST} to ${LONGEST}`};
}

/** The digest of a password as it is stored: `scrypt$N$r$p$salt$key`, base64url. */
export async function passwordDigest(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const key = await derived(password, salt, COST);
    const parts = [COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')];
    return ['scrypt', ...parts].join('$');
}

/**
 * Whether this is the password. Where none is stored the same work is done, so that the time tells
 * nobody which names exist.
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
    const [, N, r, p, salt, key] = (stored ?? NOBODY).split('$');
    const expected = Buffer.from(key!, 'base64url');
    const cost = {N: Number(N), r: Number(r), p: Number(p)};
    const found = await derived(password, Buffer.from(salt!, 'base64url'), cost);
    return timingSafeEqual(found, expected) && stored !== null;
}

const NOBODY = ['scrypt', COST.N, COST.r, COST.p, Buffer.alloc(SALT_BYTES).toString('base64url'),
    Buffer.alloc(KEY_BYTES).toString('base64url')].join('$');

function derived(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
    return new Promise((resolve, reject) => {
        // One writing for one text, whichever keyboard it came from.
        scrypt(password.normalize('NFKC'), salt, KEY_BYTES, {...cost, maxmem: MEMORY_BYTES},
            (error, key) => error ? reject(error) : resolve(key));
    });
}
