import {drawnOf, type Drawn, type Exchange} from '@karwan/plan';
import type {Chosen} from './choice.ts';
import type {YearState} from './closed-states.ts';
import type {Gate} from './structure.ts';
import type {PairWays} from './trade.ts';

/** Who comes to a gate that is shut for days waits for half of them, or goes elsewhere. */
export function gateCosts(
    gates: readonly Gate[], state: YearState, perHour: number, drawn: Drawn, exchange: Exchange,
): Float64Array {
    const costs = new Float64Array(gates.length);
    for (let number = 0; number < costs.length; number++) {
        const days = state.shut.get(number);
        const waits = days === undefined ? 0
            : Math.min(days, drawnOf(drawn, 'closure.spell')) / 2 * 24;
        costs[number] = days === 365 ? Infinity
            : (waits + (exchange.get(state.hoursAt[number]!) ?? 0)) * perHour;
    }
    return costs;
}

/** Throws where bundles of ways come to other loads of gates than the ways themselves do. */
export function refuseOtherLoads(
    gateLoads: Float64Array, each: readonly (readonly [Chosen, PairWays])[],
): void {
    const whole = new Float64Array(gateLoads.length);
    for (const [{loads}, {gate}] of each) {
        loads.forEach((load, way) => {
            if (gate[way]! >= 0) whole[gate[way]!]! += load;
        });
    }
    const sum = whole.reduce((total, load) => total + load, 0);
    const off = Math.max(...whole.map((load, gate) => Math.abs(load - gateLoads[gate]!)));
    if (off > 1e-11 * sum) throw new Error(`bundles of ways are off by ${off} of ${sum}`);
}

/** Lorries a day at each border by road, in each state of the year. */
export function trucksGiven(
    gates: readonly Gate[], carried: readonly {state: YearState; gateLoads: Float64Array}[],
): Exchange {
    const given = new Map<string, number>();
    for (const {state, gateLoads} of carried) {
        gates.forEach((gate, number) => {
            if (gate.mode !== 'road' || state.shut.has(number)) return;
            const name = state.trucksAt[number]!;
            given.set(name, (given.get(name) ?? 0) + gateLoads[number]! / 365);
        });
    }
    return given;
}
