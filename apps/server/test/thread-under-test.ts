import {randomBytes} from 'node:crypto';
import type {WireFact, WireReading} from '@karwan/journey';
import type {Scheme} from '@karwan/tolling';
import type {Arrival} from '../src/arrivals.ts';
import {checkoutFolder} from '../src/checkout.ts';
import {judgeFact} from '../src/door/fact.ts';
import {doorOf, judge} from '../src/door.ts';
import {Ingest, settingOf} from '../src/ingest.ts';
import {append} from '../src/log.ts';
import {schemeFolder, schemeFrom} from '../src/scheme-files.ts';
import {freshDatabase, type TestDatabase} from '../src/test-database.ts';
import {keyFrom} from '../src/vault-key.ts';
import {Vault} from '../src/vault.ts';

/** The whole thread on a database of its own: what a test says goes in by the real door. */
export class ThreadUnderTest {
    readonly scheme: Scheme;
    readonly database: TestDatabase;
    ingest: Ingest;
    readonly vault: Vault;
    readonly door: ReturnType<typeof doorOf>;

    private constructor(scheme: Scheme, database: TestDatabase, vault: Vault) {
        this.scheme = scheme;
        this.database = database;
        this.vault = vault;
        this.ingest = new Ingest(database.pool, settingOf(scheme));
        this.door = doorOf(scheme, plate => this.vault.token(plate));
    }

    /** Plates become the same tokens in two threads that are given the same 32 secret bytes. */
    static async open(
        name: string, corridor: string, secret: Buffer = randomBytes(32),
    ): Promise<ThreadUnderTest> {
        const scheme = schemeFrom(schemeFolder(corridor, checkoutFolder()));
        return new ThreadUnderTest(
            scheme, await freshDatabase(name), new Vault(keyFrom(secret)));
    }

    /** The same log and database, worked on by another scheme's files. */
    under(folder: string): ThreadUnderTest {
        return new ThreadUnderTest(schemeFrom(folder), this.database, this.vault);
    }

    /** Appends readings as they come in at a moment; throws where the door refuses one. */
    async say(nowMs: number, readings: readonly WireReading[]): Promise<void> {
        const receipt = {site: undefined, nowMs, isHistorical: false};
        await this.#append(nowMs, readings.map(reading => judge(reading, this.door, receipt)));
    }

    /** Appends facts; throws where one is refused. */
    async tell(nowMs: number, facts: readonly WireFact[]): Promise<void> {
        await this.#append(nowMs, facts.map(fact => judgeFact(fact, this.door)));
    }

    async #append(nowMs: number, judged: readonly Arrival['judged'][]): Promise<void> {
        const items = judged.map((each, i) => ({judged: each, place: `#${i}`, receivedMs: nowMs}));
        const {outcomes, stretch} = await append(
            this.database.pool, this.vault, {source: 'test', items});
        this.ingest.hear(stretch);
        for (const {refusal} of outcomes) if (refusal) throw new Error(JSON.stringify(refusal));
    }

    /** Goes on with a worker that remembers nothing, as after a start. */
    forget(): void {
        this.ingest = new Ingest(this.database.pool, settingOf(this.scheme));
    }

    async rows<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
        return (await this.database.pool.query(text, [...values])).rows as Row[];
    }
}
