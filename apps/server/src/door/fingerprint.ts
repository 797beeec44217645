import * as crypto from 'node:crypto';

const SEPARATOR = '\u001f';

/**
 * 64 bits of the SHA-256 of these words, as a signed number such as PostgreSQL stores. It tells
 * apart two messages of one device in one millisecond, and knows the same message again.
 */
export function fingerprint(words: readonly string[]): bigint {
    const digest = digestHex(words.join(SEPARATOR));
    return BigInt.asIntN(64, BigInt(`0x${digest.slice(0, 16)}`));
}

// The one-shot digest costs a fifth of the other; Node has it since 20.12.
const digestHex: (text: string) => string = typeof crypto.hash === 'function'
    ? text => crypto.hash('sha256', text, 'hex')
    : text => crypto.createHash('sha256').update(text).digest('hex');
