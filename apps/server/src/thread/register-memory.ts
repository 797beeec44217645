import {Register} from '@karwan/tolling';
import type {RegisterFact} from '@karwan/journey';
import type {Connection} from '../sql.ts';
import {Generations} from './generations.ts';
import {hasRegister, registerFactOf, registerOf} from './load.ts';

/** What the log says of one token and of those that carry it or are carried by it. */
type Told = readonly RegisterFact[];

/**
 * Register facts as the log holds them up to the cursor, of the tokens asked for last. Where nobody
 * has said anything yet, nobody has to look for it.
 */
export class RegisterMemory {
    readonly #known = new Generations<Told>();
    #isAny: boolean | undefined;

    /** The register as far as it tells of these tokens. */
    async about(
        connection: Connection, tokens: Iterable<string>, toSeq: number,
    ): Promise<Register> {
        this.#isAny ??= await hasRegister(connection);
        if (!this.#isAny) return NOBODY;
        const facts: RegisterFact[] = [];
        const missing: string[] = [];
        for (const token of tokens) {
            const told = this.#known.find(token);
            if (told) facts.push(...told);
            else missing.push(token);
        }
        if (missing.length > 0) {
            facts.push(...await this.#load(connection, missing, toSeq));
        }
        return new Register(facts);
    }

    /** Facts about these tokens came in: what was known of them is not all any more. */
    forget(tokens: Iterable<string>): void {
        for (const token of tokens) {
            this.#isAny = true;
            this.#known.forget(token);
        }
    }

    // One answer for many tokens: which fact belongs to whom is told by the links between them.
    async #load(
        connection: Connection, tokens: readonly string[], toSeq: number,
    ): Promise<Told> {
        const facts = (await registerOf(connection, tokens, toSeq))
            .flatMap(row => registerFactOf(row) ?? []);
        for (const [token, told] of toldByToken(tokens, facts)) this.#known.set(token, told);
        return facts;
    }

    /** Between two batches, when nothing is asked for: forgets what is too much. */
    rest(): void {
        this.#known.rest();
    }
}

const NOTHING: Told = [];
const NOBODY = new Register([]);

/** For each token the facts about it and about those that it carries or is carried by. */
function toldByToken(
    tokens: readonly string[], facts: readonly RegisterFact[],
): Map<string, Told> {
    const own = new Map<string, RegisterFact[]>();
    const partners = new Map<string, Set<string>>();
    for (const fact of facts) {
        if (fact.kind === 'carriage') {
            add(own, fact.tag, fact);
            add(own, fact.plate, fact);
            link(partners, fact.tag, fact.plate);
            link(partners, fact.plate, fact.tag);
        } else {
            add(own, fact.token, fact);
        }
    }
    return new Map(tokens.map(token => {
        const others = partners.get(token);
        if (!others) return [token, own.get(token) ?? NOTHING];
        const all = new Set(own.get(token));
        for (const other of others) for (const fact of own.get(other) ?? []) all.add(fact);
        return [token, [...all]];
    }));
}

function add(facts: Map<string, RegisterFact[]>, token: string, fact: RegisterFact): void {
    const known = facts.get(token);
    if (known) known.push(fact);
    else facts.set(token, [fact]);
}

function link(partners: Map<string, Set<string>>, from: string, to: string): void {
    const known = partners.get(from);
    if (known) known.add(to);
    else partners.set(from, new Set([to]));
}
