import type {Device, Reading} from '@karwan/journey';
import type {Alarm, TroubleKind} from './alarm.ts';
import type {ClockState} from './clock.ts';
import type {DeviceState} from './device.ts';
import type {Share} from './interval.ts';
import type {PlacesState} from './places.ts';

/** A reading as health sees it; what its plate was it does not learn. */
export type HeardReading = Pick<
    Reading, 'device' | 'point' | 'tag' | 'plate' | 'measuredClass' | 'atMs' | 'receivedMs'>;

/** What is kept of a monitor, plain data; drives under way are not, and come back by reading. */
export interface MonitorState {
    devices: DeviceState[];
    clocks: ClockState;
    places: PlacesState;
    alarms: Alarm[];
}

/** How a device does now. */
export interface DeviceHealth {
    device: string;
    point: string;
    kind: Device['kind'];
    site: string;
    lastHeardMs: number | undefined;
    /** Of the vehicles that both its neighbours saw, the share that it missed; the latest ones. */
    missed: Share | undefined;
    trials: number;
    /** How far its clock is off, by its gantry's neighbours or by receipt. */
    clock: {offsetMs: number; plusMinusMs: number; by: 'neighbours' | 'receipt'} | undefined;
    /** Where its gantry stands by travel times, where those contradict the survey. */
    impliedMetres: number | undefined;
    troubles: TroubleKind[];
}
