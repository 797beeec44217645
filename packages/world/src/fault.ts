/** What can be made to go wrong while a world runs. */
export const faultKinds = [
    // Of devices: nothing is said; a share is; all is said later, at once; the clock is off.
    'silent', 'losing', 'hold-back', 'drift',
    // A tag is read as if it were in the next lane; a plate is seen and cannot be read.
    'across-lanes', 'unreadable',
    // Of the line: messages come twice, or in another order.
    'double', 'shuffle',
    // Of vehicles: pairs carry one another's tags; two drive side by side; some rest at a service
    // area; some turn back at the interchange where they came off.
    'swapped-tags', 'side-by-side', 'service-stops', 'u-turns',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A fault with its time. What it concerns and how much of it depends on the kind. */
export interface Fault {
    kind: FaultKind;
    /** A device, a gantry or a site; everything where it is left out. Vehicles have no place. */
    at?: string | undefined;
    /** Of the vehicles or messages concerned; all where it is left out. */
    share?: number | undefined;
    /** Of a drifting clock: how far it is off, positive where it is ahead. */
    offsetMs?: number | undefined;
    fromMs: number;
    /** Infinity while it goes on. */
    toMs: number;
}

/** What a device is off by at the most: a door refuses what lies further in the future. */
export const MOST_OFFSET_MS = 280_000;
/** A line is held back for so long at the most; then it comes back by itself. */
export const LONGEST_HOLD_MS = 72 * 3_600_000;

/** Kinds that take hold when a day is planned, and so from the next local midnight on. */
export const PLANNED: ReadonlySet<FaultKind> = new Set(
    ['side-by-side', 'service-stops', 'u-turns']);

/** Where a device stands, as far as a fault may name it. */
export interface Whereabouts {
    id: string;
    point: string;
    site: string;
}

/** The faults of a world: declared before, or switched on and off ahead of what has happened. */
export class Faults {
    readonly #faults: Fault[];

    constructor(declared: readonly Fault[] = []) {
        this.#faults = [...declared];
    }

    get all(): readonly Fault[] {
        return this.#faults;
    }

    /** Adds one. It must begin where nothing has happened yet, or the world would be another. */
    add(fault: Fault): void {
        this.#faults.push(fault);
    }

    /** The fault of a kind that concerns this device at this moment. */
    of(kind: FaultKind, device: Whereabouts, atMs: number): Fault | undefined {
        return this.#faults.find(fault => fault.kind === kind && isOn(fault, atMs)
            && (fault.at === undefined || fault.at === device.id || fault.at === device.point
                || fault.at === device.site));
    }

    /** The share of vehicles that a fault concerns at this moment; 0 where there is none. */
    share(kind: FaultKind, atMs: number): number {
        const found = this.#faults.find(fault => fault.kind === kind && isOn(fault, atMs));
        return found ? found.share ?? 1 : 0;
    }

    /** How far a device's clock is off. */
    offsetMs(device: Whereabouts, atMs: number): number {
        const {offsetMs = 0} = this.of('drift', device, atMs) ?? {};
        return Math.max(-MOST_OFFSET_MS, Math.min(MOST_OFFSET_MS, Math.round(offsetMs)));
    }
}

/** When a line that is held back comes back. */
export function holdEndMs({fromMs, toMs}: Fault): number {
    return Math.min(toMs, fromMs + LONGEST_HOLD_MS);
}

function isOn(fault: Fault, atMs: number): boolean {
    const {kind, fromMs, toMs} = fault;
    return atMs >= fromMs && atMs < (kind === 'hold-back' ? holdEndMs(fault) : toMs);
}
