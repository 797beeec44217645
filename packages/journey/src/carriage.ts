import type {Token} from './token.ts';

/**
 * Facts about tokens, each valid for a time of its own and known from the moment it was recorded:
 * `seq` is its place in the log. "Valid then" asks for `validFromMs <= t < validToMs`; "known then"
 * asks for `seq <= the decision's seq`. A correction is a later fact; of those that are valid the
 * one recorded last counts.
 */
interface Known {
    seq: number;
    validFromMs: number;
    /** Infinity while nothing ends it. */
    validToMs: number;
}

/** A tag is fitted to a vehicle: one token carried by another. */
export interface Carriage extends Known {
    kind: 'carriage';
    tag: Token;
    plate: Token;
}

/** The class under which a vehicle is registered. */
export interface Declared extends Known {
    kind: 'class';
    token: Token;
    class: string;
}

/** A tag may be used, or is blocked with a reason. */
export interface TagStatus extends Known {
    kind: 'status';
    token: Token;
    status: 'active' | 'blocked';
    reason: string;
}

/** A vehicle that owes nothing, and why. */
export interface Exemption extends Known {
    kind: 'exemption';
    token: Token;
    reason: string;
    /** False takes an exemption back. */
    isExempt: boolean;
}

/** A pass was bought for a vehicle: what its rule covers is paid for from then until then. */
export interface Pass extends Known {
    kind: 'pass';
    token: Token;
    /** The scheme's rule about it. */
    pass: string;
    /** The class that it was bought for; undefined where it is good for any. */
    class: string | undefined;
    /** False takes back what was bought for this time. */
    isBought: boolean;
}

/**
 * What a person said of one charge of a vehicle. It is about that charge alone, whatever the time;
 * `restore` takes back what was said of it before.
 */
export interface Correction extends Known {
    kind: 'correction';
    token: Token;
    /** The window that was charged. */
    window: string;
    correction: 'exempt' | 'write-off' | 'reprice' | 'restore';
    /** Of `reprice` what it costs instead. */
    amountMinor: bigint | undefined;
    reason: string;
}

export type RegisterFact = Carriage | Declared | TagStatus | Exemption | Pass | Correction;
