import {weakest, type Status} from '@karwan/base';
import type {Correction, Token} from '@karwan/journey';
import {passFor} from './pass.ts';
import type {Register} from './register.ts';
import type {Scheme, SurchargeWhen} from './scheme.ts';
import {surchargeOf} from './tariff.ts';
import type {ChargedClass} from './vehicle-class.ts';
import {priceOfWindow} from './window-price.ts';
import {windowRulesOf} from './window-rule.ts';
import type {Window} from './window.ts';

/** What a window owes, to be paid from which account, and all that it rests on. */
export interface Due {
    window: Window;
    vehicle: Token;
    /** The local day in which the window began. */
    day: string;
    class: ChargedClass;
    state: 'charged' | 'exempt';
    /** Ids of the tariff line and the surcharge rule. */
    tariff: string;
    tolledMetres: number;
    tollMinor: bigint;
    surcharge: string | undefined;
    surchargeWhen: SurchargeWhen | undefined;
    surchargeMinor: bigint;
    amountMinor: bigint;
    /** `wallet:<tag>` or `owed:<vehicle>`; of what was written off `lost:<vehicle>`. */
    payer: string;
    /** The weakest status among tariff line and rule. */
    status: Status;
    /** Places in the log of the register facts that this rests on. */
    basis: readonly number[];
}

/** What has to be known to say what a window owes. */
export interface Circumstances {
    vehicle: Token;
    class: ChargedClass;
    /** When the trip began: tag, class and exemption are those of this moment. */
    tripFromMs: number;
    register: Register;
    /** What the wallet could pay for this window: its balance and what this window took from it. */
    spendableMinor(tag: Token): bigint;
    /** A low balance was decided earlier, and no later fact favours the payer: it stays so. */
    wasLow: boolean;
}

/** Nothing is published for this road, class and time: no price can be asked. */
export type Unpriced = 'no-tariff';

/** What a window owes under a scheme. */
export function dueOf(
    window: Window, circumstances: Circumstances, scheme: Scheme, day: string,
): Due | Unpriced {
    const {vehicle, class: charged, tripFromMs, register} = circumstances;
    const price = priceOfWindow(scheme, window, charged.class);
    if (!price) return 'no-tariff';
    const tag = tagFor(window, vehicle, tripFromMs, register, scheme);
    const exemption = window.pass ? undefined : exemptionOf(window, circumstances, scheme);
    const isLow = tag.use === 'active' && !exemption && price.tollMinor > 0n
        && (circumstances.wasLow || circumstances.spendableMinor(tag.tag) < price.tollMinor);
    const when = exemption ? undefined
        : tag.use !== 'active' ? 'no-tag' : isLow ? 'low-balance' : undefined;
    const extra = when && isRaised(window, scheme)
        ? surchargeOf(scheme, price.tollMinor, when, window.fromMs) : undefined;
    const surchargeMinor = extra?.surchargeMinor ?? 0n;
    const due: Due = {
        window, vehicle, day, class: charged,
        state: exemption ? 'exempt' : 'charged',
        tariff: price.line.id,
        tolledMetres: price.tolledMetres,
        tollMinor: price.tollMinor,
        surcharge: extra?.rule.id,
        surchargeWhen: when,
        surchargeMinor,
        amountMinor: exemption ? 0n : price.tollMinor + surchargeMinor,
        payer: tag.use === 'active' && !isLow ? `wallet:${tag.tag}` : `owed:${vehicle}`,
        status: weakest([price.status, ...extra ? [extra.rule.origin.status] : []]),
        basis: [...charged.basis, ...tag.basis, ...exemption ? [exemption.seq] : [],
            ...window.pass ? [window.pass.seq] : []],
    };
    const correction = register.correctionOf(vehicle, window.id);
    return correction ? corrected(due, correction) : due;
}

/** What is asked of those without a tag, or is bought, costs its price and no surcharge. */
function isRaised({road, pass}: Window, scheme: Scheme): boolean {
    return !pass && windowRulesOf(scheme).dayNamed(road)?.kind !== 'untagged-day';
}

// The day of those without a tag is on account, whoever has found one since.
function tagFor(
    {road, trip}: Window, vehicle: Token, atMs: number, register: Register, scheme: Scheme,
): UsableTag {
    const rule = windowRulesOf(scheme).dayNamed(road);
    if (rule?.kind !== 'untagged-day') return usableTag(vehicle, atMs, register);
    const {basis} = usableTag(
        vehicle, atMs, register, rule.lateness === 'asKnown' ? trip : Infinity);
    return {use: 'none', basis};
}

/** What lets a window owe nothing: the vehicle's exemption, or a pass that pays for it. */
function exemptionOf(
    window: Window, {vehicle, class: {class: name}, tripFromMs: atMs, register}: Circumstances,
    scheme: Scheme,
): {seq: number} | undefined {
    return register.exemptionOf(vehicle, atMs)
        ?? passFor(window.sections, vehicle, name, atMs, register, scheme);
}

/** A due as a person said that it be; what was low or without a tag stays so in its name. */
function corrected(due: Due, {correction, amountMinor, seq}: Correction): Due {
    const basis = [...due.basis, seq];
    switch (correction) {
        case 'restore': return due;
        case 'exempt': return {
            ...due, basis, state: 'exempt', surcharge: undefined, surchargeWhen: undefined,
            surchargeMinor: 0n, amountMinor: 0n,
        };
        case 'write-off': return {...due, basis, payer: `lost:${due.vehicle}`};
        case 'reprice': return {
            ...due, basis, surcharge: undefined, surchargeMinor: 0n, tollMinor: amountMinor!,
            amountMinor: due.state === 'exempt' ? 0n : amountMinor!,
        };
    }
}

/** The tag that pays for a vehicle at a moment, and why none does. */
export type UsableTag =
    | {use: 'active'; tag: Token; basis: readonly number[]}
    | {use: 'blocked'; tag: Token; basis: readonly number[]}
    | {use: 'none'; basis: readonly number[]};

/**
 * The tag that was fitted and not blocked. It need not have been read on the trip: an antenna that
 * missed is not the driver's fault. `before` asks by what was known before a place in the log.
 */
export function usableTag(
    vehicle: Token, atMs: number, register: Register, before = Infinity,
): UsableTag {
    const carriage = register.tagOf(vehicle, atMs, before);
    const isOwn = vehicle.startsWith('tag:') && register.registrationOf(vehicle, atMs, before);
    const tag = carriage?.tag ?? (isOwn ? vehicle : undefined);
    const fitted = carriage ? [carriage.seq] : [];
    if (!tag) return {use: 'none', basis: fitted};
    const status = register.statusOf(tag, atMs, before);
    const basis = status ? [...fitted, status.seq] : fitted;
    return {use: status?.status === 'blocked' ? 'blocked' : 'active', tag, basis};
}
