import type {Token} from '@karwan/journey';
import type {Case} from '../../apps/web/src/data/review.ts';
import type {ConsoleUnderTest} from './console-under-test.ts';
import type {Choice} from './clerk.ts';

/** Two vehicles are never so close in one lane. */
const SAME_MS = 1_500;

/** Who truly passed where and when: the world's own word, by gantry and time. */
export function truthOf({driven: {driven}, thread}: ConsoleUnderTest): (
    point: string, lane: number, atMs: number,
) => {token: Token; class: string} | undefined {
    const passages = new Map<string, {lane: number; atMs: number; token: Token; class: string}[]>();
    for (const {vehicle, passages: own} of driven) {
        for (const {gantry, lane, atMs} of own) {
            const all = passages.get(gantry) ?? [];
            passages.set(gantry, all);
            all.push({lane, atMs, token: thread.vault.token(vehicle.plate), class: vehicle.class});
        }
    }
    return (point, lane, atMs) => {
        const near = (passages.get(point) ?? []).filter(each =>
            each.lane === lane && Math.abs(each.atMs - atMs) <= SAME_MS);
        return near.toSorted((a, b) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs))[0];
    };
}

/** How a choice stands against the truth. */
export type Verdict =
    | 'right'
    /** Given up, and nothing on the page named the right one. */
    | 'rightly given up'
    | 'wrong vehicle or class'
    | 'given up though it was there';

/** Judges a choice among the offers of an item. */
export function verdictOf(
    {item, offers}: Case, choice: Choice, truth: {token: Token; class: string},
): Verdict {
    const isRight = ({token, class: name}: Case['offers'][number]): boolean =>
        item.reason === 'class-differs'
            ? name?.replace(/ \(.*\)$/, '') === truth.class : token === truth.token;
    if (choice !== 'nobody can tell') {
        return isRight(offers[choice]!) ? 'right' : 'wrong vehicle or class';
    }
    return offers.some(isRight) ? 'given up though it was there' : 'rightly given up';
}
