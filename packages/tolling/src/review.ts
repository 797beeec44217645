import {kindOf, type Token} from '@karwan/journey';
import {doubts, type Doubt, type Identity} from './identity.ts';
import type {Passage} from './passage.ts';
import type {Register} from './register.ts';

/** Why a person has to look at something. */
export type ReviewReason = Doubt | 'class-differs' | 'no-tariff' | 'missed-beside';

/** What a person must decide about one passage, why, and what it is worth. */
export interface ReviewItem {
    /** `<passage>:<reason>`. */
    id: string;
    passage: number;
    reason: ReviewReason;
    /** True where the passage is charged to nobody until somebody decides. */
    holdsBack: boolean;
    vehicle: Token | undefined;
    tag: Token | undefined;
    plate: Token | undefined;
    day: string;
    worthMinor: bigint;
}

/** What a person can decide about an item, and the state that the item is in then. */
export const decidedStates = {
    /** The passage is this vehicle's, or that of this tag's. */
    'assign': 'assigned',
    /** What the evidence says stands: whose it was, or the declared class. */
    'accept': 'accepted',
    /** Nobody is charged for the passage. */
    'write-off': 'written-off',
    /** The vehicle was of another class on this trip: a class fact says so beside it. */
    'reclass': 'reclassed',
} as const;
export type DecisionKind = keyof typeof decidedStates;

/** What can be decided about each kind of item; a decision of another kind changes no charge. */
export const choices: Readonly<Record<ReviewReason, readonly DecisionKind[]>> = {
    'nobody-identified': ['assign', 'write-off'],
    'plate-too-unsure': ['accept', 'assign', 'write-off'],
    'tag-not-registered': ['accept', 'assign', 'write-off'],
    'tag-and-plate-differ': ['accept', 'assign', 'write-off'],
    'class-differs': ['accept', 'reclass', 'assign'],
    'no-tariff': ['reclass', 'assign', 'write-off'],
    'missed-beside': ['accept', 'assign'],
};

/** What a person decided about one item. */
export interface ReviewDecision {
    /** The place in the log of the fact that says so. */
    seq: number;
    item: string;
    passage: number;
    decision: DecisionKind;
    /** Whose passage it is, where the decision says so. */
    vehicle: Token | undefined;
}

/**
 * Of all decisions those that say whose a passage was, the latest of each passage. One about its
 * class or its price says nothing of that.
 */
export function whoseDecisions(
    decisions: readonly ReviewDecision[],
): Map<number, ReviewDecision> {
    const latest = new Map<number, ReviewDecision>();
    for (const decision of decisions.toSorted((a, b) => a.seq - b.seq)) {
        const reason = parseReviewId(decision.item)?.reason ?? '';
        const isAboutWhose = decision.decision === 'assign'
            || (decision.decision !== 'reclass' && reason in doubts);
        if (isAboutWhose) latest.set(decision.passage, decision);
    }
    return latest;
}

/** Whose a passage was, once a person has decided; `register` must know the vehicle named. */
export function decidedIdentity(
    identity: Identity, {item, decision, vehicle, seq}: ReviewDecision, atMs: number,
    register: Register,
): Identity {
    const basis = [...identity.basis, seq];
    if (vehicle && (decision === 'assign' || decision === 'accept')) {
        const carrier = kindOf(vehicle) === 'tag' && register.carriageOf(vehicle, atMs)?.plate;
        return {vehicle: carrier || vehicle, by: 'review', doubt: undefined, basis};
    }
    // Written off for a doubt that has been settled since, it is whose the evidence says.
    const isWrittenOff = decision === 'write-off' && identity.vehicle !== undefined
        && parseReviewId(item)?.reason === identity.doubt;
    return isWrittenOff ? {vehicle: undefined, by: 'review', doubt: undefined, basis} : identity;
}

/** Whom the evidence of an item names, to be accepted; undefined where it names nobody. */
export function candidateOf(
    {reason, vehicle, tag, plate}: Pick<ReviewItem, 'reason' | 'vehicle' | 'tag' | 'plate'>,
): Token | undefined {
    switch (reason) {
        case 'plate-too-unsure': return plate;
        case 'tag-not-registered': return tag;
        case 'tag-and-plate-differ': return vehicle;
        case 'nobody-identified': case 'class-differs': case 'no-tariff':
        case 'missed-beside': return undefined;
    }
}

/** The item's id as its passage and reason; undefined where the text is none. */
export function parseReviewId(id: string): {passage: number; reason: string} | undefined {
    const parts = /^(\d{1,15}):([a-z-]+)$/.exec(id);
    return parts ? {passage: Number(parts[1]), reason: parts[2]!} : undefined;
}

/** The item that a doubt about a passage opens. */
export function itemOf(
    passage: Passage & Pick<Identity, 'vehicle'>, reason: ReviewReason, day: string,
    worthMinor: bigint,
): ReviewItem {
    return {
        id: `${passage.id}:${reason}`,
        passage: passage.id,
        reason,
        holdsBack: reason in doubts
            ? doubts[reason as Doubt].holdsBack : reason === 'no-tariff',
        vehicle: passage.vehicle,
        tag: passage.tag,
        plate: passage.plate,
        day,
        worthMinor,
    };
}
