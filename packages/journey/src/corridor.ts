import type {Currency, Figure, Status} from '@karwan/base';

/** A road of the corridor with its carriageways. */
export interface Road {
    id: string;
    name: string;
    /** Ids of the carriageways: `north`, `south`; a one-way road has one. */
    directions: readonly string[];
    /** The length that is charged by length, with its range and where sources disagree. */
    tolled?: Figure | undefined;
}

/** A place on a road where one can come on or go off, or where it joins another road. */
export interface Interchange {
    id: string;
    road: string;
    name: string;
    /**
     * False where one can neither come on nor go off: a toll plaza across the road, a border
     * between two gantries. Left out it means true.
     */
    hasRamps?: boolean;
    /** Along the road in its first direction, from its beginning. */
    chainageMetres: number;
    chainageStatus: Status;
    lat: number | undefined;
    lon: number | undefined;
}

/**
 * A stretch of one carriageway between neighbouring interchanges, with the gantry over it. `from`
 * and `to` are in the direction of travel.
 */
export interface Section {
    road: string;
    direction: string;
    from: string;
    to: string;
    lengthMetres: number;
    /** The part of the length that is charged by length: 0 before a toll plaza. */
    tolledMetres: number;
    lengthStatus: Status;
    /** The length may lie in this range. */
    lowMetres: number;
    highMetres: number;
    gantry: string;
}

/** A gantry over a section, or a station on a ramp at an interchange. */
export interface Point {
    id: string;
    kind: 'gantry' | 'station';
    name: string;
    road: string;
    direction: string;
    /** The interchange of a station; of a gantry, where its section begins. */
    at: string;
    /** Along the road in its first direction. */
    chainageMetres: number;
    chainageStatus: Status;
    /** The site may lie in this range; left out where the chainage is known. */
    lowMetres?: number | undefined;
    highMetres?: number | undefined;
    lat: number | undefined;
    lon: number | undefined;
}

/** What a device is decides what its readings say. */
export type DeviceKind =
    | 'laser' | 'antenna' | 'camera' | 'gantry' | 'entry-tag' | 'entry-manual' | 'exit';

export interface Device {
    id: string;
    point: string;
    kind: DeviceKind;
    /** Who may send for it: a site has one key. */
    site: string;
    /** False where a rule has put it there and nobody has built it yet: it may well be silent. */
    isBuilt?: boolean;
}

/** Where one may drive from one carriageway onto another without leaving the toll system. */
export interface Junction {
    fromRoad: string;
    fromDirection: string;
    toRoad: string;
    toDirection: string;
    /** The interchange that both roads share. */
    at: string;
}

/** A corridor: what lies there and what stands over it. */
export interface Corridor {
    id: string;
    name: string;
    zone: string;
    currency: Currency;
    roads: readonly Road[];
    interchanges: readonly Interchange[];
    sections: readonly Section[];
    points: readonly Point[];
    devices: readonly Device[];
    junctions: readonly Junction[];
    /** Names of vehicle classes, cheapest first. */
    classes: readonly string[];
}
