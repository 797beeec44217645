import type {Token} from '@karwan/journey';
import {doubts, type Doubt, type Identity} from './identity.ts';
import type {Passage} from './passage.ts';

/** Why a person has to look at something. */
export type ReviewReason = Doubt | 'class-differs' | 'no-tariff';

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

/** What a person decided: whose passage it was, or that nobody can be charged for it. */
export interface ReviewDecision {
    /** The place in the log of the fact that says so. */
    seq: number;
    item: string;
    passage: number;
    decision: 'assign' | 'write-off';
    vehicle: Token | undefined;
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
