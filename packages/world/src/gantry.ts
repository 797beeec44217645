import type {Chance} from '@karwan/base';
import type {Corridor, Device, WireReading} from '@karwan/journey';
import {LEAST_HEADWAY_MS} from './drive.ts';
import type {Faults} from './fault.ts';
import {misread, plateKey} from './plate.ts';
import type {Rates} from './rates.ts';
import type {Left, Passage, Trip} from './trip.ts';
import type {Vehicle} from './vehicle.ts';

/** What one device says of one passage, before it is sent. */
export interface Claim {
    device: Device;
    atMs: number;
    delayMs: number;
    says: Pick<WireReading, 'class' | 'tag' | 'plate' | 'lane'>;
}

interface Gantry {
    laser: Device;
    antenna: Device;
    camera: Device;
    /** When the last vehicle passed in each lane. */
    lastMs: number[];
}

/** The gantries of a corridor at work: passages in the order of time become claims. */
export class Gantries {
    readonly #gantries: ReadonlyMap<string, Gantry>;
    readonly #rates: Rates;
    readonly #lanes: number;
    readonly #faults: Faults;
    readonly #partners: ReadonlyMap<Vehicle, Vehicle>;

    constructor(
        corridor: Corridor, rates: Rates, lanes: number, faults: Faults, fleet: readonly Vehicle[],
    ) {
        this.#faults = faults;
        this.#partners = partnersOf(fleet);
        this.#rates = rates;
        this.#lanes = lanes;
        this.#gantries = new Map(corridor.sections.map(({gantry}) => {
            const device = (kind: Device['kind']): Device => {
                const found = corridor.devices.find(d => d.point === gantry && d.kind === kind);
                if (!found) throw new Error(`${gantry} has no ${kind}`);
                return found;
            };
            return [gantry, {
                laser: device('laser'), antenna: device('antenna'), camera: device('camera'),
                lastMs: new Array<number>(lanes + 1).fill(-Infinity),
            }];
        }));
    }

    /** Writes into the passage what each device made of it. */
    see(trip: Trip, passage: Passage, chance: Chance, faulty: Chance): Claim[] {
        const gantry = this.#gantries.get(passage.gantry)!;
        this.#findRoom(gantry, passage);
        const left = leftBy(trip.vehicle, this.#rates, chance);
        passage.left = left;
        const {atMs, lane, delayMs} = passage;
        // The light curtain comes first, then the antenna's field, then the camera's plane: all of
        // one vehicle before the light curtain can see the next one in the lane.
        const laserMs = atMs + chance.below(100);
        const antennaMs = atMs + 100 + chance.below(260);
        const cameraMs = atMs + 200 + chance.below(450);
        const {vehicle} = trip;
        this.#spoil(gantry, vehicle, left, passage, faulty);
        const claims: Claim[] = [];
        const claim = (device: Device, ms: number, says: Claim['says']): void => {
            const claimed = {device, atMs: ms, delayMs, says: {lane, ...says}};
            claims.push(claimed);
            this.#note(left, claimed, passage);
        };
        if (left.laser === 'right') claim(gantry.laser, laserMs, {class: vehicle.class});
        if (left.antenna === 'right' || left.antenna === 'swapped') {
            const other = this.#laneRead(gantry.antenna, passage, faulty);
            const tag = left.tagRead ?? vehicle.fittedTag!;
            claim(gantry.antenna, antennaMs, {tag, ...other !== undefined && {lane: other}});
        }
        if (left.camera === 'unreadable') claim(gantry.camera, cameraMs, {plate: null});
        else if (left.camera !== 'missed') {
            claim(gantry.camera, cameraMs, {plate: {...left.read!, confidence: left.confidence!}});
        }
        return claims;
    }

    // What faults take away or put in another's place, after every ordinary draw was made.
    #spoil(
        {laser, antenna, camera}: Gantry, vehicle: Vehicle, left: Left, {atMs}: Passage,
        faulty: Chance,
    ): void {
        const faults = this.#faults;
        const isLost = (device: Device): boolean => {
            if (faults.of('silent', device, atMs)) return true;
            const losing = faults.of('losing', device, atMs);
            return losing !== undefined && faulty.happens(losing.share ?? 1);
        };
        if (isLost(laser)) left.laser = 'missed';
        if (isLost(antenna) && left.antenna !== 'none') left.antenna = 'missed';
        const blind = faults.of('unreadable', camera, atMs);
        const isRead = left.camera === 'right' || left.camera === 'wrong';
        if (blind && isRead && faulty.happens(blind.share ?? 1)) left.camera = 'unreadable';
        if (isLost(camera)) left.camera = 'missed';
        if (left.camera === 'missed' || left.camera === 'unreadable') {
            Object.assign(left, {read: undefined, confidence: undefined});
        }
        const partner = this.#partners.get(vehicle);
        const share = partner ? faults.share('swapped-tags', atMs) : 0;
        if (left.antenna !== 'right' || !partner || !isOfShare(vehicle, partner, share)) return;
        left.antenna = 'swapped';
        left.tagRead = partner.fittedTag!;
    }

    #laneRead(antenna: Device, {atMs, lane}: Passage, faulty: Chance): number | undefined {
        const fault = this.#faults.of('across-lanes', antenna, atMs);
        if (!fault || this.#lanes === 1 || !faulty.happens(fault.share ?? 1)) return undefined;
        return lane === this.#lanes ? lane - 1 : lane + 1;
    }

    // What a claim seems to say of another place or time, for the truth to know whom it touched.
    #note(left: Left, {device, atMs, says}: Claim, {lane}: Passage): void {
        const offsetMs = this.#faults.offsetMs(device, atMs);
        if (offsetMs !== 0 || says.lane !== lane) {
            (left.astray ??= []).push({lane: says.lane!, atMs: atMs + offsetMs});
        }
        if (this.#faults.of('hold-back', device, atMs)) left.isHeldBack = true;
    }

    // Two vehicles are never in one place: the later one takes another lane, or comes after.
    #findRoom({lastMs}: Gantry, passage: Passage): void {
        const free = (lane: number): boolean => passage.atMs - lastMs[lane]! >= LEAST_HEADWAY_MS;
        const lanes = Array.from({length: this.#lanes}, (_, i) => i + 1);
        if (!free(passage.lane)) {
            const other = lanes.find(free);
            if (other) passage.lane = other;
            else passage.atMs = lastMs[passage.lane]! + LEAST_HEADWAY_MS;
        }
        lastMs[passage.lane] = passage.atMs;
    }
}

// Neighbours in the fleet whose tags are their own, two and two.
function partnersOf(fleet: readonly Vehicle[]): ReadonlyMap<Vehicle, Vehicle> {
    const tagged = fleet.filter(({fittedTag, registeredTag, registration}) =>
        fittedTag !== undefined && fittedTag === registeredTag && registration === 'before');
    return new Map(tagged.flatMap((vehicle, nth) => {
        const partner = tagged[nth % 2 === 0 ? nth + 1 : nth - 1];
        return partner ? [[vehicle, partner] as const] : [];
    }));
}

// The same pairs as long as a fault lasts, whoever passes: chosen by their ids.
function isOfShare(a: Vehicle, b: Vehicle, share: number): boolean {
    const number = Math.min(Number(a.id.slice(1)), Number(b.id.slice(1)));
    return number * 2_654_435_761 % 2 ** 32 < share * 2 ** 32;
}

function leftBy(vehicle: Vehicle, rates: Rates, chance: Chance): Left {
    const laser = chance.happens(rates.missedByLaser.value) ? 'missed' : 'right';
    const isTagMissed = chance.happens(rates.missedByAntenna.value);
    const {fittedTag, registeredTag, registration} = vehicle;
    const isSwapped = registration !== 'never' && fittedTag !== registeredTag;
    const antenna = fittedTag === undefined ? 'none'
        : isTagMissed ? 'missed' : isSwapped ? 'swapped' : 'right';
    return {laser, antenna, ...cameraLeft(vehicle, rates, chance)};
}

function cameraLeft(
    {plate}: Vehicle, rates: Rates, chance: Chance,
): Pick<Left, 'camera' | 'read' | 'confidence'> {
    if (chance.happens(rates.missedByCamera.value)) {
        return {camera: 'missed', read: undefined, confidence: undefined};
    }
    const drawn = chance.uniform();
    const unreadable = rates.unreadablePlates.value;
    if (drawn < unreadable) {
        return {camera: 'unreadable', read: undefined, confidence: undefined};
    }
    if (drawn < unreadable + rates.wrongPlates.value) {
        const characters = chance.happens(rates.twoWrongCharacters.value) ? 2 : 1;
        const read = misread(plate, characters, chance);
        const confidence = hundredths(0.2 + 0.75 * chance.uniform());
        return {camera: plateKey(read) === plateKey(plate) ? 'right' : 'wrong', read, confidence};
    }
    return {camera: 'right', read: plate, confidence: hundredths(0.75 + 0.25 * chance.uniform())};
}

function hundredths(value: number): number {
    return Math.round(value * 100) / 100;
}
