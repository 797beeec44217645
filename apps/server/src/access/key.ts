import {createHash, randomBytes} from 'node:crypto';

// 256 random bits need no salt and no slow digest: there is nothing to guess.
export function newKey(): string {
    return randomBytes(32).toString('base64url');
}

/** Under what a key is found again without being kept. */
export function digestOf(key: string): Buffer {
    return createHash('sha256').update(key).digest();
}
