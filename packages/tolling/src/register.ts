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

    /** The vehicle that a tag is fitted to, by what was known before a place in the log. */
    carriageOf(tag: Token, atMs: number, before = Infinity): Carriage | undefined {
        return validAt(this.#carriedBy.get(tag), atMs, before);
    }

    /** The tag that a vehicle carries. A tag fitted elsewhere since is no longer this vehicle's. */
    tagOf(plate: Token, atMs: number, before = Infinity): Carriage | undefined {
        const carriage = validAt(this.#carries.get(plate), atMs, before);
        return carriage && this.carriageOf(carriage.tag, atMs, before)?.plate === plate
            ? carriage : undefined;
    }

    /** The declared class of a vehicle. */
    classOf(token: Token, atMs: number, before = Infinity): Declared | undefined {
        return validAt(this.#about(this.#classes, token, atMs, before), atMs, before);
    }

    /** What is said of a tag; nothing said means that it may be used. */
    statusOf(tag: Token, atMs: number, before = Infinity): TagStatus | undefined {
        return validAt(this.#statuses.get(tag), atMs, before);
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
        const fact = validAt(passes, atMs);
        return fact?.isBought ? fact : undefined;
    }

    /** The passes that were bought for a vehicle or the tag it then carried, and not taken back. */
    passesOf(vehicle: Token): Pass[] {
        const tags = new Set((this.#carries.get(vehicle) ?? []).map(({tag}) => tag));
        const said = [vehicle, ...tags].flatMap(token => this.#passes.get(token) ?? []);
        // A fact may have been handed in with the tag and with the vehicle.
        const once = new Map(said.map(pass => [pass.seq, pass]));
        return [...once.values()].filter(pass => pass.isBought && this.#isHeldBy(vehicle, pass)
            && !this.#isTakenBack(pass, vehicle)).sort((a, b) => a.seq - b.seq);
    }

    #isHeldBy(vehicle: Token, {token, validFromMs}: Pass): boolean {
        return (this.carriageOf(token, validFromMs)?.plate ?? token) === vehicle;
    }

    // Whoever takes a pass back says so of the moment at which it begins.
    #isTakenBack(pass: Pass, vehicle: Token): boolean {
        const {validFromMs: atMs, seq} = pass;
        return this.#about(this.#passes, vehicle, atMs).some(fact => !fact.isBought
            && fact.pass === pass.pass && fact.seq > seq
            && fact.validFromMs <= atMs && atMs < fact.validToMs
            && (fact.class ?? pass.class) === (pass.class ?? fact.class));
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
    #about<T>(
        facts: ReadonlyMap<Token, readonly T[]>, token: Token, atMs: number, before = Infinity,
    ): readonly T[] {
        const tag = this.tagOf(token, atMs, before)?.tag;
        return [...facts.get(token) ?? [], ...tag && facts.get(tag) || []];
    }

    /** What registers this tag or plate for this moment: where it is fitted, else its class. */
    registrationOf(
        token: Token, atMs: number, before = Infinity,
    ): Carriage | Declared | undefined {
        return this.carriageOf(token, atMs, before) ?? this.tagOf(token, atMs, before)
            ?? this.classOf(token, atMs, before);
    }
}

function add<T>(facts: Map<Token, T[]>, token: Token, fact: T): void {
    const known = facts.get(token);
    if (known) known.push(fact);
    else facts.set(token, [fact]);
}

type Known = Pick<RegisterFact, 'seq' | 'validFromMs' | 'validToMs'>;

function validAt<T extends Known>(
    facts: readonly T[] | undefined, atMs: number, before = Infinity,
): T | undefined {
    let latest: T | undefined;
    for (const fact of facts ?? []) {
        const isValid = fact.validFromMs <= atMs && atMs < fact.validToMs;
        if (isValid && fact.seq < before && (!latest || fact.seq > latest.seq)) latest = fact;
    }
    return latest;
}
