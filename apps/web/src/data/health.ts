import {useQuery, type UseQueryResult} from '@tanstack/react-query';
import {ask} from './ask.ts';

export type TroubleKind = 'silent' | 'losing' | 'clock' | 'misplaced' | 'slow-section';

/** A share with its 95 % interval. */
export interface Share {
    value: number;
    low: number;
    high: number;
}

/** How one device does; what is not known is left out. */
export interface DeviceHealth {
    device: string;
    point: string;
    kind: string;
    site: string;
    lastHeardMs?: number;
    missed?: Share;
    trials: number;
    clock?: {offsetMs: number; plusMinusMs: number; by: 'neighbours' | 'receipt'};
    impliedMetres?: number;
    troubles: TroubleKind[];
}

/** What a trouble rests on, figures by name; the `test` says which they are. */
export interface Evidence {
    test: 'heartbeats' | 'vehicles-at-neighbours' | 'traffic' | 'receipt' | 'times-at-neighbours'
        | 'travel-times' | 'section-speed';
    [figure: string]: string | number;
}

export interface Trouble {
    kind: TroubleKind;
    subject: string;
    road: string;
    sinceMs: number;
    endedMs?: number;
    evidence: Evidence;
}

/** One cause, whatever it troubles. */
export interface Alarm {
    id: string;
    cause: string;
    kind: TroubleKind;
    sinceMs: number;
    endedMs?: number;
    troubles: Trouble[];
}

/** The devices and their alarms, as they were when the log was looked through up to `seq`. */
export interface Health {
    nowMs: number;
    seq: number;
    devices: DeviceHealth[];
    alarms: Alarm[];
    ended: Alarm[];
}

/** How the devices do; of a past moment the alarms that stood then, and no more. */
export function useHealth(thenMs?: number): UseQueryResult<Health> {
    return useQuery({
        queryKey: thenMs === undefined ? ['live', 'health'] : ['past', 'health', thenMs],
        queryFn: () => ask<Health>(`/v1/health${thenMs === undefined ? '' : `?past=${thenMs}`}`),
        placeholderData: before => before,
    });
}

/** The alarms that stand, by where they are along the corridor. */
export function standing({alarms}: Health): Alarm[] {
    return alarms.filter(alarm => alarm.endedMs === undefined)
        .sort((a, b) => a.troubles[0]!.subject < b.troubles[0]!.subject ? -1 : 1);
}

/** What is wrong with each gantry just now, its own and that of its devices. */
export function troublesByGantry({devices, alarms}: Health): Map<string, Set<TroubleKind>> {
    const found = new Map<string, Set<TroubleKind>>();
    const add = (gantry: string, kind: TroubleKind): void => {
        const known = found.get(gantry);
        if (known) known.add(kind);
        else found.set(gantry, new Set([kind]));
    };
    const pointOf = new Map(devices.map(({device, point}) => [device, point]));
    for (const {point, troubles} of devices) for (const kind of troubles) add(point, kind);
    for (const {kind, subject, endedMs} of alarms.flatMap(alarm => alarm.troubles)) {
        if (endedMs === undefined) add(pointOf.get(subject) ?? subject, kind);
    }
    return found;
}
