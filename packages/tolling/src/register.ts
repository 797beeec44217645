import type {
    Carriage, Correction, Declared, Exemption, Pass, RegisterFact, TagStatus, Token,
} from '@karwan/journey';

/**
 * The register as far as it is loaded: what was valid at a moment. Of several facts that are valid
 * then, the one recorded last counts. Hand in only facts up to a place in the log, and the answers
 * are what was known then.
 */
export class Register {
    readonly #carriedBy = new Map<Token, Carriage[]>();
    readonly #carries = new Map<Token, Carriage[]>();
    readonly #classes = new Map<Token, Declared[]>();
    readonly #statuses = new Map<Token, TagStatus[]>();
    readonly #exemptions = new Map<Token, Exemption[]>();
    readonly #passes = new Map<Token, Pass[]>();
    readonly #corrections = new Map<string, Correction>();

    constructor(facts: Iterable<RegisterFact>) {
        for (const fact of facts) {
            switch (fact.kind) {
                case 'carriage':
                    add(this.#carriedBy, fact.tag, fact);
                    add(this.#carries, fact.plate, fact);
                    break;
                case 'class': add(this.#classes, fact.token, fact); break;
                case 'status': add(this.#statuses, fact.token, fact); break;
                case 'exemption': add(this.#exemptions, fact.token, fact); break;
                case 'pass': add(this.#passes, fact.token, fact); break;
                case 'correction': this.#correct(fact); break;
            }
        }
    }

    /** The vehicle that a tag is fitted to. */
    carriageOf(tag: Token, atMs: number): Carriage | undefined {
        return validAt(this.#carriedBy.get(tag), atMs);
    }

    /** The tag that a vehicle carries. A tag fitted elsewhere since is no longer this vehicle's. */
    tagOf(plate: Token, atMs: number): Carriage | undefined {
        const carriage = validAt(this.#carries.get(plate), atMs);
        return carriage && this.carriageOf(carriage.tag, atMs)?.plate === plate
            ? carriage : undefined;
    }

    /** The declared class of a vehicle. */
    classOf(token: Token, atMs: number): Declared | undefined {
        return validAt(this.#about(this.#classes, token, atMs), atMs);
    }

    /** What is said of a tag; nothing said means that it may be used. */
    statusOf(tag: Token, atMs: number): TagStatus | undefined {
        return validAt(this.#statuses.get(tag), atMs);
    }

    /** The exemption that holds for a vehicle; one that was taken back does not. */
    exemptionOf(token: Token, atMs: number): Exemption | undefined {
        const fact = validAt(this.#about(this.#exemptions, token, atMs), atMs);
        return fact?.isExempt ? fact : undefined;
    }

    /** The pass by a rule that a vehicle of a class has bought for this moment. */
    passOf(token: Token, rule: string, vehicleClass: string, atMs: number): Pass | undefined {
        const passes = this.#about(this.#passes, token, atMs).filter(fact =>
            fact.pass === rule && (fact.class ?? vehicleClass) === vehicleClass);
        return validAt(passes, atMs);
    }

    /** What was said last of one charge of a vehicle. */
    correctionOf(vehicle: Token, window: string): Correction | undefined {
        const said = this.#corrections.get(`${vehicle} ${window}`);
        return said?.correction === 'restore' ? undefined : said;
    }

    #correct(fact: Correction): void {
        const key = `${fact.token} ${fact.window}`;
        const before = this.#corrections.get(key);
        if (!before || before.seq < fact.seq) this.#corrections.set(key, fact);
    }

    // What is said of a tag is said of the vehicle that carries it.
    #about<T>(facts: ReadonlyMap<Token, readonly T[]>, token: Token, atMs: number): readonly T[] {
        const tag = this.tagOf(token, atMs)?.tag;
        return [...facts.get(token) ?? [], ...tag && facts.get(tag) || []];
    }

    /** What registers this tag or plate for this moment: where it is fitted, else its class. */
    registrationOf(token: Token, atMs: number): Carriage | Declared | undefined {
        return this.carriageOf(token, atMs) ?? this.tagOf(token, atMs) ?? this.classOf(token, atMs);
    }
}

function add<T>(facts: Map<Token, T[]>, token: Token, fact: T): void {
    const known = facts.get(token);
    if (known) known.push(fact);
    else facts.set(token, [fact]);
}

type Known = Pick<RegisterFact, 'seq' | 'validFromMs' | 'validToMs'>;

function validAt<T extends Known>(
    facts: readonly T[] | undefined, atMs: number,
): T | undefined {
    let latest: T | undefined;
    for (const fact of facts ?? []) {
        const isValid = fact.validFromMs <= atMs && atMs < fact.validToMs;
        if (isValid && (!latest || fact.seq > latest.seq)) latest = fact;
    }
    return latest;
}
