import {compareText} from '@karwan/base';
import type {DeviceKind, Reading, Token} from '@karwan/journey';
import {detectionsIn, isDetection, isPart} from './detection.ts';

/** A reading as a claim about a vehicle: what its device can say, the device's kind decides. */
export interface Claim extends Reading {
    kind: DeviceKind;
}

/** What kind of place was passed: a gantry over the road, or a station on a ramp. */
export type PassageKind = 'gantry' | 'entry-tag' | 'entry-manual' | 'exit';

/** One vehicle under one gantry (or past one ramp station) once: the claims of a moment, fused. */
export interface Passage {
    /** The lowest place in the log among its readings. */
    id: number;
    kind: PassageKind;
    point: string;
    lane: number;
    atMs: number;
    tag: Token | undefined;
    plate: Token | undefined;
    /** How sure the camera was of the plate; undefined where it does not say. */
    confidence: number | undefined;
    measuredClass: string | undefined;
    /** How often a laser, loop or whole-gantry device counted it; all but the first are false. */
    detections: number;
    /** Places in the log, lowest first. */
    readings: readonly number[];
}

/**
 * Claims in any order give the same passages. Claims belong together when they are at most
 * `samePassageMs` apart: at a device that tells all in one message those of the same token, else
 * those of the same lane, where each detection is a vehicle of its own and takes the nearest tag
 * and the nearest plate that came with or after it: a gantry's laser stands first.
 */
export function passagesFrom(claims: readonly Claim[], samePassageMs: number): Passage[] {
    return clustersFrom(claims, samePassageMs)
        .flatMap(cluster => passagesOf(cluster, samePassageMs));
}

/**
 * Claims that may concern each other: no claim outside a cluster can change what becomes of the
 * claims inside. Each cluster lies in the order of time.
 */
export function clustersFrom(claims: readonly Claim[], samePassageMs: number): Claim[][] {
    const groups = new Map<string, Claim[]>();
    for (const claim of claims) {
        const key = clusterKeyOf(claim);
        const group = groups.get(key);
        if (group) group.push(claim);
        else groups.set(key, [claim]);
    }
    const clusters: Claim[][] = [];
    for (const group of groups.values()) {
        if (group.length > 1) group.sort(byTime);
        let cluster: Claim[] = [];
        for (const claim of group) {
            const last = cluster.at(-1);
            if (last && claim.atMs - last.atMs > samePassageMs) {
                clusters.push(cluster);
                cluster = [];
            }
            cluster.push(claim);
        }
        clusters.push(cluster);
    }
    return clusters;
}

/**
 * Only claims with the same key can concern each other. A laser, antenna or camera sees a part, so
 * its claims wait for others of the lane. Every other device tells the whole: only the same token
 * said twice belongs together.
 */
export function clusterKeyOf({kind, point, lane, tag, plate, seq}: Claim): string {
    if (isPart(kind)) return `${point} ${lane}`;
    return `${point} ${kind} ${tag ?? plate ?? seq}`;
}

const rank: Record<DeviceKind, number> = {
    'laser': 0, 'gantry': 0, 'entry-tag': 0, 'entry-manual': 0, 'exit': 0,
    'antenna': 1, 'camera': 2,
};

// The place in the log comes last and decides only between claims that say the same.
function byTime(a: Claim, b: Claim): number {
    return a.atMs - b.atMs || rank[a.kind] - rank[b.kind]
        || compareText(a.tag ?? '', b.tag ?? '') || compareText(a.plate ?? '', b.plate ?? '')
        || compareText(a.device, b.device) || a.lane - b.lane
        || compareText(a.measuredClass ?? '', b.measuredClass ?? '')
        || (a.confidence ?? 1) - (b.confidence ?? 1) || a.seq - b.seq;
}

/** The passages of one whole cluster, which lies in the order of time. */
export function passagesOf(cluster: readonly Claim[], samePassageMs: number): Passage[] {
    if (cluster.length === 1) return [passageOfOne(cluster[0]!)];
    if (!isPart(cluster[0]!.kind)) return [passageOf(cluster)];
    const vehicles = cluster.filter(claim => claim.kind === 'laser').map(claim => [claim]);
    const rest = joinNearest(cluster.filter(c => c.kind !== 'laser'), vehicles, samePassageMs)
        .filter(claim => !joinSame(claim, vehicles, samePassageMs));
    // No laser saw these: each tag is a vehicle, then each plate that no tag took.
    const tagged = rest.filter(claim => claim.kind === 'antenna').map(claim => [claim]);
    const untagged = joinNearest(rest.filter(c => c.kind === 'camera'), tagged, samePassageMs);
    return [...vehicles, ...mergeSame(tagged), ...mergeSame(untagged.map(claim => [claim]))]
        .map(passageOf);
}

/**
 * Gives each claim to the nearest vehicle that has nothing of its kind yet, the nearest pairs
 * first; what is left over finds no vehicle.
 */
function joinNearest(claims: Claim[], vehicles: Claim[][], samePassageMs: number): Claim[] {
    const pairs: Array<{claim: Claim; vehicle: Claim[]; apartMs: number}> = [];
    for (const claim of claims) {
        for (const vehicle of vehicles) {
            const laterMs = claim.atMs - vehicle[0]!.atMs;
            const apartMs = Math.abs(laterMs);
            // The light curtain stands first: what came before it was another vehicle's.
            if (vehicle[0]!.kind === 'laser' && laterMs < 0) continue;
            if (apartMs <= samePassageMs) pairs.push({claim, vehicle, apartMs});
        }
    }
    pairs.sort((a, b) => a.apartMs - b.apartMs);
    const left = new Set(claims);
    for (const {claim, vehicle} of pairs) {
        if (!left.has(claim) || !hasRoomFor(vehicle, claim)) continue;
        vehicle.push(claim);
        left.delete(claim);
    }
    return [...left];
}

// A tag or plate that is said again belongs to the vehicle that has it, whichever came first.
function joinSame(claim: Claim, vehicles: Claim[][], samePassageMs: number): boolean {
    const same = vehicles.find(vehicle => vehicle.some(other =>
        isSameToken(other, claim) && Math.abs(other.atMs - claim.atMs) <= samePassageMs));
    same?.push(claim);
    return same !== undefined;
}

function hasRoomFor(vehicle: readonly Claim[], claim: Claim): boolean {
    return vehicle.every(other => other.kind !== claim.kind || isSameToken(other, claim));
}

function isSameToken(a: Claim, b: Claim): boolean {
    const token = a.tag ?? a.plate;
    return token !== undefined && token === (b.tag ?? b.plate);
}

// An antenna or camera that says the same token again within the moment has seen one vehicle.
function mergeSame(vehicles: Claim[][]): Claim[][] {
    const merged: Claim[][] = [];
    for (const vehicle of vehicles) {
        const same = merged.find(other => isSameToken(other[0]!, vehicle[0]!));
        if (same) same.push(...vehicle);
        else merged.push(vehicle);
    }
    return merged;
}

// Most passages are told by one device in one message.
function passageOfOne(claim: Claim): Passage {
    const {kind} = claim;
    return {
        id: claim.seq,
        kind: kindOfPassage(kind),
        point: claim.point,
        lane: claim.lane,
        atMs: claim.atMs,
        tag: claim.tag,
        plate: claim.plate,
        confidence: claim.plate === undefined ? undefined : claim.confidence,
        measuredClass: claim.measuredClass,
        detections: isDetection(kind) ? 1 : 0,
        readings: [claim.seq],
    };
}

function kindOfPassage(kind: DeviceKind): PassageKind {
    return isPart(kind) ? 'gantry' : kind as PassageKind;
}

function passageOf(claims: readonly Claim[]): Passage {
    const first = claims[0]!;
    const plated = claims.filter(claim => claim.plate !== undefined)
        .sort((a, b) => (b.confidence ?? 1) - (a.confidence ?? 1) || byTime(a, b))[0];
    return {
        id: Math.min(...claims.map(claim => claim.seq)),
        kind: kindOfPassage(first.kind),
        point: first.point,
        lane: first.lane,
        atMs: first.atMs,
        tag: claims.find(claim => claim.tag !== undefined)?.tag,
        plate: plated?.plate,
        confidence: plated?.confidence,
        measuredClass: claims.find(claim => claim.measuredClass !== undefined)?.measuredClass,
        detections: detectionsIn(claims),
        readings: claims.map(claim => claim.seq).sort((a, b) => a - b),
    };
}
