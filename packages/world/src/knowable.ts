import {plateKey} from './plate.ts';
import type {Passage, Trip} from './trip.ts';
import type {Vehicle} from './vehicle.ts';

/** Why what a vehicle did cannot be known from what the devices said. */
export const causes = [
    'swapped-tag', 'token-left-by-another', 'missed-edge', 'misread-edge', 'unreadable-edge',
    'unregistered-tag-edge', 'unsure-edge', 'class-never-measured',
] as const;
export type Cause = (typeof causes)[number];

/**
 * What keeps a vehicle from being known; nothing where each edge passage of its trips left a right
 * registered tag or a right plate, and nobody else left a token of its.
 */
export function unknowableBy(
    vehicle: Vehicle, trips: readonly Trip[], leftByOthers: ReadonlySet<string>,
    leastConfidence: number,
): Cause[] {
    const found = new Set<Cause>();
    const {plate, fittedTag, registeredTag, registration, declaredClass} = vehicle;
    if (registeredTag !== undefined && fittedTag !== registeredTag) found.add('swapped-tag');
    if (leftByOthers.has(plateKey(plate))) found.add('token-left-by-another');
    for (const {passages} of trips) {
        for (const edge of [passages[0]!, passages.at(-1)!]) {
            const cause = edgeCause(edge, registration !== 'never', leastConfidence);
            if (cause) found.add(cause);
        }
        const isMeasured = passages.some(passage => passage.left!.laser === 'right');
        if (declaredClass === undefined && !isMeasured) found.add('class-never-measured');
    }
    return causes.filter(cause => found.has(cause));
}

/** Plates that were read where another vehicle passed. */
export function platesLeftByOthers(trips: readonly Trip[]): Set<string> {
    const wrong = trips.flatMap(trip => trip.passages).flatMap(
        ({left}) => left?.camera === 'wrong' && left.read ? [plateKey(left.read)] : []);
    return new Set(wrong);
}

function edgeCause(
    {left}: Passage, isTagRegistered: boolean, leastConfidence: number,
): Cause | undefined {
    if (!left) throw new Error('a passage that has not happened yet');
    const {antenna, camera, confidence} = left;
    if (antenna === 'right' && isTagRegistered) return undefined;
    if (camera === 'right') return confidence! >= leastConfidence ? undefined : 'unsure-edge';
    if (camera === 'wrong') return 'misread-edge';
    if (camera === 'unreadable') return 'unreadable-edge';
    return antenna === 'right' ? 'unregistered-tag-edge' : 'missed-edge';
}
