import {createHash} from 'node:crypto';
import type {Token, WireFact} from '@karwan/journey';
import {candidateOf, choices, decidedStates, type DecisionKind} from '@karwan/tolling';
import type {Item, TripOf} from './items.ts';
import {asWordOf, asWords} from './words.ts';

/** What somebody wants to decide, in the words of the command line. */
export interface Wish {
    as: string;
    to: Token | undefined;
    class: string | undefined;
    reason: string;
    nowMs: number;
}

/** The fact that states a decision, or why there can be none: what was found, what expected. */
export type DecisionFact =
    | {fact: WireFact & {fact: 'review'}}
    | {answer: 'cannot'; found: string; expected: string}
    | {answer: 'decided-so-already'};

type DecideFact = WireFact & {fact: 'review'};

/** The fact that decides an item; `trip` is the one that its passage belongs to now. */
export function decisionFact(item: Item, trip: TripOf | undefined, wish: Wish): DecisionFact {
    const allowed = choices[item.reason];
    const decision = Object.hasOwn(asWords, wish.as) ? asWords[wish.as] : undefined;
    if (!decision || !allowed.includes(decision)) {
        return cannot(`--as ${wish.as} for an item that is ${item.reason}`,
            `one of ${allowed.map(asWordOf).join(', ')}`);
    }
    const says = saysOf(decision, item, trip, wish);
    if ('answer' in says) return says;
    if (isDecidedSo(item, decision, says)) return {answer: 'decided-so-already'};
    return {fact: {
        fact: 'review', id: idOf(item, decision, says), item: item.id, decision,
        validFrom: new Date(wish.nowMs).toISOString(), reason: wish.reason, ...says,
    }};
}

type Says = Partial<Pick<DecideFact, 'token' | 'class' | 'validFrom' | 'validTo'>>;

function saysOf(
    decision: DecisionKind, item: Item, trip: TripOf | undefined, wish: Wish,
): Says | (DecisionFact & {answer: string}) {
    if (wish.to !== undefined && decision !== 'assign') {
        return cannot(`--to with --as ${wish.as}`, '--to only with --as assign');
    }
    if (wish.class !== undefined && decision !== 'reclass') {
        return cannot(`--class with --as ${wish.as}`, '--class only with --as reclass');
    }
    switch (decision) {
        case 'write-off': return {};
        case 'assign': return wish.to === undefined
            ? cannot('no --to', 'whose it was: --to "PK-PB LEA1234", a tag or a token')
            : {token: wish.to};
        case 'accept': {
            const candidate = candidateOf({
                reason: item.reason, vehicle: item.vehicle ?? undefined,
                tag: item.tag ?? undefined, plate: item.plate ?? undefined,
            });
            return candidate ? {token: candidate} : {};
        }
        case 'reclass': return reclassed(trip, wish);
    }
}

// The class counts for the whole trip, and for no other.
function reclassed(
    trip: TripOf | undefined, wish: Wish,
): Says | (DecisionFact & {answer: string}) {
    if (wish.class === undefined) return cannot('no --class', 'the class that it was: --class bus');
    if (!trip) return cannot('a passage of nobody', 'one that is given to a vehicle');
    return {
        token: trip.vehicle, class: wish.class, validFrom: new Date(trip.fromMs).toISOString(),
        validTo: new Date(trip.toMs + 1).toISOString(),
    };
}

// Another class can be meant by the same words, so a second look at it is always written down.
function isDecidedSo(item: Item, decision: DecisionKind, {token}: Says): boolean {
    return decision !== 'reclass' && item.state === decidedStates[decision]
        && (item.assigned ?? undefined) === token;
}

// What an item was decided to be before is part of it: to decide back is another decision.
function idOf(item: Item, decision: DecisionKind, says: Says): string {
    const words = [item.id, decision, item.decided_by, says.token, says.class];
    const digest = createHash('sha256').update(JSON.stringify(words)).digest('hex');
    return `review-${digest.slice(0, 24)}`;
}

function cannot(found: string, expected: string): DecisionFact & {answer: 'cannot'} {
    return {answer: 'cannot', found, expected};
}
