import {createHash, createSecretKey, hkdfSync, randomBytes, type KeyObject} from 'node:crypto';
import {
    closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync,
    rmSync, statSync, writeFileSync, writeSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {Unavailable} from './unavailable.ts';

/** A key that seals plates. */
export interface SealingKey {
    /** Names the key in the rows that it sealed; says nothing about it. */
    id: string;
    sealing: KeyObject;
}

/**
 * The keys of the vault: one makes tokens, the other seals plates; neither tells the other. While
 * one key follows another, rows sealed by the older ones are still there.
 */
export interface VaultKey extends SealingKey {
    token: KeyObject;
    older: readonly SealingKey[];
}

/** The vault cannot be opened; the message says what to do. */
export class VaultShut extends Unavailable {
    constructor(message: string) {
        super(message);
        this.name = 'VaultShut';
    }
}

const SECRET = /^karwan-vault-key-1 ([0-9a-f]{64})\n?$/;
/** Since a key can follow another the file names each by what it does; the newest stands first. */
const NAMED = /^karwan-vault-key-2\ntoken ([0-9a-f]{64})\n((?:sealing [0-9a-f]{64}\n)+)$/;

/** Where the key lies: beside the database's folder, never in it. */
export function vaultKeyFile(homeFolder: string): string {
    return join(homeFolder, 'keys', 'vault.key');
}

/** The key in this file; undefined where there is no file. Throws VaultShut where it holds none. */
export function findVaultKey(file: string): VaultKey | undefined {
    if (!existsSync(file)) return undefined;
    const secrets = secretsIn(readFileSync(file, 'utf8'));
    if (!secrets) {
        throw new VaultShut(`${file} holds no vault key: restore it from its copy`);
    }
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
        throw new VaultShut(`${file} may be read by others, and opens every plate. `
            + `Run: chmod 600 '${file}'`);
    }
    const [newest, ...older] = secrets.sealing.map(sealingKeyFrom);
    return {...newest!, token: createSecretKey(secrets.token), older};
}

/** What a key file holds: what makes tokens, and the secrets that seal, the newest first. */
interface Secrets {
    token: Buffer;
    sealing: Buffer[];
}

function secretsIn(text: string): Secrets | undefined {
    const [, secret] = SECRET.exec(text) ?? [];
    if (secret !== undefined) {
        const bytes = Buffer.from(secret, 'hex');
        return {token: derived(bytes, 'plate token'), sealing: [bytes]};
    }
    const [, token, sealing] = NAMED.exec(text) ?? [];
    return token === undefined ? undefined : {
        token: Buffer.from(token, 'hex'),
        sealing: sealing!.trim().split('\n').map(line => Buffer.from(line.slice(-64), 'hex')),
    };
}

/** Puts a new sealing key before the ones that the file holds: from now on it seals. */
export function addSealingKey(file: string): VaultKey {
    const {token, sealing} = secretsIn(readFileSync(file, 'utf8'))!;
    return replaced(file, {token, sealing: [randomBytes(32), ...sealing]});
}

/** Leaves the newest sealing key alone in the file: what the older ones sealed stays shut. */
export function dropOlderKeys(file: string): VaultKey {
    const {token, sealing} = secretsIn(readFileSync(file, 'utf8'))!;
    return replaced(file, {token, sealing: sealing.slice(0, 1)});
}

// On the disk under another name before it takes this one: whoever is killed leaves the file whole.
function replaced(file: string, {token, sealing}: Secrets): VaultKey {
    const draft = `${file}.${process.pid}.draft`;
    const handle = openSync(draft, 'w', 0o600);
    try {
        writeSync(handle, `karwan-vault-key-2\ntoken ${token.toString('hex')}\n`
            + sealing.map(secret => `sealing ${secret.toString('hex')}\n`).join(''));
        fsyncSync(handle);
    } finally {
        closeSync(handle);
    }
    renameSync(draft, file);
    return findVaultKey(file)!;
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
    return {
        ...sealingKeyFrom(secret), token: createSecretKey(derived(secret, 'plate token')),
        older: [],
    };
}

function sealingKeyFrom(secret: Uint8Array): SealingKey {
    const id = createHash('sha256').update(derived(secret, 'key id')).digest('hex').slice(0, 16);
    return {id, sealing: createSecretKey(derived(secret, 'plate sealing'))};
}

function derived(secret: Uint8Array, purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', secret, '', `karwan ${purpose}`, 32));
}

/** Hands over the key of a file again whenever the file was replaced; else undefined. */
export function keyFileWatch(file: string): () => VaultKey | undefined {
    let seen = markOf(file);
    return () => {
        const mark = markOf(file);
        // A file that is away for the moment changes nothing: the key in hand goes on.
        if (mark === seen || mark === undefined) return undefined;
        seen = mark;
        return findVaultKey(file);
    };
}

function markOf(file: string): string | undefined {
    const found = statSync(file, {throwIfNoEntry: false});
    return found && `${found.ino} ${found.mtimeMs} ${found.size}`;
}
