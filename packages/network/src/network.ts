import type {Currency, Figure, Place as FilePlace} from '@karwan/base';

/** How something travels over a link. */
export const modes = ['road', 'rail', 'sea', 'ferry', 'river', 'pipe'] as const;
export type Mode = (typeof modes)[number];

export const placeKinds = [
    'city', 'town', 'station', 'junction', 'interchange', 'border', 'port', 'dry_port',
    'gauge_change', 'pass', 'works',
] as const;
export const terrains = ['plain', 'hill', 'mountain', 'desert', 'water'] as const;
export const roadClasses = [
    'motorway', 'expressway', 'national', 'secondary', 'track', 'street',
] as const;
export const conditions = ['good', 'fair', 'poor'] as const;
/** Whether a link is there at all; dated closures are openings. */
export const linkStates = ['open', 'planned', 'building', 'idle', 'abandoned', 'closed'] as const;
export const handoverKinds = ['border', 'gauge', 'port', 'terminal'] as const;
export type Terrain = (typeof terrains)[number];
export type HandoverKind = (typeof handoverKinds)[number];

/** Where a length is from, and which statuses that allows. */
export const basisStatus = {
    read: ['published', 'measured'], difference: ['published', 'measured'],
    prorated: ['estimated'], path: ['estimated'], chord: ['estimated'], scaled: ['estimated'],
    factor: ['estimated'], general: ['assumed'],
} as const;
export type Basis = keyof typeof basisStatus;
export const bases = Object.keys(basisStatus) as Basis[];

/** Something read from a file: where its row stands. */
interface FromFile {
    at: FilePlace;
    note: string;
}

/** Where links meet: a town, a station, a border post, a berth. */
export interface Place extends FromFile {
    id: string;
    name: string;
    kind: (typeof placeKinds)[number];
    /** ISO 3166 alpha-2. */
    country: string;
    /** A route from or to that place may begin or end here. */
    partOf: string | undefined;
    aliases: readonly string[];
    lat: number;
    lon: number;
    elevationMetres: number | undefined;
    /** Of the coordinate. */
    known: Pick<Figure, 'status' | 'source' | 'date'>;
}

/** What joins two places: a stretch of road or line, a sea lane. */
export interface Link extends FromFile {
    id: string;
    from: string;
    to: string;
    isOneWay: boolean;
    mode: Mode;
    /** `N-5`, `ML-1`; empty where it has none. */
    line: string;
    /** In km. */
    length: Figure;
    basis: Basis;
    state: (typeof linkStates)[number];
    project: string | undefined;
    crossing: string | undefined;
    terrain: Terrain;
    class: (typeof roadClasses)[number] | undefined;
    lanes: number | undefined;
    axleTonnes: number | undefined;
    /** None but for rail; two for mixed track. */
    gaugesMm: readonly number[];
    tracks: number | undefined;
    /** `no`, `25 kV`; empty where not known. */
    electrified: string;
    maxKmh: number | undefined;
    gradientPermille: number | undefined;
    /** Vehicles that may use it; all of its mode where empty. */
    access: readonly string[];
    capacity: Capacity | undefined;
    /** Free time where published, in hours. */
    freeHours: number | undefined;
    condition: (typeof conditions)[number] | undefined;
}

/** What passes in one direction, in the unit as published. */
export interface Capacity {
    value: number;
    unit: string;
}

/** A border by name, as `--shut` calls it. */
export interface Crossing extends FromFile {
    id: string;
    name: string;
    countries: readonly [string, string];
}

/**
 * What stands between two states of a consignment: a border, a gauge change, a port, a terminal.
 * `value` of a figure is its median, `low` and `high` are its p10 and p90.
 */
export interface Handover extends FromFile {
    id: string;
    /** A crossing for a border, else a place. */
    of: string;
    kind: HandoverKind;
    /** Countries of a border, millimetres of a gauge, modes of a port or terminal. */
    from: string;
    to: string;
    mode: Mode | undefined;
    isOneWay: boolean;
    side: string | undefined;
    hours: Required<Figure>;
    money: Required<Figure>;
    lossPermille: number;
    capacity: Capacity | undefined;
}

export const rateKinds = ['speed', 'price', 'price-vehicle', 'loss'] as const;

/** What a kilometre takes; `*` stands for any. `low` and `high` of a speed are its p10 and p90. */
export interface Rate extends FromFile {
    what: (typeof rateKinds)[number];
    mode: string;
    country: string;
    class: string;
    terrain: string;
    vehicle: string;
    figure: Required<Figure>;
}

/** What the use of a link costs a vehicle beside its rate. */
export interface Toll extends FromFile {
    link: string;
    vehicle: string;
    money: Figure;
    /** What the whole road costs, where this is a link's share of it. */
    whole: number | undefined;
    firstDay: string | undefined;
    lastDay: string | undefined;
}

export const openingRules = ['shut', 'hours', 'season', 'slow'] as const;

/** When something is open: a closure with its days, opening hours, a season, a slow time. */
export interface Opening extends FromFile {
    id: string;
    of: string;
    rule: (typeof openingRules)[number];
    firstDay: string | undefined;
    lastDay: string | undefined;
    knownTo: string | undefined;
    zone: string;
    /** The text of opening hours or of a season; empty for the other rules. */
    open: string;
    factor: number;
    from: string | undefined;
    to: string | undefined;
    mode: Mode | undefined;
    known: Pick<Figure, 'status' | 'source' | 'date'>;
}

/** A published total between places, to check sums against. */
export interface Total extends FromFile {
    id: string;
    line: string;
    mode: Mode;
    from: string;
    to: string;
    via: readonly string[];
    length: Figure;
    /** Share by which the sum may differ. */
    tolerance: number;
}

/** A coordinate that another source gives for a place. */
export interface OtherCoordinate extends FromFile {
    place: string;
    lat: number;
    lon: number;
    known: Pick<Figure, 'status' | 'source' | 'date'>;
}

/** A published figure of a crossing, kept to stand beside ours; no route reads it. */
export interface Observed extends FromFile {
    of: string;
    from: string;
    to: string;
    mode: Mode;
    side: string | undefined;
    what: 'hours' | 'money';
    year: number;
    value: number;
    direction: string;
    source: string;
    date: string;
}

export interface Country {
    id: string;
    name: string;
    zone: string;
}

/** What carries a consignment in a mode. */
export interface Vehicle {
    id: string;
    name: string;
    mode: Mode;
    tonnes: number;
}

/** What one consignment is, and what money its hours and losses are worth. */
export interface Commodity {
    id: string;
    name: string;
    tonnes: number;
    /** Money a consignment, an hour of the median, an hour between p50 and p90. */
    value: Figure;
    hour: Figure;
    spreadHour: Figure;
    modes: readonly Mode[];
}

/** Length over great circle, where no length is published. */
export interface Circuity {
    mode: Mode;
    terrain: Terrain;
    factor: Figure;
}

export interface Licence {
    file: string;
    licence: string;
    attribution: string;
}

/** A network as data, checked whole. */
export interface Network {
    id: string;
    name: string;
    version: string;
    currency: Currency;
    countries: readonly Country[];
    vehicles: readonly Vehicle[];
    commodities: readonly Commodity[];
    circuity: readonly Circuity[];
    licences: readonly Licence[];
    places: readonly Place[];
    links: readonly Link[];
    crossings: readonly Crossing[];
    handovers: readonly Handover[];
    rates: readonly Rate[];
    tolls: readonly Toll[];
    openings: readonly Opening[];
    totals: readonly Total[];
    coordinates: readonly OtherCoordinate[];
    observed: readonly Observed[];
}
