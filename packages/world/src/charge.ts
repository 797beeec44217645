import type {WireFact} from '@karwan/journey';
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
        const vehicleClass = then.class ?? trip.vehicle.class;
        return trip.route.legs.map(leg => {
            const legMs = trip.passages.find(p => p.gantry === leg.gantries[0])!.atMs;
            const toll = tollMinor(tariff, leg, vehicleClass, legMs);
            const {road, entry, exit, tolledMetres} = leg;
            const plain = {road, entry, exit, tolledMetres, class: vehicleClass, tollMinor: toll};
            if (then.isExempt) {
                return {
                    ...plain, surcharge: undefined, surchargeMinor: 0n, amountMinor: 0n,
                    payer: 'exempt',
                };
            }
            const canPay = then.isTagActive && then.paidInMinor - spentMinor >= toll;
            if (canPay) {
                spentMinor += toll;
                return {
                    ...plain, surcharge: undefined, surchargeMinor: 0n, amountMinor: toll,
                    payer: 'wallet',
                };
            }
            const surcharge = then.isTagActive ? 'low-balance' : 'no-tag';
            const more = surchargeMinor(tariff, surcharge, toll, legMs);
            return {
                ...plain, surcharge, surchargeMinor: more, amountMinor: toll + more,
                payer: 'owed',
            };
        });
    });
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
