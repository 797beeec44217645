import {plateKey} from './plate.ts';
import type {Passage, Trip} from './trip.ts';
import type {Vehicle} from './vehicle.ts';

/** Why what a vehicle did cannot be known from what the devices said. */
export const causes = [
    'swapped-tag', 'token-left-by-another', 'left-anothers-token', 'missed-edge', 'misread-edge',
    'unreadable-edge', 'unregistered-tag-edge', 'unsure-edge', 'class-never-measured',
    'read-astray', 'held-back-low-wallet',
] as const;
export type Cause = (typeof causes)[number];

/** What the whole fleet left, to tell when one vehicle was taken for another. */
export interface FleetLeft {
    /** Plates that were read where another vehicle passed. */
    misread: ReadonlySet<string>;
    /** Plates that vehicles of the fleet carry. */
    carried: ReadonlySet<string>;
    /** Tags that were read where another vehicle passed. */
    tagsElsewhere: ReadonlySet<string>;
    /** Vehicles where claims of others seemed to stand. */
    touched: ReadonlySet<Vehicle>;
    /** A camera less sure than this identifies nobody. */
    leastConfidence: number;
}

/**
 * What keeps a vehicle from being known; nothing where each edge passage of its trips left a right
 * registered tag or a right plate, and it was taken for nobody else, nor anybody for it.
 */
export function unknowableBy(
    vehicle: Vehicle, trips: readonly Trip[],
    {misread, carried, tagsElsewhere, touched, leastConfidence}: FleetLeft,
): Cause[] {
    const found = new Set<Cause>();
    const {plate, fittedTag, registeredTag, registration, declaredClass} = vehicle;
    if (registeredTag !== undefined && fittedTag !== registeredTag) found.add('swapped-tag');
    if (misread.has(plateKey(plate))) found.add('token-left-by-another');
    if (tagsElsewhere.has(fittedTag ?? '') || touched.has(vehicle)) {
        found.add('token-left-by-another');
    }
    for (const {passages} of trips) {
        for (const {left} of passages) {
            if (left?.tagRead !== undefined) found.add('swapped-tag');
            if (left?.astray) found.add('read-astray');
            // Who pays is decided when it is known, and money may have come or gone by then.
            if (left?.isHeldBack && vehicle.wallet === 'low') found.add('held-back-low-wallet');
        }
        const taken = platesMisread(passages).filter(key => carried.has(key));
        if (taken.length > 0) found.add('left-anothers-token');
        for (const edge of [passages[0]!, passages.at(-1)!]) {
            const cause = edgeCause(edge, registration !== 'never', leastConfidence);
            if (cause) found.add(cause);
        }
        const isMeasured = passages.some(passage => passage.left!.laser === 'right');
        if (declaredClass === undefined && !isMeasured) found.add('class-never-measured');
    }
    return causes.filter(cause => found.has(cause));
}

/** Tags that were read on vehicles that do not own them, by a fault. */
export function tagsReadElsewhere(passages: readonly Passage[]): string[] {
    return passages.flatMap(({left}) => left?.tagRead ?? []);
}

/** Plates that were read wrong on these passages. */
export function platesMisread(passages: readonly Passage[]): string[] {
    return passages.flatMap(
        ({left}) => left?.camera === 'wrong' && left.read ? [plateKey(left.read)] : []);
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
