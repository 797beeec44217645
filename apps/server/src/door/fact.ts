import {choiceText, parseMoney, type Currency} from '@karwan/base';
import {tagToken, type Plate, type Token, type WireFact} from '@karwan/journey';
import type {Refused} from '../door.ts';
import {normalPlate, plateFault} from '../plate.ts';
import {instantFrom} from './instant.ts';
import {kindText} from './schema-fault.ts';
import {wordText} from './told-value.ts';
import {findFactFault} from './wire-fact.ts';

/** What comes of a wire fact; the refusals in the order they are checked. */
export const factAnswers = [
    'accepted', 'repeated', 'malformed', 'time-without-offset', 'ends-before-it-begins',
    'names-nobody', 'malformed-plate', 'unknown-class', 'malformed-amount',
    'id-used-for-another-fact',
] as const;
export type FactAnswer = (typeof factAnswers)[number];

/** A row of the fact table without its place; `body` holds what the kind says beside tokens. */
export interface FactRow {
    id: string;
    kind: FactKind;
    token: Token | undefined;
    other: Token | undefined;
    validFromMs: number;
    validToMs: number | undefined;
    body: Readonly<Record<string, string | boolean>>;
}

/** Kinds of rows: one wire fact may say several things. */
export const factKinds = [
    'carriage', 'class', 'status', 'exemption', 'opening', 'topup', 'review', 'scheme',
    'closing', 'pass', 'correction', 'rerate',
] as const;
export type FactKind = (typeof factKinds)[number];

/** What the door makes of one wire fact. */
export type JudgedFact =
    | {
        kind: 'fact'; id: string; rows: FactRow[];
        token: Token | undefined; plate: Plate | undefined;
    }
    | Refused<FactAnswer>;

/** What the door must know to take facts. */
export interface FactDoor {
    classes: ReadonlySet<string>;
    currency: Currency;
    tokenOf(plate: Plate): Token;
}

/** The id of a fact's row of this kind. */
export function factRowId(id: string, kind: FactKind): string {
    return `${id}#${kind}`;
}

/** Judges one wire fact, refusals in the order of `factAnswers`. */
export function judgeFact(value: unknown, door: FactDoor): JudgedFact {
    const fault = findFactFault(value);
    if (fault) return {kind: 'refused', answer: 'malformed', ...fault};
    const fact = value as WireFact;
    const times = timesOf(fact);
    if ('kind' in times) return times;
    const parties = partiesOf(fact, door);
    if ('kind' in parties) return parties;
    const refusal = refusedContent(fact, door);
    if (refusal) return refusal;
    const rows = contentsOf(fact, parties, door).map(content => ({
        id: factRowId(fact.id, content.kind), other: undefined, ...times, ...content,
    }));
    return {kind: 'fact', id: fact.id, rows, token: parties.plateToken, plate: parties.plate};
}

interface Times {
    validFromMs: number;
    validToMs: number | undefined;
}

function timesOf({validFrom, validTo}: WireFact): Times | Refused<FactAnswer> {
    const fromMs = instantFrom(validFrom);
    const toMs = validTo === undefined ? undefined : instantFrom(validTo);
    for (const [field, ms] of [['/validFrom', fromMs], ['/validTo', toMs]] as const) {
        if (ms === 'no-time') {
            return refused('malformed', field, 'no time', 'an RFC 3339 time with offset');
        }
        if (ms === 'without-offset') {
            return refused('time-without-offset', field, 'a time without offset',
                'one with its offset, such as 2025-03-03T00:00:00+05:00');
        }
    }
    if (toMs !== undefined && toMs <= fromMs) {
        return refused('ends-before-it-begins', '/validTo', validTo!, `later than ${validFrom}`);
    }
    return {validFromMs: fromMs as number, validToMs: toMs as number | undefined};
}

/** Whom a fact is about: its tag, its plate, or both. */
interface Parties {
    tag: Token | undefined;
    plate: Plate | undefined;
    plateToken: Token | undefined;
}

function partiesOf(fact: WireFact, door: FactDoor): Parties | Refused<FactAnswer> {
    const tag = 'tag' in fact && fact.tag !== undefined ? tagToken(fact.tag) : undefined;
    const given = 'plate' in fact ? fact.plate : undefined;
    const namesNobody = tag === undefined && given === undefined;
    if (namesNobody && !mayNameNobody(fact)) {
        return refused('names-nobody', '', 'neither tag nor plate', 'at least one of them');
    }
    const plate = given && normalPlate(given);
    if (given && !plate) {
        return {kind: 'refused', answer: 'malformed-plate', field: '/plate', ...plateFault(given)};
    }
    return {tag, plate, plateToken: plate && door.tokenOf(plate)};
}

// A decision names whom it shows as a token, or nobody.
function mayNameNobody(fact: WireFact): boolean {
    return fact.fact === 'correction' || fact.fact === 'review' && (fact.token !== undefined
        || fact.decision === 'write-off' || fact.decision === 'accept');
}

function refusedContent(fact: WireFact, door: FactDoor): Refused<FactAnswer> | undefined {
    if (fact.fact === 'review' && fact.decision === 'reclass' && fact.class === undefined) {
        return refused('malformed', '/class', 'nothing', 'the class that the vehicle was of');
    }
    if ('class' in fact && fact.class !== undefined && !door.classes.has(fact.class)) {
        return refused('unknown-class', '/class', wordText(fact.class, door.classes),
            choiceText(door.classes, fact.class));
    }
    if (fact.fact === 'register' && fact.openingBalance !== undefined && fact.tag === undefined) {
        return refused('names-nobody', '/tag', 'an opening balance without a tag', 'the tag');
    }
    if (fact.fact === 'correction') return refusedPrice(fact, door.currency);
    if (fact.fact === 'topup') return refusedAmount(fact.amount, '/amount', 1n, door.currency);
    if (fact.fact !== 'register' || fact.openingBalance === undefined) return undefined;
    return refusedAmount(fact.openingBalance, '/openingBalance', 0n, door.currency);
}

function refusedPrice(
    {correction, amount}: WireFact & {fact: 'correction'}, currency: Currency,
): Refused<FactAnswer> | undefined {
    if (correction === 'reprice') {
        return amount === undefined
            ? refused('malformed', '/amount', 'nothing', 'what the charge costs instead')
            : refusedAmount(amount, '/amount', 0n, currency);
    }
    return amount === undefined ? undefined
        : refused('malformed', '/amount', `an amount with ${correction}`, 'none');
}

function refusedAmount(
    text: string, field: string, leastMinor: bigint, currency: Currency,
): Refused<FactAnswer> | undefined {
    const minor = parseMoney(text, currency);
    if (minor !== undefined && minor >= leastMinor && minor <= MOST_MINOR) return undefined;
    const found = /^[\d.,+\- ]+$/.test(text) ? `"${text}"` : kindText(text);
    return refused('malformed-amount', field, found, `${currency.code} with at most ${
        currency.minorDigits} decimals, ${leastMinor === 0n ? 'not below 0' : 'above 0'}`);
}

// A typing mistake of this size is no payment; what PostgreSQL's bigint can hold is larger.
const MOST_MINOR = 10n ** 15n;

type Content = Pick<FactRow, 'kind' | 'token' | 'body'> & {other?: Token};

function contentsOf(fact: WireFact, {tag, plateToken}: Parties, door: FactDoor): Content[] {
    const token = plateToken ?? tag;
    const minor = (text: string): string => String(parseMoney(text, door.currency));
    switch (fact.fact) {
        case 'register': return registered(fact, tag, plateToken, minor);
        case 'tag-status': {
            const {status, reason} = fact;
            return [{kind: 'status', token: tag, body: {status, reason}}];
        }
        case 'class': return [{kind: 'class', token, body: {class: fact.class}}];
        case 'exemption': {
            const {reason, isExempt} = fact;
            return [{kind: 'exemption', token, body: {reason, isExempt}}];
        }
        case 'pass': {
            const {pass, class: name, isBought = true} = fact;
            const body = {
                pass, ...name === undefined ? {} : {class: name}, ...isBought ? {} : {isBought},
            };
            return [{kind: 'pass', token, body}];
        }
        case 'correction': {
            const {charge: window, correction, amount: text, reason} = fact;
            const price = text === undefined ? {} : {amountMinor: minor(text)};
            return [{
                kind: 'correction', token: fact.token as Token,
                body: {window, correction, reason, ...price},
            }];
        }
        case 'topup':
            return [{kind: 'topup', token: tag, body: {amountMinor: minor(fact.amount)}}];
        case 'review': {
            const {item, decision, reason} = fact;
            const whom = tag ?? plateToken ?? fact.token as Token | undefined;
            const body = {item, decision, reason, ...(whom === undefined ? {} : {token: whom})};
            const decided: Content = {kind: 'review', token: undefined, body};
            if (decision !== 'reclass') return [decided];
            return [decided, {kind: 'class', token: whom, body: {class: fact.class!}}];
        }
    }
}

function registered(
    fact: WireFact & {fact: 'register'}, tag: Token | undefined, plate: Token | undefined,
    minor: (text: string) => string,
): Content[] {
    const token = plate ?? tag;
    const contents: Content[] = [{kind: 'class', token, body: {class: fact.class}}];
    if (tag && plate) contents.unshift({kind: 'carriage', token: tag, other: plate, body: {}});
    if (fact.exemption !== undefined) {
        contents.push({kind: 'exemption', token, body: {reason: fact.exemption, isExempt: true}});
    }
    if (fact.openingBalance !== undefined && minor(fact.openingBalance) !== '0') {
        contents.push({
            kind: 'opening', token: tag, body: {amountMinor: minor(fact.openingBalance)}});
    }
    return contents;
}

function refused(
    answer: FactAnswer, field: string, found: string, expected: string,
): Refused<FactAnswer> {
    return {kind: 'refused', answer, field, found, expected};
}
