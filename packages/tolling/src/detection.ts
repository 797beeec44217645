import type {DeviceKind} from '@karwan/journey';

/**
 * True where a message of such a device is a detection: that a vehicle passed, whoever it was. A
 * laser or loop says so, and a gantry that tells all in one message.
 */
export function isDetection(kind: DeviceKind): boolean {
    return kind === 'laser' || kind === 'gantry';
}

/** True where such a device sees a part of a vehicle, and others of its lane see the rest. */
export function isPart(kind: DeviceKind): boolean {
    return kind === 'laser' || kind === 'antenna' || kind === 'camera';
}

/** How often a vehicle was counted; all detections but the first are false. */
export function detectionsIn(claims: readonly {kind: DeviceKind}[]): number {
    return claims.filter(({kind}) => isDetection(kind)).length;
}
