import type {Identified} from '@karwan/tolling';
import type {DueRow, ReviewRow, TripRow} from './load-derived.ts';

/** A trip as it is stored, with its passages in the order of the road and its dues. */
export interface StoredTrip {
    row: TripRow;
    passages: readonly Identified[];
    dues: readonly DueRow[];
}

/** What is stored of one vehicle within some time. */
export interface StoredVehicle {
    /** Every trip that reaches into this time is here, both ends included. */
    fromMs: number;
    toMs: number;
    trips: StoredTrip[];
    /** Items that its trips opened; a vehicle that has some is not remembered. */
    items: readonly ReviewRow[];
}

/** What is older than the newest by so much is not remembered any more. */
const KEPT_MS = 5 * 24 * 3_600_000;

/** So many passages are remembered in each of two generations. */
const REMEMBERED = 150_000;

/** Vehicles as the tables hold them, those that the last batches touched. */
export class VehicleMemory {
    #young = new Map<string, StoredVehicle>();
    #old = new Map<string, StoredVehicle>();
    #size = 0;

    find(vehicle: string): StoredVehicle | undefined {
        const young = this.#young.get(vehicle);
        if (young) return young;
        const old = this.#old.get(vehicle);
        if (old) this.learn(vehicle, old);
        return old;
    }

    /** Learns all that the tables hold of a vehicle within some time. */
    learn(vehicle: string, stored: StoredVehicle): void {
        this.#young.set(vehicle, stored);
        this.#size += 1 + stored.trips.reduce((sum, {passages}) => sum + passages.length, 0);
    }

    forget(vehicle: string): void {
        this.#young.delete(vehicle);
        this.#old.delete(vehicle);
    }

    /** In the place of the trips that went the tables hold these now. */
    replace(vehicle: string, gone: readonly StoredTrip[], now: readonly StoredTrip[]): void {
        const stored = this.find(vehicle);
        if (!stored) return;
        const newestMs = now.reduce((latest, {row}) => Math.max(latest, row.to_ms), -Infinity);
        stored.fromMs = Math.max(stored.fromMs, newestMs - KEPT_MS);
        stored.trips = stored.trips.filter(trip =>
            !gone.includes(trip) && trip.row.to_ms >= stored.fromMs);
        stored.trips.push(...now);
        this.#size += now.length;
    }

    /** True where the next rest forgets something. */
    get isFull(): boolean {
        return this.#size > REMEMBERED;
    }

    /** Between two batches, when nothing is asked for: forgets what is too much. */
    rest(): void {
        if (!this.isFull) return;
        this.#size = 0;
        this.#old = this.#young;
        this.#young = new Map();
    }
}
