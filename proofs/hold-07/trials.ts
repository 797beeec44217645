import {Brackets, Roads, Settling, SHARE_PLAN, type HeardReading} from '@karwan/health';
import type {Corridor, Token} from '@karwan/journey';

/** Whether a gantry saw a vehicle that both its neighbours saw. */
export interface Trial {
    isSeen: boolean;
    atMs: number;
}

/** A vehicle's times in milliseconds at three gantries in a row. */
export interface Times {
    at: number;
    atMs: readonly [number, number, number];
    isCar: boolean;
}

/** By gantry the settled trials of the days, and the cars' times at neighbours. */
export function trialsAndTimes(
    corridor: Corridor, readings: readonly HeardReading[],
): {roads: Roads; trials: Trial[][]; times: Times[]} {
    const roads = new Roads(corridor);
    const brackets = new Brackets(roads);
    const settling = new Settling(SHARE_PLAN.settleMs);
    const trials: Trial[][] = roads.gantries.map(() => []);
    const times: Times[] = [];
    const order = (point: string): number => roads.find(point) ?? 0;
    const sorted = [...readings].sort(
        (a, b) => a.atMs - b.atMs || order(a.point) - order(b.point));
    for (const {tag, point, atMs, measuredClass} of sorted) {
        const gantry = roads.find(point)!;
        const known = brackets.see(tag as Token, gantry, atMs);
        if (known.isLate) settling.takeBack(tag as Token, gantry);
        for (const bracket of known.brackets) settling.put(bracket);
        for (const {gantry: of, isSeen, passedMs} of settling.settled(atMs)) {
            trials[of]!.push({isSeen, atMs: passedMs});
        }
        const {triple} = known;
        if (!triple || !roads.isNext(triple.before, triple.at)
            || !roads.isNext(triple.at, triple.after)) continue;
        times.push({
            at: triple.at, atMs: [triple.beforeMs, triple.atMs, triple.afterMs],
            isCar: measuredClass === 'car',
        });
    }
    return {roads, trials, times};
}
