import {randomBytes} from 'node:crypto';
import type {WireFact, WireReading} from '@karwan/journey';
import type {Scheme} from '@karwan/tolling';
import {Arrivals} from '../src/arrivals.ts';
import {checkoutFolder} from '../src/checkout.ts';
import {judgeFact, type FactDoor} from '../src/door/fact.ts';
import {doorOf, judge, type Door} from '../src/door.ts';
import {Ingest, settingOf} from '../src/ingest.ts';
import {appendFacts} from '../src/log-facts.ts';
import {append} from '../src/log.ts';
import {schemeFolder, schemeFrom} from '../src/scheme-files.ts';
import {freshDatabase, type TestDatabase} from '../src/test-database.ts';
import {keyFrom} from '../src/vault-key.ts';
import {Vault} from '../src/vault.ts';

/** The whole thread on a database of its own: what a test says goes in by the real door. */
export class ThreadUnderTest {
    readonly scheme: Scheme;
    readonly database: TestDatabase;
    readonly ingest: Ingest;
    readonly vault = new Vault(keyFrom(randomBytes(32)));
    readonly #door: Door;
    readonly #factDoor: FactDoor;

    private constructor(scheme: Scheme, database: TestDatabase) {
        this.scheme = scheme;
        this.database = database;
        this.ingest = new Ingest(database.pool, settingOf(scheme));
        this.#door = doorOf(scheme, plate => this.vault.token(plate));
        this.#factDoor = {
            classes: new Set(scheme.corridor.classes), currency: scheme.corridor.currency,
            tokenOf: plate => this.vault.token(plate),
        };
    }

    static async open(name: string, corridor: string): Promise<ThreadUnderTest> {
        const scheme = schemeFrom(schemeFolder(corridor, checkoutFolder()));
        return new ThreadUnderTest(scheme, await freshDatabase(name));
    }

    /** Appends readings as they come in at a moment; throws where the door refuses one. */
    async say(nowMs: number, readings: readonly WireReading[]): Promise<void> {
        const arrivals = new Arrivals('test', nowMs);
        const receipt = {site: undefined, nowMs, isHistorical: false};
        readings.forEach((reading, i) => {
            const judged = judge(reading, this.#door, receipt);
            if (judged.kind === 'refused') throw new Error(JSON.stringify(judged));
            arrivals.add(judged, `#${i}`);
        });
        await append(this.database.pool, this.vault, arrivals);
    }

    /** Appends facts; throws where one is refused. */
    async tell(nowMs: number, facts: readonly WireFact[]): Promise<void> {
        const arrived = facts.map((fact, i) =>
            ({judged: judgeFact(fact, this.#factDoor), place: `#${i}`}));
        const outcomes = await appendFacts(
            this.database.pool, this.vault, arrived, {source: 'test', nowMs});
        for (const {refusal} of outcomes) if (refusal) throw new Error(JSON.stringify(refusal));
    }

    async rows<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
        return (await this.database.pool.query(text, [...values])).rows as Row[];
    }
}
