import {createHash, createSecretKey, hkdfSync, randomBytes, type KeyObject} from 'node:crypto';
import {
    existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {Unavailable} from './unavailable.ts';

/** The keys of the vault: one makes tokens, the other seals plates; neither tells the other. */
export interface VaultKey {
    /** Names the key in the rows that it sealed; says nothing about it. */
    id: string;
    token: KeyObject;
    sealing: KeyObject;
}

/** The vault cannot be opened; the message says what to do. */
export class VaultShut extends Unavailable {
    constructor(message: string) {
        super(message);
        this.name = 'VaultShut';
    }
}

const SECRET = /^karwan-vault-key-1 ([0-9a-f]{64})\n?$/;

/** Where the key lies: beside the database's folder, never in it. */
export function vaultKeyFile(homeFolder: string): string {
    return join(homeFolder, 'keys', 'vault.key');
}

/** The key in this file; undefined where there is no file. Throws VaultShut where it holds none. */
export function findVaultKey(file: string): VaultKey | undefined {
    if (!existsSync(file)) return undefined;
    const [, secret] = SECRET.exec(readFileSync(file, 'utf8')) ?? [];
    if (secret === undefined) {
        throw new VaultShut(`${file} holds no vault key: restore it from its copy`);
    }
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
        throw new VaultShut(`${file} may be read by others, and opens every plate. `
            + `Run: chmod 600 '${file}'`);
    }
    return keyFrom(Buffer.from(secret, 'hex'));
}

/** Makes a key file, or takes the one that another process has made in the same moment. */
export function makeVaultKey(file: string): VaultKey {
    mkdirSync(dirname(file), {recursive: true, mode: 0o700});
    const draft = `${file}.${process.pid}.draft`;
    writeFileSync(draft, `karwan-vault-key-1 ${randomBytes(32).toString('hex')}\n`, {mode: 0o600});
    try {
        // A link is made whole or not at all, and never over a key that is there.
        linkSync(draft, file);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
        rmSync(draft);
    }
    return findVaultKey(file)!;
}

/** The two keys from one secret of 256 bits (HKDF with SHA-256, RFC 5869). */
export function keyFrom(secret: Uint8Array): VaultKey {
    const derived = (purpose: string): Buffer =>
        Buffer.from(hkdfSync('sha256', secret, '', `karwan ${purpose}`, 32));
    return {
        id: createHash('sha256').update(derived('key id')).digest('hex').slice(0, 16),
        token: createSecretKey(derived('plate token')),
        sealing: createSecretKey(derived('plate sealing')),
    };
}
