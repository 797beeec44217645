import type {WireFact} from '@karwan/journey';
import type {Leg} from './route.ts';
import {surchargeMinor, tollMinor, type WorldTariff} from './tariff.ts';
import type {Trip} from './trip.ts';

/** What a trip owes for one road, by the facts as they are finally known. */
export interface TrueCharge {
    road: string;
    entry: string;
    exit: string;
    tolledMetres: number;
    class: string;
    tollMinor: bigint;
    surcharge: 'no-tag' | 'low-balance' | undefined;
    surchargeMinor: bigint;
    amountMinor: bigint;
    payer: 'wallet' | 'owed' | 'exempt';
}

/** The charges of a vehicle's trips, in the order of driving; a trip's roads in theirs. */
export function chargesOf(
    tariff: WorldTariff, facts: readonly WireFact[], trips: readonly Trip[],
    minorFrom: (money: string) => bigint,
): TrueCharge[][] {
    let spentMinor = 0n;
    return trips.map(trip => {
        const startMs = trip.passages[0]!.atMs;
        const then = stateAt(facts, startMs, minorFrom);
        return trip.route.legs.map(leg => {
            const charge = chargeOf(tariff, trip, leg, then, then.paidInMinor - spentMinor);
            if (charge.payer === 'wallet') spentMinor += charge.amountMinor;
            return charge;
        });
    });
}

function chargeOf(
    tariff: WorldTariff, {passages, vehicle}: Trip, leg: Leg, then: State, walletMinor: bigint,
): TrueCharge {
    const legMs = passages.find(passage => passage.gantry === leg.gantries[0])!.atMs;
    const {road, entry, exit, tolledMetres} = leg;
    const vehicleClass = then.class ?? vehicle.class;
    const toll = tollMinor(tariff, leg, vehicleClass, legMs);
    const plain = {
        road, entry, exit, tolledMetres, class: vehicleClass, tollMinor: toll,
        surcharge: undefined, surchargeMinor: 0n,
    };
    if (then.isExempt) return {...plain, amountMinor: 0n, payer: 'exempt'};
    if (then.isTagActive && walletMinor >= toll) {
        return {...plain, amountMinor: toll, payer: 'wallet'};
    }
    const surcharge = then.isTagActive ? 'low-balance' : 'no-tag';
    const more = surchargeMinor(tariff, surcharge, toll, legMs);
    return {...plain, surcharge, surchargeMinor: more, amountMinor: toll + more, payer: 'owed'};
}

interface State {
    class: string | undefined;
    isExempt: boolean;
    /** Registered, and not blocked. */
    isTagActive: boolean;
    paidInMinor: bigint;
}

// Of what counts at an instant, what was said last holds.
function stateAt(
    facts: readonly WireFact[], atMs: number, minorFrom: (money: string) => bigint,
): State {
    const state: State = {
        class: undefined, isExempt: false, isTagActive: false, paidInMinor: 0n,
    };
    for (const fact of facts) {
        if (Date.parse(fact.validFrom) > atMs) continue;
        switch (fact.fact) {
            case 'register':
                state.class = fact.class;
                if (fact.exemption !== undefined) state.isExempt = true;
                if (fact.tag !== undefined) state.isTagActive = true;
                state.paidInMinor += minorFrom(fact.openingBalance ?? '0');
                break;
            case 'tag-status': state.isTagActive = fact.status === 'active'; break;
            case 'class': state.class = fact.class; break;
            case 'exemption': state.isExempt = fact.isExempt; break;
            case 'topup': state.paidInMinor += minorFrom(fact.amount); break;
            case 'review': throw new Error('the world says nothing of reviews');
        }
    }
    return state;
}
