import {createCipheriv, createDecipheriv, createHmac, randomBytes} from 'node:crypto';
import type {Plate, Token} from '@karwan/journey';
import type pg from 'pg';
import {
    findVaultKey, keyFileWatch, makeVaultKey, vaultKeyFile, VaultShut, type VaultKey,
} from './vault-key.ts';

/** A plate as it lies in the database: its token for everybody, its letters for nobody. */
export interface Sealed {
    token: Token;
    sealed: Buffer;
    keyId: string;
}

/** RFC 4648 base32 in lower case; 16 letters are 80 bits. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const TOKEN_LETTERS = 16;
const NONCE_BYTES = 12;
const SEAL_BYTES = 16;
/** Plates whose token is remembered, so that the day's vehicles are digested once. */
const REMEMBERED = 200_000;

/**
 * Turns plates into tokens and seals the plates. A token is a keyed digest: the same plate always
 * has the same one, and without the key file nobody can try plates until one fits.
 */
export class Vault {
    #key: VaultKey;
    readonly #newKey: () => VaultKey | undefined;
    #tokens = new Map<string, Token>();
    #older = new Map<string, Token>();
    #stored = new Set<Token>();
    #forgettings = 0;

    /** `newKey` hands over a key that has followed the one in hand, once. */
    constructor(key: VaultKey, newKey: () => VaultKey | undefined = () => undefined) {
        this.#key = key;
        this.#newKey = newKey;
    }

    get keyId(): string {
        return this.#key.id;
    }

    /** The token of a plate in its normal form. */
    token({jurisdiction, serial}: Plate): Token {
        const name = `${jurisdiction} ${serial}`;
        const known = this.#tokens.get(name) ?? this.#older.get(name);
        const token = known ?? `plate:${base32(
            createHmac('sha256', this.#key.token).update(name).digest())}`;
        this.#remember(name, token);
        return token;
    }

    // Two generations, of which the older is dropped whole: bounded, and the busy stay.
    #remember(name: string, token: Token): void {
        if (this.#tokens.size >= REMEMBERED) {
            this.#older = this.#tokens;
            this.#tokens = new Map();
        }
        this.#tokens.set(name, token);
    }

    /** Takes up the key that has followed ours, if one has; before anything is sealed. */
    refresh(): void {
        const next = this.#newKey();
        if (!next) return;
        // Tokens must stay what they are, or every vehicle would be another.
        if (!next.token.equals(this.#key.token)) {
            throw new VaultShut('the key file now makes other tokens: restore it from its copy');
        }
        this.#key = next;
    }

    /**
     * To be told, under the log's lock, how often plates have been deleted: what we took for stored
     * before may be gone.
     */
    forgetSince(forgettings: number): void {
        if (forgettings !== this.#forgettings) this.#stored.clear();
        this.#forgettings = forgettings;
    }

    /** False until `markStored` was told that the database holds it. */
    isStored(token: Token): boolean {
        return this.#stored.has(token);
    }

    /** To be called after the commit, never before. */
    markStored(tokens: Iterable<Token>): void {
        if (this.#stored.size >= REMEMBERED) this.#stored.clear();
        for (const token of tokens) this.#stored.add(token);
    }

    /** Seals a plate (AES-256-GCM, random nonce) with its token, so that rows cannot be swapped. */
    seal(token: Token, {jurisdiction, serial}: Plate): Sealed {
        const nonce = randomBytes(NONCE_BYTES);
        const cipher = createCipheriv('aes-256-gcm', this.#key.sealing, nonce)
            .setAAD(Buffer.from(token));
        const text = Buffer.concat([
            cipher.update(`${jurisdiction} ${serial}`, 'utf8'), cipher.final()]);
        const sealed = Buffer.concat([nonce, cipher.getAuthTag(), text]);
        return {token, sealed, keyId: this.#key.id};
    }

    /** The plate again. Throws where the row was sealed by another key or changed since. */
    unseal({token, sealed, keyId}: Sealed): Plate {
        this.refresh();
        const key = [this.#key, ...this.#key.older].find(({id}) => id === keyId);
        if (!key) throw new Error(`${token} is sealed by key ${keyId}, not by ours`);
        const nonce = sealed.subarray(0, NONCE_BYTES);
        const decipher = createDecipheriv('aes-256-gcm', key.sealing, nonce)
            .setAAD(Buffer.from(token))
            .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + SEAL_BYTES));
        const text = Buffer.concat([
            decipher.update(sealed.subarray(NONCE_BYTES + SEAL_BYTES)), decipher.final()]);
        const [jurisdiction, serial] = text.toString('utf8').split(' ');
        return {jurisdiction: jurisdiction!, serial: serial!};
    }
}

/**
 * The vault of a home folder; its key is made at the first start. Throws VaultShut where the
 * database holds plates of a key that is not here: with a new one every vehicle would be another.
 */
export async function openVault(
    pool: pg.Pool, homeFolder: string, say: (line: string) => void = () => undefined,
): Promise<Vault> {
    const file = vaultKeyFile(homeFolder);
    const {rows} = await pool.query<{key_id: string}>('select distinct key_id from vault');
    const found = findVaultKey(file);
    const ours = found ? [found, ...found.older].map(({id}) => id) : [];
    const missing = rows.map(row => row.key_id).filter(id => !ours.includes(id));
    if (missing.length > 0) {
        throw new VaultShut(`the database holds plates of key ${missing.join(', ')}; found `
            + `${found ? `key ${found.id}` : 'none'} in ${file}. Restore that file from its copy`);
    }
    if (found) return new Vault(found, keyFileWatch(file));
    say(`made ${file}: copy it to a safe place, who loses it loses every plate`);
    const key = makeVaultKey(file);
    return new Vault(key, keyFileWatch(file));
}

function base32(digest: Buffer): string {
    let text = '';
    for (let bit = 0; text.length < TOKEN_LETTERS; bit += 5) {
        const pair = digest.readUInt16BE(bit >> 3);
        text += BASE32[(pair >> (11 - (bit & 7))) & 31];
    }
    return text;
}
