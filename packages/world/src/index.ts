export type {TrueCharge} from './charge.ts';
export {
    faultKinds, Faults, LONGEST_HOLD_MS, MOST_OFFSET_MS, PLANNED, type Fault, type FaultKind,
} from './fault.ts';
export {causes, type Cause} from './knowable.ts';
export {plateKey} from './plate.ts';
export {defaultRates, type Rates} from './rates.ts';
export type {WorldPrice, WorldStep, WorldSurcharge, WorldTariff} from './tariff.ts';
export type {PlateSeries, Speed, Traffic} from './traffic.ts';
export type {Left, Passage, Trip} from './trip.ts';
export {truthOf, type TrueTrip, type Truth, type TrueVehicle} from './truth.ts';
export type {Vehicle} from './vehicle.ts';
export type {Delivery} from './wire.ts';
export {worldFrom, type Hour, type World, type WorldPlan} from './world.ts';
export {NumberedFleet} from './nation/fleet.ts';
export {nationFrom, nationReadings, type Nation, type NationPlan} from './nation/nation.ts';
export type {Returning} from './nation/owners.ts';
export type {PairVolumes} from './nation/pair-volumes.ts';
export type {Unfolding} from './nation/unfold.ts';
